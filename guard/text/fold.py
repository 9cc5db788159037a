"""Fold a text into its reading form, and remember where each character came from.

The reading form is what detectors match against: NFKC, lower case, no invisible characters, no piled-up accents, curly
apostrophes straightened, and look-alike letters of other scripts read as the Latin letters they pose as. A word that
is wholly Russian or Greek in a Russian or Greek text stays itself.

``Folded.origin`` gives the author's code points for a piece of the reading form. It never cuts a cluster: a letter with
its accents and invisible neighbours is whole or absent. ASCII texts, and texts with nothing to fold cost a microsecond.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

MOST_MARKS = 4
"""Accents that are read per letter; more are decoration, and normalising thousands of them would take for ever."""

LONGEST_CLUSTER = 4 * MOST_MARKS
"""Code points of a cluster that are looked at."""

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_INVISIBLE = frozenset("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufeff")
_ACCENTS = ((0x300, 0x36F), (0x483, 0x489), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F))
_HIDDEN = ((0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xE0000, 0xE0FFF))
_JOINER = "\u200d"
_PLAIN, _MARK, _FOREIGN = "plain", "mark", "foreign"


class Folded(Struct, frozen=True):
    """A text in reading form.

    ``cuts`` are the places of ``text`` where the distance to the author's text changes. From ``cuts[i]`` on, a
    character stands at ``sources[i]`` plus its distance; where ``ends[i]`` is set, the piece is one cluster of the
    author's text, from ``sources[i]`` to ``ends[i]``.
    """

    text: str
    cuts: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    @property
    def identity(self) -> bool:
        """Say whether every place of ``text`` is the same place of the author's text."""
        return not self.cuts

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The author's code points, end exclusive, for ``text[start:end]``."""
        if not self.cuts:
            return start, end
        first = self._piece(start)[0]
        return (first, self._piece(end - 1)[1]) if end > start else (first, first)

    def _piece(self, place: int) -> tuple[int, int]:
        """The author's start and end of the cluster that one character of ``text`` was read from."""
        index = bisect_right(self.cuts, place) - 1
        if index < 0:
            return place, place + 1
        if self.ends[index]:
            return self.sources[index], self.ends[index]
        start = self.sources[index] + place - self.cuts[index]
        return start, start + 1


def fold(raw: str) -> Folded:
    """Read any ``raw`` text, lone surrogates and control characters included; never raises; linear in its length."""
    if raw.isascii():
        return Folded(raw.lower())
    changed, foreign = _changes(raw)
    folded = _assemble(raw, changed) if changed else Folded(raw)
    text = _unmasked(folded.text) if foreign else folded.text
    return Folded(text.lower(), folded.cuts, folded.sources, folded.ends)


def _changes(raw: str) -> tuple[list[tuple[int, int]], bool]:
    """The clusters that read differently from how they are written, and whether letters may pose as others."""
    clusters: list[tuple[int, int]] = []
    foreign = False
    for found in _BEYOND_ASCII.finditer(raw):
        kind = _KINDS[found[0]]
        if kind is _PLAIN:
            continue
        place = found.start()
        if kind is _FOREIGN:
            foreign = True
        elif kind is not _MARK:
            clusters.append((place, place + 1))
        elif not _joins_pictures(raw, place):
            last = clusters.pop() if clusters and clusters[-1][1] == place else (max(place - 1, 0), place)
            clusters.append((last[0], place + 1))
    return clusters, foreign


def _joins_pictures(raw: str, place: int) -> bool:
    """Say whether a zero-width joiner holds an emoji together (a family, a profession)."""
    return raw[place] == _JOINER and 0 < place < len(raw) - 1 and min(raw[place - 1], raw[place + 1]) > "\u2000"


def _assemble(raw: str, clusters: list[tuple[int, int]]) -> Folded:
    pieces: list[str] = []
    cuts, sources, ends = [], [], []
    done = length = 0
    for start, end in clusters:
        read = _read(raw[start : min(end, start + LONGEST_CLUSTER)])
        pieces += (raw[done:start], read)
        length += start - done
        if len(read) != 1 or end - start != 1:
            if read:
                cuts.append(length)
                sources.append(start)
                ends.append(end)
            cuts.append(length + len(read))
            sources.append(end)
            ends.append(0)
        length += len(read)
        done = end
    pieces.append(raw[done:])
    return Folded("".join(pieces), tuple(cuts), tuple(sources), tuple(ends))


