"""Texts as a terminal shows them: how wide they are, and nothing in them that could command the terminal.

A post may hold escape sequences that recolour or rewrite a report, controls that turn the reading direction, invisible
characters. They are shown by their number (``<U+202E>``) and never sent raw.
"""

from msgspec import Struct


class Cell(Struct, frozen=True):
    """What the reader sees as one character: how it is shown, its columns, where it stands in the text."""

    shown: str
    width: int
    start: int
    end: int


def cells(text: str, offset: int = 0) -> list[Cell]:
    """The cells of ``text``, whose first character stands at ``offset``."""
    if text.isascii() and text.isprintable():
        return [Cell(char, 1, at, at + 1) for at, char in enumerate(text, offset)]
    from guard.text.clusters import clusters, picture

    return [Cell(*picture(text[start:end]), offset + start, offset + end) for start, end in clusters(text)]


def visible(text: str) -> str:
    """``text`` with everything that a terminal would obey, or not show, made visible."""
    return text if text.isprintable() else "".join(cell.shown for cell in cells(text))


def no_command(text: str) -> str:
    """``text``, with ``::`` at its start shown by number: a build that keeps reports in its log obeys such lines."""
    return text.replace("::", "<U+003A>:", 1) if text.lstrip().startswith("::") else text


def width_of(text: str) -> int:
    """How many columns ``text`` takes."""
    return len(text) if text.isascii() else sum(cell.width for cell in cells(text))


def wrap(text: str, width: int) -> list[str]:
    """``text`` as lines of at most ``width`` columns, made visible; white space becomes single spaces."""
    lines: list[str] = []
    line, used = "", 0
    for word, size in _pieces(text, width):
        if line and used + 1 + size > width:
            lines.append(line)
            line, used = "", 0
        line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    return [*lines, line] if line else lines


def _pieces(text: str, width: int) -> list[tuple[str, int]]:
    """The words with their widths; words wider than a line are cut."""
    pieces: list[tuple[str, int]] = []
    for raw in text.split():
        word = no_command(visible(raw))
        size = width_of(word)
        if size <= width:
            pieces.append((word, size))
        else:
            pieces += [(part, width_of(part)) for part in _cut(word, width)]
    return pieces


def _cut(word: str, width: int) -> list[str]:
    parts, used = [""], 0
    for cell in cells(word):
        if used + cell.width > width and parts[-1]:
            parts.append("")
            used = 0
        parts[-1] += cell.shown
        used += cell.width
    return parts
