"""Bad words whose letters are set apart: ``f u c k``, ``f * c k``, ``fu ck``, or down the lines."""

import re
from collections.abc import Iterator
from functools import cache

from guard.text.bad_words import BadWord, dictionary, fits, fitting, skeleton
from guard.text.found import Found, Hunt, is_word
from guard.text.spellings import units

LONGEST_RUN = 48
"""Single letters in a row that are read together."""

FARTHEST = 24
"""Signs beyond the stem in which single letters go on."""

LONGEST_TAIL = 6
"""Letters behind the stem of a bad word; "who remembers" has more, and is two words."""

ACROSTICS = "fuck shit cunt twat wank bitch tits arse dick cock piss puta merde merda".split()
"""Words looked for down the lines: short enough that somebody may not notice."""

SMALL = frozenset({"mer", "put", "con", "cul", "pis", "cum", "bum"})
"""Words of other languages that the list of words may not have."""

MOST_LINES = 200

_FIXED = ".,;:!?\"'()[]"


def spaced(hunt: Hunt, start: int, end: int) -> Found | None:
    """The word that begins at ``start`` and whose letters white space takes apart, at least as far as ``end``."""
    if start and hunt.text[start - 1].isalnum():
        return None
    stem_end = end
    while end < len(hunt.text) and hunt.text[end].isalnum():
        end += 1
    if end - stem_end > LONGEST_TAIL:
        return None
    pieces = [piece.strip(_FIXED + "-_*|/") for piece in hunt.text[start:end].split()]
    if all(len(piece) <= 1 for piece in pieces):
        return _letters(hunt, start, end)
    return _split(hunt, start, end, pieces)


def _letters(hunt: Hunt, start: int, end: int) -> Found | None:
    """Single letters apart: the longest word of them that begins at ``start``."""
    ends = [end]
    for piece in re.finditer(r"\s{1,3}([^\W_])[.,!?]?(?!\S)", hunt.text[end : end + FARTHEST]):
        if piece.start() + end > ends[-1] + 1:
            break
        ends.append(end + piece.end(1))
    for last in reversed(ends):
        bad = _fit(hunt, "".join(hunt.text[start:last].split()))
        if bad and len(bad.skeleton) > 3 and (bad.severity == "block" or last == ends[-1]):
            return Found(bad, start, last, "apart")
    return None


def _split(hunt: Hunt, start: int, end: int, pieces: list[str]) -> Found | None:
    """A word cut in two, also by the end of a line; not two words that happen to meet (``mer de glace``)."""
    if len(pieces) != 2 or any(piece.isdigit() or not piece for piece in pieces):
        return None
    bad = _fit(hunt, "".join(pieces))
    if bad is None or len(bad.skeleton) < 4 or _are_words(*pieces, same_line="\n" not in hunt.text[start:end]):
        return None
    return Found(bad, start, end, "apart")


def _are_words(first: str, second: str, *, same_line: bool) -> bool:
    """Say whether the pieces may be words of their own."""
    first, second = skeleton(first), skeleton(second)
    if first in SMALL or (len(second) > 2 and is_word(second, common=True)):
        return True
    if same_line and len(second) < 4 and len(first) > 1 and is_word(first, common=True):
        return True
    return len(first) > 1 and is_word(first) and is_word(second)


def _fit(hunt: Hunt, letters: str) -> BadWord | None:
    found = fitting(units(letters[:LONGEST_RUN]))
    return hunt.first(sorted(found, key=lambda bad: (bad.severity != "block", bad.skeleton)))


def starred(hunt: Hunt) -> Iterator[Found]:
    """Letters and stars with blanks between: ``f * c k``, also in a longer row of single letters."""
    for run in _runs(hunt.text):
        spelled = "".join(hunt.text[place] for place in run)
        if "*" in spelled:
            yield from _in_run(run, spelled)


def _runs(text: str) -> Iterator[list[int]]:
    """The places of single letters and stars that stand apart, row by row."""
    row: list[int] = []
    for piece in re.finditer(r"\S{1,64}", text):
        if len(piece[0]) == 1 and (piece[0].isalpha() or piece[0] == "*"):
            row.append(piece.start())
            continue
        if len(row) > 3:
            yield row[:LONGEST_RUN]
        row = []
    if len(row) > 3:
        yield row[:LONGEST_RUN]


def _in_run(run: list[int], spelled: str) -> Iterator[Found]:
    for first in range(len(run)):
        for bad in _strong():
            some = spelled[first : first + len(bad.skeleton)]
            if "*" in some and some.count("*") < 3 and some[0] == bad.skeleton[0] and fits(units(some), bad.skeleton):
                yield Found(bad, run[first], run[first + len(some) - 1] + 1, "apart")
                return


@cache
def _strong() -> tuple[BadWord, ...]:
    return tuple(bad for bad in dictionary().values() if bad.severity == "block" and len(bad.skeleton) > 3)


def acrostic(hunt: Hunt) -> Iterator[Found]:
    """A bad word down the first letters of lines that follow each other."""
    lines = [line for line in re.finditer(r"[^\n]{1,400}", hunt.text) if not line[0].isspace()][:MOST_LINES]
    first = [line.start() + len(line[0]) - len(line[0].lstrip()) for line in lines]
    initials = "".join(skeleton(hunt.text[place])[:1] or " " for place in first)
    for word in ACROSTICS:
        at = initials.find(word)
        if at >= 0:
            last = lines[at + len(word) - 1]
            yield Found(BadWord(word, "block"), first[at], last.start() + len(last[0].rstrip()), "lines")
