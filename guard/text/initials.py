"""Whether words of a text, in a row and without small ones, have these letters as their initials."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
LONGEST = 400
"""Characters of a text that are read."""

SMALL = frozenset(
    "and of the for in on to a an with at by from our de du des la le les et und der die das für y del e da do dos di "
    "van het en".split()
)


def is_spelt(letters: str, raw: str) -> bool:
    """Say whether ``letters`` (lower case) are the initials of words in ``raw``, the first of which bears a capital."""
    return any(_holds(letters, initials) for initials in _initials(raw[:LONGEST]))


def _holds(letters: str, initials: str) -> bool:
    at = initials.lower().find(letters)
    while at >= 0:
        if initials[at].isupper():
            return True
        at = initials.lower().find(letters, at + 1)
    return False


@lru_cache(64)
def _initials(raw: str) -> tuple[str, str]:
    """The initials of all words; and of all but the small ones. A single letter counts for no word."""
    words = [word for word in _WORD.findall(raw) if len(word) > 1]
    return "".join(w[0] for w in words), "".join(w[0] for w in words if w.lower() not in SMALL)
