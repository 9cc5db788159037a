"""Bytes to lines to text, without ever replacing a byte that is wrong."""

from collections.abc import Iterator
from typing import BinaryIO

from guard.errors import InputError

LIMIT = 64 * 2**20
"""Bytes of the longest line, and of the longest file that is one post; this bounds the memory."""

_UTF8_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CHUNK = 2**16
_SAVE = "Save the file as UTF-8 and check it again."


def utf8_lines(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """The lines with their line ends, as UTF-8 without its byte order mark.

    Raises:
        InputError: a line is longer than ``LIMIT``, or UTF-16 or UTF-32 is broken.
    """
    first = stream.readline(LIMIT)
    for mark, encoding in _WIDE_MARKS:
        if first.startswith(mark):
            yield from _recoded(stream, first, encoding, name)
            return
    line = first.removeprefix(_UTF8_MARK)
    while line:
        if len(line) >= LIMIT:
            raise too_long(name)
        yield line
        line = stream.readline(LIMIT)


def _recoded(stream: BinaryIO, first: bytes, encoding: str, name: str) -> Iterator[bytes]:
    from codecs import getincrementaldecoder

    decoder = getincrementaldecoder(encoding)()
    done, rest, chunk = 0, "", first
    while True:
        try:
            rest += decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise InputError(f"is not valid {encoding.upper()} near byte {done}.", where=name, fix=_SAVE) from error
        *whole, rest = rest.split("\n")
        yield from (f"{line}\n".encode() for line in whole)
        if not chunk:
            break
        if len(rest) >= LIMIT:
            raise too_long(name)
        done += len(chunk)
        chunk = stream.read(_CHUNK)
    if rest:
        yield rest.encode()


def decode(data: bytes, where: str) -> str:
    """``data`` as text.

    Raises:
        InputError: it is not UTF-8, or looks like UTF-16 whose byte order mark was lost (every second byte is zero).
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        from guard.inputs.kinds import not_utf8

        raise not_utf8(data, error.start, where) from error
    if "\0" in text and text.count("\0") * 3 > len(text):
        raise InputError("looks like UTF-16 without its byte order mark.", where=where, fix=_SAVE)
    return text


def whole(lines: Iterator[bytes], name: str) -> str:
    """All lines as one text, for the formats in which a file is one post.

    Raises:
        InputError: it is longer than ``LIMIT``, not UTF-8, or letters that are no text (RTF, PDF).
    """
    kept: list[bytes] = []
    size = 0
    for line in lines:
        size += len(line)
        if size > LIMIT:
            raise too_long(name)
        kept.append(line)
    data = b"".join(kept)
    if data.startswith((b"{\\rtf", b"%PDF-")):
        from guard.inputs.kinds import no_text

        raise no_text(data, name)
    return decode(data, name)


def too_long(name: str) -> InputError:
    """The error for something that is far too long to be a post."""
    what = f"holds a post or line of more than {LIMIT // 2**20} MB, which is not checked, nor is what follows it."
    return InputError(what, where=name, fix="Split the file, one post a line or file.")
