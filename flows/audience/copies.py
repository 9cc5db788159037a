"""Texts that are copies of each other: word for word, or nearly, as when a campaign hands out a text to change a bit.

Each text is boiled down to the smallest hashes of its word pairs (MinHash, Broder 1997). Texts that agree in one band
of these are compared with the first text of that band only, so the work grows with the number of texts, not with pairs.
"""

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BANDS, ROWS = 5, 3
ALIKE = 8
"""Of fifteen smallest hashes so many must agree: about half of the word pairs are the same."""
SHORTEST_EXACT, SHORTEST_NEAR = 5, 8
"""Words; "shame on you" is written by thousands who never met."""

CAMPAIGN = 5
"""Copies, by at least ``CAMPAIGN_AUTHORS`` accounts, that make a copy-paste campaign."""
CAMPAIGN_AUTHORS, CAMPAIGN_WORDS = 3, 9
"""A text shorter than this is written by many who never met, however often it stands there."""

_NOISE = re.compile(r"https?://\S{1,2000}|[@#]\w{1,100}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_HASHES = BANDS * ROWS
_SEED = np.random.default_rng(2011)
_FACTORS = _SEED.integers(1, 2**62, _HASHES, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_OFFSETS = _SEED.integers(0, 2**62, _HASHES, dtype=np.uint64)

Signatures = NDArray[np.uint32]


class Copies:
    """Finds out, text by text in order, which earlier text each one copies.

    ``cluster[i]`` is the number of the first text that text ``i`` is a copy of (its own number when it is none), and
    ``words[i]`` how many words of its own it has.
    """

    def __init__(self) -> None:
        self.cluster: list[int] = []
        self.words: list[int] = []
        self._exact: dict[tuple[int, int], int] = {}
        self._bands: dict[tuple[int, int], int] = {}
        self._kept: dict[int, NDArray[np.uint32]] = {}
        self._hashes: dict[str, int] = {}

    def add(self, texts: Sequence[str]) -> None:
        """Take in the next texts."""
        cut = [self._cut(text) for text in texts]
        marks = _signatures([hashes for hashes in cut if len(hashes) >= SHORTEST_NEAR])
        row = 0
        for hashes in cut:
            long = len(hashes) >= SHORTEST_NEAR
            self.cluster.append(self._first(hashes, marks[row] if long else None))
            self.words.append(len(hashes))
            row += long

    def _cut(self, text: str) -> list[int]:
        known = self._hashes
        words = _WORD.findall(_NOISE.sub(" ", text.lower()))
        if len(known) > 300_000:
            known.clear()
        return [known[w] if w in known else known.setdefault(w, crc32(w.encode("utf-8", "replace"))) for w in words]

    def _first(self, hashes: list[int], mark: NDArray[np.uint32] | None) -> int:
        number = len(self.cluster)
        if len(hashes) < SHORTEST_EXACT:
            return number
        first = self._exact.setdefault((len(hashes), crc32(repr(hashes).encode())), number)
        return first if first != number or mark is None else self._near(number, mark)

    def _near(self, number: int, mark: NDArray[np.uint32]) -> int:
        keys = [(band, crc32(mark[band * ROWS : (band + 1) * ROWS].tobytes())) for band in range(BANDS)]
        for key in keys:
            other = self._bands.get(key)
            if other is not None and int((self._kept[other] == mark).sum()) >= ALIKE:
                return self.cluster[other]
        for key in keys:
            self._bands.setdefault(key, number)
        self._kept[number] = mark
        return number


def _signatures(texts: list[list[int]]) -> Signatures:
    """The smallest hashes of the word pairs of each text, all texts in one go."""
    if not texts:
        return np.empty((0, _HASHES), np.uint32)
    words = np.array([word for text in texts for word in text], np.uint64)
    pairs = words * np.uint64(0x9E3779B97F4A7C15) + np.roll(words, -1) * np.uint64(0xC2B2AE3D27D4EB4F)
    starts = np.concatenate([[0], np.cumsum([len(text) for text in texts])[:-1]])
    ends = np.concatenate([starts[1:], [len(words)]]) - 1
    marks = np.empty((len(texts), _HASHES), np.uint32)
    for number in range(_HASHES):
        mixed = (pairs * _FACTORS[number] + _OFFSETS[number]) >> np.uint64(32)
        mixed[ends] = np.uint64(2**32 - 1)  # the last word has no right neighbour in its own text
        marks[:, number] = np.minimum.reduceat(mixed, starts)
    return marks
