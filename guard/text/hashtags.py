"""Cut hashtags, handles and domain labels into words: every plausible reading, not only the best one.

``#nowthatchersdead`` is "now thatcher's dead" to its makers and "now that cher's dead" to its readers. Readings come
from a list of words with their frequencies (``words.z``, made by ``scripts/make_words.py``), which is loaded when
the first tag is cut. The search keeps a bounded number of readings at every letter, so the cost is bounded too.
"""

import os
import re
import zlib
from functools import cache, lru_cache

from msgspec import Struct

LONGEST_TAG = 80
"""Letters of a tag that are read; longer ones have no reading."""

LONGEST_WORD = 20
LETTER_BITS = 5.0
"""Surprise of one letter of an unknown word: about the logarithm of the alphabet."""

UNKNOWN_BITS = 24.0
"""Surprise of an unknown word at all."""

WORD_BITS = 2.0
"""Surprise of one more word: of two readings people see the one with fewer words."""

PLURAL_BITS = 6.0
"""How much more surprising than its stem a plural or possessive is that the list does not have."""

RARE_BITS = 20.0
"""Surprise of a word that the caller adds."""

PLAUSIBLE_BITS = 26.0
"""How much more surprising than the best a reading may be to count as plausible."""

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

Reading = tuple[str, ...]


class _Partial(Struct, frozen=True):
    """A reading of the first letters of a tag."""

    bits: float
    words: Reading
    unknown: bool = False


@cache
def frequencies() -> dict[str, float]:
    """The surprise of each known word, in bits (the rarer, the higher)."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "words.z"), "rb") as stream:
        lines = zlib.decompress(stream.read()).decode("ascii").split("\n")
    table: dict[str, float] = {}
    for line in lines:
        bits, *words = line.split(" ")
        table.update(dict.fromkeys(words, float(bits)))
    return table


def is_word(text: str) -> bool:
    """Say whether ``text`` (reading form) is a word of the list."""
    return text in frequencies()


@lru_cache(1024)
def segmentations(tag: str, limit: int = 64, also: frozenset[str] = frozenset()) -> tuple[Reading, ...]:
    """Every plausible reading of ``tag`` as words in reading form, at most ``limit``, most plausible first.

    ``tag`` comes with or without its sign; ``also`` are words that count as known, though rare. Words of which nothing
    is known stand as a whole, at most one a reading, and only when there is no reading without. Capitals inside
    (``#BigBite``) give the author's own reading first.
    """
    name = tag.lstrip("#@").replace("_", " ").replace("-", " ").replace("'", "")
    joined = "".join(c for c in name.lower() if c.isalnum())
    if not joined or len(name) > LONGEST_TAG:
        return ()
    readings = _cut(joined, limit, also)
    own = tuple(part.lower() for part in _PARTS.findall(name))
    if len(own) > 1 and "".join(own) == joined and all(part.isdigit() or is_word(part) for part in own):
        readings = [own, *(r for r in readings if r != own)]
    return tuple(readings[:limit])


def _cut(name: str, limit: int, also: frozenset[str]) -> list[Reading]:
    best: list[list[_Partial]] = [[_Partial(0.0, ())]]
    for end in range(1, len(name) + 1):
        reached: list[_Partial] = []
        for start in range(max(0, end - LONGEST_WORD), end):
            if best[start]:
                reached += _longer(best[start], name[start:end], name, start, also)
        reached.sort(key=lambda p: (p.bits, p.words))
        best.append(reached[:limit])
    whole = [p for p in best[-1] if not p.unknown] or best[-1]
    return [p.words for p in whole if p.bits <= whole[0].bits + PLAUSIBLE_BITS]


def _longer(partials: list[_Partial], word: str, name: str, start: int, also: frozenset[str]) -> list[_Partial]:
    known = frequencies()
    bits = known.get(word, RARE_BITS if word in also else None)
    if bits is None and word[-1] == "s" and len(word) > 4 and (bits := known.get(word[:-1])) is not None:
        bits += PLURAL_BITS
    if bits is None and word.isdigit():
        is_whole = not (name[start - 1 : start].isdigit() or name[start + len(word) : start + len(word) + 1].isdigit())
        bits = 8.0 if is_whole else None
    if bits is not None:
        return [_Partial(p.bits + bits + WORD_BITS, (*p.words, word), p.unknown) for p in partials]
    if len(word) < 3 or not word.isalpha():
        return []
    cost = UNKNOWN_BITS + LETTER_BITS * len(word)
    return [_Partial(p.bits + cost, (*p.words, word), unknown=True) for p in partials if not p.unknown]
