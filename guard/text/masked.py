"""Bad words whose letters are masked or replaced in place: ``sh1t``, ``f*ck``, ``f🔥ck``, ``sh.t``, ``fuuuck``.

Each search walks over the signs that give such a word away and reads the piece round each (see ``spellings``).
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.text import disguise, glued
from guard.text.bad_words import BadWord, dictionary, skeleton, without_a_vowel
from guard.text.found import Found, Hunt, is_word
from guard.text.spellings import STARS, resolve

REACH = 24
"""How far a disguised word reaches to either side of the sign that gave it away."""

SWEARING = BadWord("", "review", (), "symbols")
"""Symbols that stand for swearing as such."""


@cache
def _dots() -> re.Pattern[str]:
    return re.compile(r"(?<=[^\W\d_])\.{2,4}(?=[^\W\d_])")


@cache
def _symbols() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])[@#$%&*^!]{4,64}(?![^\W_])")


@cache
def _note() -> re.Pattern[str]:
    return re.compile(r"(?<!\S)\*{1,2} ?[^\W_]")


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[^\W_]{3,64}")


def by_mask(hunt: Hunt) -> Iterator[Found]:
    """Words with a mask, and rows of symbols."""
    yield from _by_sign(hunt, disguise.MASK)
    for run in _symbols().finditer(hunt.text):
        if len(set(run[0]) - {"!"}) >= 3:
            yield Found(SWEARING, run.start(), run.end(), "symbols")


def by_picture(hunt: Hunt) -> Iterator[Found]:
    """Words with an emoji inside."""
    return _by_sign(hunt, disguise.pictures())


def by_dots(hunt: Hunt) -> Iterator[Found]:
    """Words with dots for letters: ``f...ing``."""
    return _by_sign(hunt, _dots())


def _by_sign(hunt: Hunt, pattern: re.Pattern[str]) -> Iterator[Found]:
    done = 0
    for mark in pattern.finditer(hunt.text):
        if mark.start() >= done:
            first, done = reach(hunt.text, mark.start(), mark.end())
            found = at(hunt, first, done)
            if found:
                yield found


def by_gap(hunt: Hunt) -> Iterator[Found]:
    """A dot or hyphen for one vowel: ``sh.t``."""
    for mark in disguise.GAP.finditer(hunt.text):
        first, last = glued.word_at(hunt.text, mark.start(), mark.end())
        spelled = f"{hunt.text[first : mark.start()]}.{hunt.text[mark.end() : last]}"
        bad = without_a_vowel().get(skeleton(spelled))
        if bad and hunt.first((bad,)):
            yield Found(bad, first, last, "spelling")


def by_repeat(hunt: Hunt) -> Iterator[Found]:
    """Words with a letter drawn out."""
    for word in _words().finditer(hunt.text):
        if disguise.is_drawn_out(word[0]):
            found = _drawn_out(hunt, word.start(), word.end())
            if found:
                yield found


def _drawn_out(hunt: Hunt, start: int, end: int) -> Found | None:
    word = hunt.text[start:end]
    if word in dictionary() or is_word(word):
        return None
    found = resolve(hunt.text, start, end)
    bad = hunt.first(found[0]) if found else None
    if bad is None and word.startswith("fuu") and set(word) == {"f", "u"}:
        bad = dictionary()["fuck"]
    return Found(bad, start, end, "spelling") if bad and bad.source in glued.UNMISTAKABLE else None


def reach(text: str, start: int, end: int) -> tuple[int, int]:
    """The piece round a place up to white space on both sides, within bounds."""
    least, most = max(start - REACH, 0), min(end + REACH, len(text))
    while start > least and not text[start - 1].isspace():
        start -= 1
    while end < most and not text[end].isspace():
        end += 1
    return start, end


def at(hunt: Hunt, first: int, last: int) -> Found | None:
    """The disguised word in a piece without white space."""
    if _is_address(hunt.text[first:last]):
        return None
    found = resolve(hunt.text, first, last)
    if found and not _is_footnote(hunt.text, found[1], found[2]):
        bad = hunt.first(found[0])
        if bad:
            return Found(bad, found[1], found[2], "spelling")
    return _in_tag(hunt, first, last)


def _is_address(piece: str) -> bool:
    """Say whether the piece is a link, a path or an e-mail address."""
    if "://" in piece or "www." in piece or piece.count("/") > 1:
        return True
    if "@" not in piece:
        return False
    name, _, host = piece.strip(".,;:!?()[]").rpartition("@")
    return len(name) > 1 and "." in host and not any(sign in STARS and sign != "_" for sign in piece)


def _is_footnote(text: str, start: int, end: int) -> bool:
    """Say whether a star or two lead from a word to a note: ``put*``, or the note is there (``*incl. VAT``)."""
    if text[start] == "*" and text.count("*") > 1:
        return True
    word = text[start:end].rstrip("*")
    stars = end - start - len(word)
    if not 0 < stars <= 2 or len(word) < 2 or not word.isalpha():
        return False
    return is_word(word) or _note().search(text) is not None


def _in_tag(hunt: Hunt, start: int, end: int) -> Found | None:
    """A tag with signs for letters: ``#this1sshit``."""
    sign = next((place for place in range(start, end) if hunt.text[place] in "#@"), None)
    if sign is None:
        return None
    last = sign + 1
    while last < end and (hunt.text[last].isalnum() or hunt.text[last] in "_$!"):
        last += 1
    return glued.in_tag(hunt, sign, last) if not hunt.text[sign + 1 : last].isalpha() else None
