"""Read the numbers of a brand and the notes about them from CSV files; a mistake is named with its file and line.

Where the first line has semicolons and no commas, as spreadsheets in much of Europe write it, semicolons separate the
cells, and a number may have a decimal comma.
"""

import csv
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import chain
from typing import Any, get_args

from flows.assessment.nouns import DEFAULTS, Direction, Margin, Note, NoteKind
from guard.errors import InputError, UsageError

Row = tuple[int, dict[str, str]]
COMMA, SEMICOLON = ",", ";"

_MARGIN = re.compile(r"(?P<number>\d{1,9}(?:[.,]\d{1,9})?)\s?(?P<unit>%|points?|pp|units?)?")
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}\s?%?")
"""A number beside semicolons that is either some thousands, or has three digits behind a point."""
_EMPTY = {"", "-", "na", "n/a", "nan", "null", "none"}
_MOST_ROWS = 20_000
_LONGEST_NOTE = 366


def read_series(path: str) -> dict[str, dict[date, float]]:
    """The numbers in a CSV file ``date,<number>,...``, by name and day. Missing days and blank cells are left out.

    Raises:
        InputError: the file cannot be read, or a line in it; with its file and line.
    """
    with _rows(path, "the numbers") as (head, rows, separator):
        names = _names(path, head)
        series: dict[str, dict[date, float]] = {name: {} for name in names}
        seen: dict[date, int] = {}
        for line, row in rows:
            day = _day(row["date"], f"{path}:{line}")
            if day in seen:
                what = f"{day} stands here and in line {seen[day]}."
                raise InputError(what, where=f"{path}:{line}", fix="Keep one line for each day.")
            seen[day] = line
            for name in names:
                value = _value(row[name], name, f"{path}:{line}", decimal_comma=separator == SEMICOLON)
                if value is not None:
                    series[name][day] = value
    if not seen:
        raise InputError("There is no day in the file.", where=path, fix="Add a line for each day.")
    return series


def read_notes(path: str) -> tuple[Note, ...]:
    """The notes in a CSV file ``date,kind,note``; a column ``until`` may name the last day, else it is one day.

    Raises:
        InputError: the file cannot be read, or a line in it; with its file and line.
    """
    with _rows(path, "the notes") as (head, rows, _):
        missing = [name for name in ("date", "kind") if name not in head]
        if missing:
            what = f"The first line must name the columns date,kind,note; {missing[0]!r} is not there."
            raise InputError(what, where=f"{path}:1")
        return tuple(_note(row, f"{path}:{line}") for line, row in rows)


def parse_metric(text: str) -> tuple[str, Margin]:
    """``NAME:up|down:MARGIN`` as name and margin, such as ``returns:up:10%`` or ``bounce_rate:up:2points``.

    A number alone is per cent from 1 upwards and a share below 1: ``10`` and ``0.1`` are both 10 %.

    Raises:
        UsageError: it is written otherwise.
    """
    name, worse, size = ([part.strip() for part in text.split(":")] + ["", ""])[:3]
    found = _MARGIN.fullmatch(size.lower())
    if not name or worse not in get_args(Direction) or not found or text.count(":") != 2:
        what = f"--metric {text!r} cannot be read."
        raise UsageError(f"{what} Write NAME:up:MARGIN or NAME:down:MARGIN, such as returns:up:10% (up is worse).")
    number, unit = float(found["number"].replace(",", ".")), found["unit"] or ""
    if number == 0:
        raise UsageError(f"--metric {text!r}: a margin of nothing is never met. Give one above 0, such as 10%.")
    direction: Direction = "up" if worse == "up" else "down"
    if unit.startswith("unit"):
        return name, Margin(worse=direction, size=number, unit="units")
    if unit.startswith("p"):
        return name, Margin(worse=direction, size=number / 100, unit="points")
    return name, Margin(worse=direction, size=number / 100 if unit or number >= 1 else number)


def known(names: Iterable[str], margins: Mapping[str, Margin], *, where: str) -> None:
    """Refuse a number that nobody has said a margin for.

    Raises:
        InputError: with how to give it.
    """
    unknown = [name for name in names if name not in margins]
    if unknown:
        what = f"Nobody has said what is worse for {unknown[0]!r}, more or less of it, and how much is still fine."
        fix = f"Say it with --metric {unknown[0]}:up:10% (or :down:), or take the column out."
        raise InputError(what, where=where, fix=f"{fix} Known by name: {', '.join(DEFAULTS)}.")


