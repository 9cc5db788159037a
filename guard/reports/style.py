"""Colours of a terminal, or none."""

import os
from typing import TextIO

BOLD, FAINT, UNDERLINED = "1", "2", "4"
BY_DECISION = {"block": "1;31", "review": "1;33", "pass": "1;32", "info": "36"}
WRONG = "1;31"

NARROWEST, WIDEST, USUAL = 34, 100, 80


class Style:
    """Paints, if colours are wanted."""

    def __init__(self, *, colours: bool) -> None:
        self.colours = colours

    def paint(self, text: str, code: str) -> str:
        """``text`` in that colour or weight."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colours and text else text


def colours_wanted(stream: TextIO) -> bool:
    """NO_COLOR turns colours off, FORCE_COLOR on; else a terminal has them, unless it calls itself dumb."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return os.environ.get("TERM") != "dumb" and stream.isatty()


def columns(stream: TextIO) -> int:
    """How wide to write: COLUMNS, else the terminal's width, else 80; never unreadably narrow or wide."""
    return max(NARROWEST, min(_given() or _measured(stream), WIDEST))


def _given() -> int:
    given = os.environ.get("COLUMNS", "")
    return int(given) if given.isdecimal() else 0


def _measured(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or USUAL
    except (OSError, ValueError, AttributeError):
        return USUAL