@lru_cache(4096)
def _read(cluster: str) -> str:
    """How a cluster (a character and the marks on it) is read."""
    kind = _KINDS[cluster[0]] if cluster[0] > "\x7f" else _PLAIN
    if kind is _MARK:
        return ""
    base = cluster[0] if kind is _PLAIN or kind is _FOREIGN else kind
    marks = "".join([mark for mark in cluster[1:] if not _is_hidden(mark)][:MOST_MARKS])
    if not marks:
        return base
    from unicodedata import normalize

    together = normalize("NFKC", base + marks)
    return "".join(c for c in together if not _within(ord(c), _ACCENTS)).replace("\u0130", "I")


class _Kinds(dict[str, str]):
    """What folding does with a character beyond ASCII: nothing, drop it, look at its word, or what to read instead."""

    def __missing__(self, character: str) -> str:
        kind = _kind(character)
        self[character] = kind
        return kind


_KINDS = _Kinds(
    dict.fromkeys("‘’‛ʼ´", "'")
    | dict.fromkeys("™℠ªº¨¯¸", _PLAIN)
    | {"\u0130": "I", "\u2026": "...", "\u00a0": " ", "\u00b5": "u"},
)
"""Known from the start: apostrophes, signs that NFKC would turn into letters (``Brand™``) or blanks, the dotted I."""


def _kind(character: str) -> str:
    point = ord(character)
    if _is_hidden(character) or _within(point, _ACCENTS):
        return _MARK
    from unicodedata import category, normalize

    tables = _look_alikes()
    if character in tables[0]:
        return tables[0][character]
    if character in tables[1] or character in tables[2]:
        return _FOREIGN
    if category(character)[0] == "M" or 0x1160 <= point <= 0x11FF:
        return _MARK
    read = normalize("NFKC", character)
    if read == character:
        return _PLAIN
    return "".join(c for c in read if not _within(ord(c), _ACCENTS)).replace("\u02bc", "'")


def _is_hidden(character: str) -> bool:
    return character in _INVISIBLE or _within(ord(character), _HIDDEN)


def _within(point: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= point <= last for first, last in ranges)


@cache
def _look_alikes() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    from guard.text import _lookalikes

    return _lookalikes.LATIN, _lookalikes.STRICT, _lookalikes.LOOSE


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(r"\w+"), re.compile(r"[A-Za-z]")


def _unmasked(text: str) -> str:
    """Read look-alike letters as Latin where they stand in a Latin word; the length stays."""
    words, latin = _patterns()
    if not latin.search(text):
        return text
    _, strict, loose = _look_alikes()
    in_latin_text = len(latin.findall(text)) > 2 * sum(c in strict or c in loose for c in text)
    return "".join(_unmasked_parts(text, words, in_latin_text=in_latin_text))


def _unmasked_parts(text: str, words: re.Pattern[str], *, in_latin_text: bool) -> Iterator[str]:
    done = 0
    for found in words.finditer(text):
        word = found[0]
        if not word.isascii():
            yield text[done : found.start()]
            yield _as_latin(word, in_latin_text=in_latin_text)
            done = found.end()
    yield text[done:]


def _as_latin(word: str, *, in_latin_text: bool) -> str:
    """The Latin reading of a word that mixes scripts, or that poses as a Latin word in a Latin text; else the word."""
    _, strict, loose = _look_alikes()
    others = [c for c in word if c > "\u024f" and not "\u1e00" <= c <= "\u1eff"]
    own = sum(c.isalpha() for c in word) - len(others)
    if not others or not all(c in strict or c in loose for c in others):
        return word
    exact = sum(c in strict for c in others)
    alone = in_latin_text and len(word) > 2 and 2 * exact > len(others)
    mixed = exact == len(others) or own >= len(others) or (in_latin_text and 2 * exact >= len(others))
    poses = mixed if own > 0 else alone
    return "".join(strict.get(c) or loose.get(c, c) for c in word) if poses else word
