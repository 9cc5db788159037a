"""A hashtag, handle or host name as readers meet it: its letters, and the words that capitals or signs show.

``#PenIsland`` shows two words, ``#penisland`` none. Looking for thousands of words inside a name costs one look-up for
each of its letters: a table holds them by their first three.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from guard.text.hashtags import RARE_BITS, WORD_BITS, Reading, frequencies, is_word, segmentations

Table = dict[str, tuple[str, ...]]
"""Words by their first three letters."""

KEY = 3
NEAR_READINGS = 3
"""Readings that people see without being told."""

SMOOTH = 3.0
"""Letters that the words of a smooth reading have on average."""

_ACCENTS = "áàâäãåçéèêëíìîïóòôöõúùûüýÿ"
_WITHOUT = "aaaaaaceeeeiiiiooooouuuuyy"
_PLAIN = str.maketrans(_ACCENTS + _ACCENTS.upper(), _WITHOUT + _WITHOUT.upper()) | {
    ord("ß"): "ss",
    ord("æ"): "ae",
    ord("œ"): "oe",
}
_PARTS = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[^\W\dA-Z_]+|[A-Z]|[0-9]+")


class Name(Struct, frozen=True):
    """A tag without its sign: ``letters`` in lower case without accents, ``parts`` as capitals and digits cut it."""

    letters: str
    parts: tuple[str, ...]

    @property
    def is_clear(self) -> bool:
        """Say whether capitals or signs show more than one word."""
        return sum(part.isalpha() for part in self.parts) > 1

    @property
    def words(self) -> Reading:
        """The words that its maker meant: as shown, else the most plausible reading."""
        if self.is_clear:
            return self.parts
        found = segmentations(self.letters)
        return found[0] if found else (self.letters,)

    def stands(self, start: int, end: int) -> bool:
        """Say whether readers can see the letters from ``start`` to ``end`` as words of their own, or their plural."""
        readings = [self.parts]
        if not self.is_clear:
            found = segmentations(self.letters)[:NEAR_READINGS]
            readings = [r for r in found if known(r) and len(r) <= len(found[0])]
        for reading in readings:
            edges = {0, *ends(reading)}
            plural = self.letters[end : end + 1] == "s" and end + 1 in edges
            if start in edges and (end in edges or plural):
                return True
        return start == 0 and end == len(self.letters.rstrip("0123456789"))


@lru_cache(1024)
def name(written: str) -> Name:
    """Read a tag, handle or host label as ``written``, without its sign."""
    parts = tuple(part.lower() for part in _PARTS.findall(written.translate(_PLAIN)))
    return Name("".join(parts), parts)


def plain(word: str) -> str:
    """The word in small letters without accents."""
    return word.lower().translate(_PLAIN)


def table(words: Iterable[str]) -> Table:
    """Put words of three letters or more where ``held`` finds them."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[:KEY], []).append(word)
    return {key: tuple(held) for key, held in found.items()}


def held(letters: str, words: Table) -> Iterator[tuple[str, int]]:
    """Yield each word of the table that stands anywhere in ``letters``, with its place."""
    for at in range(len(letters) - KEY + 1):
        for word in words.get(letters[at : at + KEY], ()):
            if letters.startswith(word, at):
                yield word, at


def ends(reading: Reading) -> Iterator[int]:
    """Where each word of a reading ends."""
    at = 0
    for word in reading:
        at += len(word)
        yield at


def places(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Each word of a reading with its start and end."""
    at = 0
    for word in reading:
        yield word, at, at + len(word)
        at += len(word)


def known(reading: Reading) -> bool:
    """Say whether all words of a reading are words or numbers."""
    return all(is_word(word) or word.isdigit() for word in reading)


def surprise(reading: Reading) -> float:
    """How rare the words of a reading are together, in bits; the number of words counts as well."""
    bits = frequencies()
    return sum(bits.get(word, bits.get(word.removesuffix("s"), RARE_BITS)) + WORD_BITS for word in reading)


def is_smooth(reading: Reading) -> bool:
    """Say whether a reading is made of whole words and not of rubble: an, to, a."""
    return known(reading) and sum(map(len, reading)) >= SMOOTH * len(reading)