# --- lines and cells ------------------------------------------------------------------------------------------------


@contextmanager
def _rows(path: str, what: str) -> Iterator[tuple[list[str], Iterator[Row], str]]:
    """The names of the columns, the lines below them with their numbers (empty ones are passed over), the separator."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            separator = SEMICOLON if SEMICOLON in first and COMMA not in first else COMMA
            reader = csv.reader(chain([first], file), delimiter=separator, strict=True)
            head = [name.strip() for name in next(reader, [])]
            if not head:
                raise InputError(f"The file with {what} is empty.", where=path)
            yield head, _below(path, head, reader, separator), separator
    except OSError as error:
        raise InputError(f"The file cannot be read: {error.strerror or error}.", where=path) from None
    except UnicodeDecodeError:
        raise InputError("The file is not UTF-8 text.", where=path, fix="Save it as CSV (UTF-8).") from None


def _below(path: str, head: list[str], reader: Any, separator: str) -> Iterator[Row]:
    try:
        for count, cells in enumerate(reader):
            line = reader.line_num
            if count > _MOST_ROWS:
                raise InputError(f"More than {_MOST_ROWS:,} lines.", where=path, fix="Give one line for each day.")
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(head):
                what = f"{len(cells)} cells, but the first line names {len(head)} columns."
                fix = f"Put a text with {'commas' if separator == COMMA else 'semicolons'} into quotation marks."
                raise InputError(what, where=f"{path}:{line}", fix=fix)
            padded = cells + [""] * (len(head) - len(cells))
            yield line, {name: cell.strip() for name, cell in zip(head, padded, strict=True)}
    except csv.Error as error:
        raise InputError(f"This is no CSV: {error}.", where=f"{path}:{reader.line_num}") from None


def _names(path: str, head: list[str]) -> list[str]:
    names = [name for name in head if name != "date"]
    twice = [name for name in head if head.count(name) > 1]
    if "date" not in head or not names or "" in names or twice:
        what = f"The column {twice[0]!r} stands twice." if twice else "The first line must be date,<number>,..."
        raise InputError(what, where=f"{path}:1", fix="Write it like date,mention_volume,negative_share.")
    return names


def _day(text: str, where: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is no day.", where=where, fix="Write days like 2026-11-25.") from None
    if not 1990 <= day.year <= 2200:
        raise InputError(f"{day} is not a day of which there are numbers.", where=where, fix="Correct the year.")
    return day


def _value(text: str, name: str, where: str, *, decimal_comma: bool) -> float | None:
    if text.lower() in _EMPTY:
        return None
    if decimal_comma and _THOUSANDS.fullmatch(text):
        fix = "Write it without the point if it stands for thousands, else with a comma."
        raise InputError(f"{name} is {text!r}, which can be read in two ways.", where=where, fix=fix)
    try:
        value = float((text.replace(",", ".") if decimal_comma else text).removesuffix("%"))
    except ValueError:
        like = "a comma, like 1234,5" if decimal_comma else "a point, like 1234.5"
        fix = f"Write it without signs for thousands and with {like}; leave unknown ones blank."
        raise InputError(f"{name} is {text!r}, not a number.", where=where, fix=fix) from None
    if not math.isfinite(value):
        raise InputError(f"{name} is {text!r}, not a number.", where=where, fix="Leave it blank if it is unknown.")
    if value < 0 and name in DEFAULTS:
        raise InputError(f"{name} is {value:g}, but cannot be below nothing.", where=where, fix="Correct it.")
    return value


def _note(row: dict[str, str], where: str) -> Note:
    start = _day(row["date"], where)
    last = row.get("until") or row.get("end") or ""
    end = _day(last, where) if last else start
    if not 0 <= (end - start).days <= _LONGEST_NOTE:
        what = f"The note goes from {start} to {end}."
        raise InputError(what, where=where, fix="The last day must be the first or a later one, within a year.")
    kind = _kind(row["kind"], where)
    return Note(start=start, end=end, kind=kind, text=row.get("note", ""))


def _kind(text: str, where: str) -> NoteKind:
    word = text.lower().replace(" ", "_").replace("-", "_")
    for kind in get_args(NoteKind):
        if word == kind:
            found: NoteKind = kind
            return found
    raise InputError(f"{text!r} is no kind of note.", where=where, fix=f"Write one of {', '.join(get_args(NoteKind))}.")
