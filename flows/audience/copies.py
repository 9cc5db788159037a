"""Texts that are copies of each other: word for word, or nearly, as when a campaign hands out a text to change a bit.

Each text is boiled down to the smallest hashes of its word pairs (MinHash, Broder 1997). Texts that agree in one band
of these are compared with the first text of that band only, so the work grows with the number of texts, not with pairs.
"""

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from msgspec import Struct
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
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))


class Marks(Struct):
    """What texts are compared by: how many words each has, a number for exactly these words, and for the longer ones
    (``SHORTEST_NEAR``) their smallest hashes, with one number for each band of them.
    """

    words: list[int]
    exact: list[int]
    near: Signatures
    bands: list[list[int]]


def marks(texts: Sequence[str]) -> Marks:
    """What these texts are compared by. The same text has the same marks in every process."""
    cut = [_cut(text) for text in texts]
    near = _signatures([hashes for hashes in cut if len(hashes) >= SHORTEST_NEAR])
    return Marks([*map(len, cut)], [hash(tuple(hashes)) for hashes in cut], near, _bands(near).tolist())


class Copies:
    """Finds out, text by text in order, which earlier text each one copies.

    ``cluster[i]`` is the number of the first text that text ``i`` is a copy of (its own number when it is none), and
    ``words[i]`` how many words of its own it has.
    """

    def __init__(self) -> None:
        self.cluster: list[int] = []
        self.words: list[int] = []
        self._exact: dict[tuple[int, int], int] = {}
        self._bands: dict[int, int] = {}
        self._kept: dict[int, bytes] = {}

    def add(self, texts: Sequence[str]) -> None:
        """Take in the next texts."""
        self.join(marks(texts))

    def join(self, found: Marks) -> None:
        """Take in the marks of the next texts."""
        row = 0
        for words, exact in zip(found.words, found.exact, strict=True):
            number = first = len(self.cluster)
            if words >= SHORTEST_EXACT:
                first = self._exact.setdefault((words, exact), number)
            if words >= SHORTEST_NEAR:
                first = first if first != number else self._near(number, found.near[row], found.bands[row])
                row += 1
            self.cluster.append(first)
            self.words.append(words)

    def _near(self, number: int, mark: NDArray[np.uint32], bands: list[int]) -> int:
        for key in bands:
            other = self._bands.get(key)
            if other is not None and int((np.frombuffer(self._kept[other], np.uint32) == mark).sum()) >= ALIKE:
                return self.cluster[other]
        for key in bands:
            self._bands.setdefault(key, number)
        self._kept[number] = mark.tobytes()
        return number


_hashes: dict[str, int] = {}
"""Words that this process has met, with their hashes."""


def _cut(text: str) -> list[int]:
    words = _WORD.findall(_NOISE.sub(" ", text.lower()))
    if len(_hashes) > 300_000:
        _hashes.clear()  # another thread may be looking words up: nothing below needs them to stay
    known = _hashes.get
    return [known(word) or _hashes.setdefault(word, crc32(word.encode("utf-8", "replace"))) for word in words]


def _bands(near: Signatures) -> NDArray[np.uint64]:
    """One number for each band of each text; bands of different places never have the same."""
    rows = near.reshape(-1, BANDS, ROWS).astype(np.uint64)
    mixed = sum((rows[:, :, row] * _MIX[row] for row in range(ROWS)), np.arange(BANDS, dtype=np.uint64))
    mixed ^= mixed >> np.uint64(29)
    return mixed * _MIX[0]


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
