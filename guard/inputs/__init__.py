"""Posts from files and from standard input, one after another.

``read`` streams: a calendar of a million lines takes no more memory than one of its lines. What cannot be read comes
out as an :class:`InputError` value in its place, and the reading goes on: one bad line never hides the posts after it.

Decisions that the formats share:

- A post with neither words nor a picture description nor media is an error: there is nothing to check, and "nothing"
  must not be reported as clean. For the same reason a file without any post is an error.
- ``id`` defaults to file name and line (``posts.jsonl:12``); ``place`` is the same with the path as it was given.
- Bytes that are not UTF-8 are an error that names the first of them; nothing is ever replaced silently. A byte order
  mark (UTF-8, UTF-16, UTF-32) is honoured.
- The words stay as the author wrote them; only line ends at the very end of a text file are not part of the post.
"""

from collections.abc import Iterable, Iterator
from importlib import import_module
from os.path import isdir, splitext
from typing import BinaryIO

from guard.errors import InputError
from guard.inputs.lines import utf8_lines
from guard.model import Post

__all__ = ["STANDARD_INPUT", "SUFFIXES", "read"]

STANDARD_INPUT = "<stdin>"
"""What standard input is called in places and default ids."""

SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json_document",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv_table",
    ".tsv": "csv_table",
}
"""Which module reads files with which ending; every other file is looked at, as standard input is."""


def read(paths: Iterable[str], stdin: BinaryIO) -> Iterator[Post | InputError]:
    """The posts of ``paths`` in order; ``-``, or no path at all, is standard input."""
    given = False
    for path in paths:
        given = True
        yield from _posts(stdin, STANDARD_INPUT) if path == "-" else _file(path)
    if not given:
        yield from _posts(stdin, STANDARD_INPUT)


def _file(path: str) -> Iterator[Post | InputError]:
    try:
        stream = open(path, "rb")  # noqa: SIM115 - closed below; the error handler must not reach into the reading
    except (OSError, ValueError) as error:
        yield _unopened(path, error)
        return
    with stream:
        yield from _posts(stream, path)


def _unopened(path: str, error: OSError | ValueError) -> InputError:
    if isdir(path):
        return InputError(
            "is a folder.", where=path, fix=f"Name the files in it, for example: guard check {path}/*.txt"
        )
    if not path:
        return InputError("a file was given without its name.", fix="Name it, or leave the empty quotes out.")
    if isinstance(error, FileNotFoundError):
        return InputError("does not exist.", where=path, fix="Check the spelling and the folder that you are in.")
    if isinstance(error, PermissionError):
        return InputError("may not be read.", where=path, fix="Ask for the right to read this file.")
    reason = error.strerror if isinstance(error, OSError) else error
    return InputError(f"cannot be opened ({reason}).", where=path, fix="Give the name of a file.")


def _posts(stream: BinaryIO, name: str) -> Iterator[Post | InputError]:
    empty = True
    try:
        for item in _contents(stream, name):
            empty = False
            yield item
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(
            f"cannot be read to its end ({error.strerror}).", where=name, fix="Check the file and the disk."
        )
    else:
        if empty:
            yield InputError("holds no post: there is nothing to check.", where=name, fix="Write a post into it.")


def _contents(stream: BinaryIO, name: str) -> Iterator[Post | InputError]:
    lines = utf8_lines(stream, name)
    kind = SUFFIXES.get(splitext(name)[1].lower())
    if kind is None:
        from guard.inputs.sniff import sniff

        kind, lines = sniff(lines)
    posts: Iterator[Post | InputError] = import_module(f"guard.inputs.{kind}").posts(lines, name)
    return posts
