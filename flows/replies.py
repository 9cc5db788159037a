"""Reads the file of replies to a post, one reply a line, however long it is and however badly some lines are written.

A line is a JSON object: ``{"id", "author", "created_at" (ISO 8601), "text", "likes", "in_reply_to"}``; other fields are
ignored. Replies are given out one by one and not kept; what grows with the file is only a mark of eight bytes for each
id, by which a reply that stands there twice is dropped.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

import msgspec

from flows.platforms.base import Reply
from guard.errors import InputError

LONGEST_LINE = 1_000_000
"""In bytes; a longer line is no reply, and reading it whole could take all memory there is."""

LONGEST_TEXT = 20_000
"""In characters; no platform takes longer replies."""

MOST_PROBLEMS_TOLD = 20
"""After so many the rest is only counted."""

FEW_PROBLEMS = 5
"""So many are told where other things are told beside them."""

_FIX = "Write one JSON object a line, in UTF-8, with id, author, created_at and text."


class _Line(msgspec.Struct):
    """One line as it may be written; ids are often bare numbers, and likes are often left out."""

    id: str | int
    text: str
    created_at: str
    author: str | int = ""
    likes: int | float | None = None
    in_reply_to: str | int | None = None


class RepliesFile:
    """The replies in the file ``path``. Iterate over it once; afterwards it tells how that went.

    ``read`` replies were given out, ``duplicates`` dropped, ``bad`` lines could not be understood, and ``problems``
    says why for the first of these, each with file and line.

    Raises (while iterating):
        InputError: the file cannot be opened, or has lines and not one of them can be read.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.read = self.duplicates = self.bad = 0
        self.problems: list[str] = []
        self._seen: set[int] = set()

    def __iter__(self) -> Iterator[Reply]:
        with self._opened() as stream:
            for number, line in self._lines(stream):
                reply = self._understood(line, number)
                if reply is not None and self._is_new(reply):
                    yield reply
        if self.bad and not self.read:
            raise InputError(f"not one of its {self.bad} lines is a reply.", where=self.path, fix=self._why_none())

    def left_out(self) -> tuple[str, ...]:
        """Which lines were left out and why, the first few of them, and how many they are; nothing where none was."""
        if not self.bad:
            return ()
        many = f"{self.bad:,} lines of {self.path} are no replies and were left out"
        said = f"1 line of {self.path} is no reply and was left out" if self.bad == 1 else many
        return (f"{said}; the others were read.", *self.problems[:FEW_PROBLEMS], *self._uncited())

    def _uncited(self) -> Iterator[str]:
        if (more := self.bad - FEW_PROBLEMS) > 0:
            yield f"... and {more:,} more. guard audience names more of them."

    def _why_none(self) -> str:
        return f"The first one: {self.problems[0].removeprefix(self.path + ':')} {_FIX}"

    def _opened(self) -> BinaryIO:
        if os.path.isdir(self.path):
            raise InputError("this is a folder, not a file of replies.", where=self.path)
        try:
            return open(self.path, "rb")
        except FileNotFoundError:
            raise InputError("there is no such file.", where=self.path, fix="Give the file of replies.") from None
        except OSError as error:
            raise InputError(f"the replies cannot be read ({error.strerror}).", where=self.path) from error

    def _lines(self, stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
        number = 0
        while line := stream.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                self._report(number, f"longer than {LONGEST_LINE:,} bytes.")
                _skip_rest(stream, line)
                continue
            line = line.removeprefix(b"\xef\xbb\xbf").strip()
            if line:
                yield number, line

    def _understood(self, line: bytes, number: int) -> Reply | None:
        try:
            return _reply(msgspec.json.decode(line, type=_Line))
        except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
            self._report(number, f"{error}".rstrip(".") + ".")
            return None

    def _is_new(self, reply: Reply) -> bool:
        mark = hash(reply.id)
        if mark in self._seen:
            self.duplicates += 1
            return False
        self._seen.add(mark)
        self.read += 1
        return True

    def _report(self, number: int, why: str) -> None:
        self.bad += 1
        if len(self.problems) < MOST_PROBLEMS_TOLD:
            self.problems.append(f"{self.path}:{number}: {why}")


def _skip_rest(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(LONGEST_LINE)


def _reply(line: _Line) -> Reply:
    if len(line.text) > LONGEST_TEXT:
        raise ValueError(f"its text is longer than {LONGEST_TEXT:,} characters.")
    if not str(line.id).strip():
        raise ValueError("its id is empty.")
    return Reply(
        id=str(line.id)[:1000],
        author=str(line.author)[:1000],
        created_at=_moment(line.created_at),
        text=line.text,
        likes=_likes(line.likes),
        in_reply_to=None if line.in_reply_to in {None, ""} else str(line.in_reply_to)[:1000],
    )


def _likes(likes: float | None) -> int:
    """A count; what is below nothing or beyond all people counts as the nearest sensible number."""
    return int(min(max(likes or 0, 0), 10**10))


def _moment(written: str) -> datetime:
    """An ISO 8601 moment as UTC; one without an offset is taken for UTC."""
    try:
        moment = datetime.fromisoformat(written[:64].strip())
    except ValueError:
        raise ValueError("created_at is not a moment like 2026-11-22T10:15:00Z.") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
