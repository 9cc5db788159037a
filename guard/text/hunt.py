"""Read the places where a bad word may hide: the searches behind ``disguise.find``.

Each search walks over the signs of one kind of disguise and yields what it finds; overlapping finds are one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from guard.model import RANK
from guard.text import apart, disguise, glued, masked
from guard.text.bad_words import dictionary
from guard.text.found import Found, Hunt

__all__ = ["Found", "Hunt", "hunt"]

MOST = 1000
"""Places that are looked at in each search; a post has a handful."""


def hunt(post: Hunt, searches: Sequence[str]) -> tuple[Found, ...]:
    """What these searches find, in the order of the text, none inside another."""
    return _none_inside_another(found for name in searches for found in SEARCHES[name](post))


def _none_inside_another(found: Iterable[Found]) -> tuple[Found, ...]:
    """Where places overlap, the strongest stays, then the longest."""
    kept: list[Found] = []
    for one in sorted(islice(found, MOST), key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif _weight(one) > _weight(kept[-1]):
            kept[-1] = one
    return tuple(kept)


def _weight(found: Found) -> tuple[int, int]:
    return RANK[found.bad.severity], found.end - found.start


def _by_stem(post: Hunt) -> Iterator[Found]:
    places = [place for place, sign in enumerate(post.text) if sign in KEPT]
    stem = disguise.stems().search(post.squeezed)
    for _ in range(MOST):
        if stem is None:
            return
        found = _at_stem(post, places[stem.start()], places[stem.end() - 1] + 1)
        if found:
            yield found
        stem = disguise.stems().search(post.squeezed, stem.start() + 1)


KEPT = frozenset("abcdefghijklmnopqrstuvwxyz€" + disguise.POSING)
"""The signs that squeezing keeps, each as one letter."""


def _at_stem(post: Hunt, start: int, end: int) -> Found | None:
    """What the letters of a stem are in the text: a piece of a word, letters apart, or a masked word."""
    piece = post.text[start:end]
    if piece.isascii() and piece.isalpha():
        first, last = glued.word_at(post.text, start, end)
        if post.text[first:last] in dictionary():
            return None
        return glued.inside(post, start, end, first, last) or _in_piece(post, first, last)
    if any(sign.isspace() for sign in piece):
        return apart.spaced(post, start, end)
    return masked.at(post, *masked.reach(post.text, start, end))


def _in_piece(post: Hunt, first: int, last: int) -> Found | None:
    """A plain stem whose word goes on in signs (``caralh0``)."""
    start, end = masked.reach(post.text, first, last)
    return None if post.text[start:end].isalpha() else masked.at(post, start, end)


SEARCHES: dict[str, Callable[[Hunt], Iterator[Found]]] = {
    "stem": _by_stem,
    "mask": masked.by_mask,
    "gap": masked.by_gap,
    "repeat": masked.by_repeat,
    "picture": masked.by_picture,
    "dots": masked.by_dots,
    "starred": apart.starred,
    "attitude": glued.by_attitude,
    "acrostic": apart.acrostic,
}
"""The searches by the name of their question."""
