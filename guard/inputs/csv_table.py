"""A CSV file with a header row, separated by what the header uses most of comma, semicolon, tab and bar.

A row whose number of cells differs from the header's is an error: a comma that was not quoted would else cut the post's
text and the rest would go out unchecked. Quoted cells may hold line ends. Empty cells mean "not given". ``media`` is
one path, or a list as in JSON. Rows without any words are skipped: spreadsheets leave them at the end.
"""

import csv
from collections.abc import Iterator
from typing import Any

from guard.errors import InputError
from guard.inputs.fields import KNOWN, listed, post_from, second, shortened
from guard.inputs.kinds import not_utf8
from guard.inputs.lines import LIMIT
from guard.model import Post

_SEPARATORS = ",;\t|"
_TOO_LONG = "field larger"
_REASONS = {
    "unexpected end of data": "a quote is opened and never closed",
    _TOO_LONG: "a cell is far too long, perhaps a quote is never closed; what follows was not checked",
    "'": "letters follow a closing quote",
    "new-line character": "a line ends in the middle of a cell that is not quoted",
}


class _Decoded:
    """The lines as text. Bytes that are not UTF-8 keep their place as surrogates, and ``bad`` tells the first of them.

    The parser must see every line, or it would lose track of which quotes are open.
    """

    def __init__(self, lines: Iterator[bytes], name: str) -> None:
        self._lines, self._name = lines, name
        self.bad: InputError | None = None
        self.number = 0

    def __iter__(self) -> "_Decoded":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        try:
            return line.decode()
        except UnicodeDecodeError as error:
            self.bad = self.bad or not_utf8(line, error.start, f"{self._name}:{self.number}")
            return line.decode(errors="surrogateescape")


def posts(lines: Iterator[bytes], name: str) -> Iterator[Post | InputError]:
    """The post or the error of every row under the header."""
    csv.field_size_limit(LIMIT)
    decoded = _Decoded(lines, name)
    first = next(filter(str.strip, decoded), "")
    if not first:
        return
    separator = separator_of(first)
    if named := _named_separator(first):
        separator, first = named, next(filter(str.strip, decoded), "")
    rows = csv.reader(_after(first, decoded), delimiter=separator, strict=True)
    header = _header(rows, decoded, name)
    while True:
        begins = decoded.number + 1
        try:
            row = next(rows, None)
            if row is None:
                return
            if any(map(str.strip, row)) or decoded.bad:
                yield _post(header, row, decoded, name, begins)
        except InputError as error:
            yield error
        except csv.Error as error:
            yield _broken(error, name, begins, decoded.number)
            if str(error).startswith(_TOO_LONG):
                return
        decoded.bad = None


def _after(first: str, decoded: _Decoded) -> Iterator[str]:
    yield first
    yield from decoded


def _named_separator(line: str) -> str:
    """The separator of a first line such as ``sep=;``, by which Excel is told of it; else nothing."""
    plain = line.rstrip("\r\n")
    return plain[-1] if plain[:-1].lower() == "sep=" else ""


def separator_of(header: str) -> str:
    """The separator that stands most often in the header row, outside quotes."""
    plain = "".join(header.split('"')[::2])
    return max(_SEPARATORS, key=plain.count)


def _header(rows: Iterator[list[str]], decoded: _Decoded, name: str) -> list[str]:
    where = f"{name}:{decoded.number}"
    try:
        found = next(rows, [])
    except csv.Error as error:
        raise _broken(error, name, 1, decoded.number) from error
    if decoded.bad:
        raise decoded.bad
    header = [_column(cell) for cell in found]
    if "text" not in header:
        fix = 'Name the column that holds the posts "text" in the first row.'
        raise InputError(f'has no column "text" (columns found: {listed(found)}).', where=where, fix=fix)
    if twice := second(filter(None, header)):
        raise InputError(f'the column "{shortened(twice)}" stands twice.', where=where, fix="Rename one of them.")
    return header


def _column(cell: str) -> str:
    plain = cell.strip().lower()
    return plain if plain in KNOWN else cell.strip()


def _post(header: list[str], row: list[str], decoded: _Decoded, name: str, line: int) -> Post:
    if decoded.bad:
        raise decoded.bad
    if len(row) != len(header):
        what = f"has {len(row)} {'cell' if len(row) == 1 else 'cells'}, the header names {len(header)}."
        raise InputError(
            what, where=f"{name}:{line}", fix='Put texts that hold the separator or a line end into "quotes".'
        )
    fields: dict[str, Any] = {column: cell or None for column, cell in zip(header, row, strict=True) if column}
    if fields.get("media"):
        fields["media"] = _media(fields["media"], f"{name}:{line}")
    return post_from(fields, name, line)


def _media(cell: str, where: str) -> Any:
    if not cell.lstrip().startswith("["):
        return [{"path": cell}]
    from guard.inputs.json_values import DECODER, unreadable

    try:
        return DECODER.decode(cell)
    except (InputError, ValueError, RecursionError) as error:
        raise unreadable(error, where) from error


def _broken(error: csv.Error, name: str, begins: int, ends: int) -> InputError:
    lines = f" (lines {begins} to {ends} belong to this row)" if ends > begins else ""
    reason = next((plain for start, plain in _REASONS.items() if str(error).startswith(start)), str(error))
    what = f"is not valid CSV: {reason}{lines}."
    return InputError(
        what, where=f"{name}:{begins}", fix='Close every "quote" and write a quote inside a cell twice ("").'
    )
