"""What the searches for disguised words share: the post they look at, and what they find."""

from collections.abc import Callable, Iterable
from typing import Literal

from msgspec import Struct

from guard.text.bad_words import BadWord

How = Literal["spelling", "apart", "inside", "lines", "symbols"]


class Found(Struct, frozen=True):
    """A bad word in disguise: ``start`` and ``end`` are places of the reading form, end exclusive.

    ``how`` it hides: in its own spelling, in letters set apart, inside a longer word, down the lines, in symbols.
    """

    bad: BadWord
    start: int
    end: int
    how: How


class Hunt(Struct, frozen=True):
    """A text in reading form, ``squeezed`` to its letters, and what only the author's text and language can say."""

    text: str
    squeezed: bytes
    capital: Callable[[int], bool]
    may_be: Callable[[str], bool]

    def first(self, candidates: Iterable[BadWord]) -> BadWord | None:
        """The first candidate that is a bad word in a language of the text."""
        for bad in candidates:
            if not bad.languages or any(self.may_be(language) for language in bad.languages):
                return bad
        return None


def is_word(text: str, *, common: bool = False) -> bool:
    """Say whether ``text`` is an ordinary (or a ``common``) word; loads the list of words when first asked."""
    from guard.text import hashtags

    return hashtags.frequencies().get(text, RARE) < (COMMON if common else RARE)


COMMON = 17.0
"""Bits of surprise below which a word is common: about one in a hundred thousand."""

RARE = 1000.0
