"""What a reader sees as one character: letters with their accents, emoji with skin tones and joiners, flags.

A small part of Unicode's segmentation rules (UAX 29), enough to put a mark under the right place. Imported only for
texts that are not plain ASCII.
"""

from collections.abc import Iterator
from unicodedata import category, east_asian_width

_JOINER, _NON_JOINER, _EMOJI_STYLE = "\u200d", "\u200c", "\ufe0f"
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_TAGGED_FLAG = "\U0001f3f4"
_PICTURES = range(0x1F000, 0x1FB00)
_JAMO, _JAMO_TAIL = range(0x1100, 0x1200), range(0x1160, 0x1200)
_FIRST_MARK = 0x300
_MOST_MARKS = 4
_TAB = "    "


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each cluster."""
    start = 0
    for at in range(1, len(text)):
        if ord(text[at]) < _FIRST_MARK or not _continues(text, start, at):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _continues(text: str, start: int, at: int) -> bool:
    char, before = text[at], text[at - 1]
    if before == _JOINER and at - 1 > start:
        return _is_picture(char)
    if ord(char) in _TAGS:
        return text[start] == _TAGGED_FLAG
    if not (before.isprintable() or _is_picture(before) or at - 1 > start):
        return False  # nothing joins a control, a space or an invisible character
    return _joins(char, before, first=at - 1 == start)


def _joins(char: str, before: str, *, first: bool) -> bool:
    """Whether ``char`` belongs to the printable character before it; ``first``: that one begins the cluster."""
    code = ord(char)
    if char in {_JOINER, _NON_JOINER}:
        return not before.isascii()
    if code in _FLAG_LETTERS:
        return ord(before) in _FLAG_LETTERS and first
    if code in _SKIN_TONES:
        return _is_picture(before) or before == _EMOJI_STYLE
    if code in _JAMO_TAIL:
        return ord(before) in _JAMO
    return category(char) in {"Mn", "Me", "Mc"}


def _is_picture(char: str) -> bool:
    return ord(char) in _PICTURES or category(char) == "So"


def picture(cluster: str) -> tuple[str, int]:
    """How a cluster is shown, and how many columns it takes."""
    base = cluster[0]
    kind = category(base)
    if base == "\t":
        return _TAB, len(_TAB)
    if kind == "Zs":
        width = _columns(base)
        return " " * width, width
    if kind[0] == "M" or not (base.isprintable() or _is_picture(base)):
        shown = "".join(f"<U+{ord(char):04X}>" for char in cluster)
        return shown, len(shown)
    shown, hidden = _without_heap(cluster)
    return shown + hidden, _columns(cluster) + len(hidden)


def _without_heap(cluster: str) -> tuple[str, str]:
    """A pile of accents runs over the lines above: a few are shown, the others counted."""
    marks = [char for char in cluster[1:] if category(char) == "Mn" and char != _EMOJI_STYLE]
    if len(marks) <= _MOST_MARKS:
        return cluster, ""
    return cluster[: 1 + _MOST_MARKS], f"<+{len(cluster) - 1 - _MOST_MARKS} marks>"


def _columns(cluster: str) -> int:
    base = cluster[0]
    if _EMOJI_STYLE in cluster or (ord(base) in _FLAG_LETTERS and len(cluster) > 1):
        return 2
    if east_asian_width(base) in "WF" or _is_unassigned_picture(base):
        return 2
    return 1 + sum(category(char) == "Mc" for char in cluster)


def _is_unassigned_picture(char: str) -> bool:
    """Emoji that are newer than Python's tables are as wide as the others."""
    return ord(char) in _PICTURES and category(char) == "Cn"
