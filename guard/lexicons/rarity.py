"""How rare a word is in posts: a row of a lexicon is tried only where its rarest words stand."""

import math
import os
import zlib
from functools import cache

from guard.phrases import Element

RARE_BITS = 20.0
"""The surprise of a word that the frequency list does not hold."""
SMALL_BITS = 7.0
"""The surprise of small words that the list does not hold: contractions (don't), signs (%), other languages'."""
FOREIGN = frozenset(
    (
        "des les und der die das los las que con per het een de la le du et en un une el y il di che e o os as um "
        "uma van met voor est sur pour dans ist nicht für mit auf ein eine den dem zu im von es por para una se "
        "no na da do em is aan op te al del su lo à si non più wir sie ihr nous vous tout ou mais como más todo "
        "todos mas ao pela mais ma anche sono ook maar naar bij aus nach bei alle noch jetzt"
    ).split()
)
"""Small words of other languages that an English frequency list takes for rare ones."""


def share(element: Element) -> float:
    """About how often a word of a post is one of the element's."""
    return sum(map(_frequency, element.words)) + sum(_stem_frequency(stem) for stem in element.stems)


def _frequency(word: str) -> float:
    if word in FOREIGN or "'" in word or not word[0].isalnum():
        return _share_of(SMALL_BITS)
    return _share_of(_bits().get(word, RARE_BITS))


def _stem_frequency(stem: str) -> float:
    return sum(_share_of(bits) for word, bits in _bits().items() if word.startswith(stem)) + _share_of(RARE_BITS)


def _share_of(bits: float) -> float:
    """How often a word of that surprise is met."""
    return math.exp2(-bits)


@cache
def _bits() -> dict[str, float]:
    """The surprise of each frequent word, in bits."""
    path = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "text", "words.z")
    with open(path, "rb") as stream:
        lines = zlib.decompress(stream.read()).decode("ascii").split("\n")
    return {word: float(bits) for bits, *words in (line.split(" ") for line in lines if line) for word in words}
