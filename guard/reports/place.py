"""Where the words in question stand in a file, for editors and code reviews."""

import os

from msgspec import Struct

from guard.inputs import STANDARD_INPUT
from guard.model import Finding, Post

_VERBATIM = (".txt", ".md", ".markdown")
"""Files in which the post's text stands as it is, so that columns are known."""


class Region(Struct, frozen=True):
    """Lines and columns count from 1, the end column is exclusive, columns are code points; 0 is "not known"."""

    file: str = ""
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


def place_of(where: str) -> Region:
    """File and line of ``file:line``, ``file`` or nothing; standard input is no file."""
    file, _, line = where.rpartition(":")
    if not (file and line.isdecimal()):
        file, line = where, "0"
    return Region() if file == STANDARD_INPUT else Region(file, int(line))


def region_of(post: Post, finding: Finding) -> Region:
    """Where the words of a finding stand, as exactly as is known."""
    begins = place_of(post.place)
    if not in_text(finding) or not begins.line or os.path.splitext(begins.file)[1].lower() not in _VERBATIM:
        return begins
    line, column = _position(post.text, finding.span[0])
    end_line, end_column = _position(post.text, finding.span[1])
    first = begins.line - 1
    return Region(begins.file, first + line, column, first + end_line, end_column)


def in_text(finding: Finding) -> bool:
    """Whether the span of a finding counts characters of the post's text."""
    return finding.field in {"text", "link"}


def _position(text: str, at: int) -> tuple[int, int]:
    """Line and column of a character, from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
