"""A JSON file: one object, or a list of them. ``place`` is the line of the object's field "text"."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import structs

from guard.errors import InputError
from guard.inputs.fields import post_from
from guard.inputs.json_values import DECODER, as_object, unreadable
from guard.inputs.lines import whole
from guard.model import Post

_SPACE = re.compile(r"[ \t\r\n]*")


def posts(lines: Iterator[bytes], name: str) -> Iterator[Post | InputError]:
    """The post of the object, or of each object in the list; what follows a syntax error is lost, and said so."""
    text = whole(lines, name)
    line, last, beside = 1, 0, 0
    for start, end, value in _values(text, name):
        begins = max(text.find('"text"', start, end), start)
        below = text.count("\n", last, begins)
        line, last, beside = line + below, begins, 1 if below else beside + 1
        try:
            yield _numbered(post_from(as_object(value, f"{name}:{line}"), name, line), value, beside)
        except InputError as error:
            yield error


def _numbered(post: Post, fields: dict[str, Any], beside: int) -> Post:
    """The post with an id of its own where several begin in one line and none has a name."""
    return post if beside == 1 or fields.get("id") else structs.replace(post, id=f"{post.id}#{beside}")


def _values(text: str, name: str) -> Iterator[tuple[int, int, Any]]:
    """Start, end and value of each post in the document."""
    at = _skip(text, 0)
    if at == len(text):
        return
    if not text.startswith("[", at):
        value, end = _value(text, at, name)
        yield at, end, value
    else:
        end = at = _skip(text, at + 1)
        while not text.startswith("]", at):
            value, end = _value(text, at, name)
            yield at, end, value
            at = _after_comma(text, _skip(text, end), name)
        end = at + 1
    _require_end(text, _skip(text, end), name)


def _skip(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr] # the pattern matches everywhere


def _value(text: str, at: int, name: str) -> tuple[Any, int]:
    try:
        return DECODER.raw_decode(text, at)
    except (InputError, ValueError, RecursionError) as error:
        raise unreadable(error, name) from error


def _after_comma(text: str, at: int, name: str) -> int:
    """Where the next value begins, or the closing bracket."""
    if text.startswith("]", at):
        return at
    following = _skip(text, at + 1)
    if not text.startswith(",", at) or text.startswith("]", following):
        line = text.count("\n", 0, at) + 1
        what = "a comma between two posts, or the closing bracket of the list, is missing or wrong here."
        raise InputError(what, where=f"{name}:{line}", fix="Correct it; what follows was not checked.")
    return following


def _require_end(text: str, at: int, name: str) -> None:
    if at < len(text):
        line = text.count("\n", 0, at) + 1
        fix = "If every line is one post, call the file .jsonl; else put the posts in a list: [{...}, {...}]."
        raise InputError(
            "goes on after the end of the post; the rest was not checked.", where=f"{name}:{line}", fix=fix
        )
