"""JSON for posts: lone surrogates are kept as they are, a field that stands twice is an error.

The standard library's decoder and not a faster one: only it gives both, and a post costs two microseconds.
"""

from json import JSONDecodeError, JSONDecoder
from typing import Any

from guard.errors import InputError
from guard.inputs.fields import kind_of, second, shortened

_EXAMPLE = 'Write a post like this: {"text": "Our shop is open until six."}'

_PLAIN = {
    "Expecting value": "a value is missing, or a text without straight quotes",
    "Expecting ',' delimiter": "a comma or a closing bracket is missing, or a quote inside a text without \\ before it",
    "Expecting ':' delimiter": "a colon is missing after the name of a field",
    "Expecting property name enclosed in double quotes": "the name of a field in straight double quotes is missing",
    "Unterminated string starting at": "a text begins here that has no closing quote",
    "Invalid control character at": "a line end or tab stands inside a text: write \\n or \\t in its place",
    "Invalid \\escape": "a lone backslash: write two of them",
    "Invalid \\uXXXX escape": "\\u needs four digits or letters from a to f behind it",
    "Extra data": "something follows after the closing brace",
    "Illegal trailing comma before end of object": "a comma too many before the closing brace",
    "Illegal trailing comma before end of array": "a comma too many before the closing bracket",
}
"""What the decoder says, for people who do not program."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) == len(pairs):
        return fields
    twice = shortened(second(name for name, _ in pairs) or "")
    raise InputError(f'the field "{twice}" stands twice in one object.', fix="Keep the one that is meant.")


DECODER = JSONDecoder(object_pairs_hook=_once)


def parse_object(text: str, where: str) -> dict[str, Any]:
    """The one object that ``text`` holds.

    Raises:
        InputError: not JSON, not an object, a field twice, nested too deeply, a number of thousands of digits.
    """
    try:
        return as_object(DECODER.decode(text), where)
    except (InputError, ValueError, RecursionError) as error:
        raise unreadable(error, where) from error


def as_object(value: object, where: str) -> dict[str, Any]:
    """``value`` if it is an object; else raises InputError."""
    if isinstance(value, dict):
        return value
    raise InputError(f"is {kind_of(value)}, a post should be an object in braces.", where=where, fix=_EXAMPLE)


def unreadable(error: Exception, where: str) -> InputError:
    """The error for people, from what the decoder raised."""
    if isinstance(error, InputError):
        return error if error.where else InputError(error.what, where=where, fix=error.fix)
    if isinstance(error, JSONDecodeError):
        column = f"line {error.lineno}, " if error.lineno > 1 else ""
        what = f"is not valid JSON ({column}column {error.colno}: {_PLAIN.get(error.msg, error.msg)})."
        return InputError(what, where=where, fix=_EXAMPLE)
    if isinstance(error, RecursionError):
        return InputError("is nested too deeply for a post.", where=where, fix=_EXAMPLE)
    return InputError("holds a number that is too long.", where=where, fix="Put long numbers in quotes.")
