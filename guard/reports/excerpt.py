"""A post with marks under the words in question.

Every line is short enough for the terminal, and of a long post only the surroundings of the marks are shown: a report
on ten megabytes takes no longer than one on ten lines.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from guard.reports.screen import Cell, cells
from guard.reports.style import UNDERLINED, Style

_WHOLE = 3_000
"""Code points up to which a post is shown whole."""
_AROUND = 160
_LONGEST_MARK = 400
_MOST_PARTS = 8
_LABEL = 4
"""Columns kept free for the number of a mark."""


class Mark(Struct, frozen=True):
    """Words in question, and the number of their finding (empty when there is only one)."""

    start: int
    end: int
    label: str


def excerpt(text: str, marks: Sequence[Mark], width: int, style: Style) -> Iterator[str]:
    """The lines of the post, each followed by the lines of its marks."""
    if len(text) > _WHOLE:
        marks = [Mark(mark.start, min(mark.end, mark.start + _LONGEST_MARK), mark.label) for mark in marks]
    done = 0
    for start, end in _parts(len(text), marks)[:_MOST_PARTS]:
        if start > done:
            yield f"[... {start - done:,} characters ...]"
        for row in _rows(text, start, end, width - _LABEL):
            here = [mark for mark in marks if row and mark.start < row[-1].end and row[0].start < mark.end]
            yield _painted(row, here, style)
            yield from _underlines(row, here)
        done = end
    if done < len(text):
        yield f"[... {len(text) - done:,} characters ...]"


def _parts(length: int, marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """What is shown of a post: all, or the surroundings of its marks, or its beginning."""
    if length <= _WHOLE:
        return [(0, length)]
    parts: list[tuple[int, int]] = []
    for mark in sorted(marks, key=lambda mark: mark.start):
        start = max(mark.start - _AROUND, 0)
        end = min(mark.end + _AROUND, length)
        if parts and start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(end, parts[-1][1]))
        else:
            parts.append((start, end))
    return parts or [(0, 2 * _AROUND)]


def _rows(text: str, start: int, end: int, width: int) -> Iterator[list[Cell]]:
    for line in text[start:end].split("\n"):
        yield from map(_without_end, _fold(cells(line.removesuffix("\r"), start), width))
        start += len(line) + 1


def _without_end(row: list[Cell]) -> list[Cell]:
    """A row without the spaces at its end: nobody sees them, or marks under them."""
    while row and row[-1].shown.isspace():
        row.pop()
    return row


def _fold(line: list[Cell], width: int) -> Iterator[list[Cell]]:
    """Cut a line into rows, after a space where there is one in the second half of the row."""
    row: list[Cell] = []
    used = 0
    for cell in line:
        if used + cell.width > width and row:
            cut = _cut(row)
            yield row[:cut]
            row = row[cut:]
            used = sum(kept.width for kept in row)
        row.append(cell)
        used += cell.width
    yield row


def _cut(row: list[Cell]) -> int:
    for at in range(len(row), len(row) // 2, -1):
        if row[at - 1].shown == " ":
            return at
    return len(row)


def _painted(row: list[Cell], marks: Sequence[Mark], style: Style) -> str:
    runs = groupby(row, key=lambda cell: _is_marked(cell, marks))
    shown = [("".join(cell.shown for cell in run), marked) for marked, run in runs]
    return "".join(style.paint(run, UNDERLINED) if marked else run for run, marked in shown)


def _is_marked(cell: Cell, marks: Sequence[Mark]) -> bool:
    return any(mark.start < cell.end and cell.start < mark.end for mark in marks)


def _underlines(row: list[Cell], marks: Sequence[Mark]) -> list[str]:
    """The lines of carets below a row; marks that overlap, or whose number leaves no room, get a line of their own."""
    lines: list[str] = []
    for mark in sorted(marks, key=lambda mark: mark.start):
        column, carets = _carets(row, mark)
        free = next((number for number, line in enumerate(lines) if len(line) < column), None)
        if free is None:
            lines.append(" " * column + carets)
        else:
            lines[free] = lines[free].ljust(column) + carets
    return lines


def _carets(row: list[Cell], mark: Mark) -> tuple[int, str]:
    """Column and carets of the mark's part in this row; its number stands where the mark ends."""
    before = sum(cell.width for cell in row if cell.end <= mark.start)
    width = sum(cell.width for cell in row if _is_marked(cell, [mark]))
    ends_here = mark.end <= row[-1].end
    return before, "^" * width + (f" {mark.label}" if mark.label and ends_here else "")
