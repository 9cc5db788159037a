"""Find where a bad word hides in a text: leet, masks, letters apart, repeats, emoji inside, hashtags, acrostics.

``find`` first asks a few cheap questions of the whole text (ten microseconds for a plain post): does a stem of a bad
word appear when everything but letters is left out, does a letter stand before a mask, is a letter drawn out? Only
then are the places themselves read, each against the dictionary (see ``masked``, ``apart``, ``glued``). Bad words in
plain sight are not reported: the lexicons find them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice

from guard.model import RANK
from guard.text import apart, glued, masked
from guard.text.bad_words import dictionary, skeleton
from guard.text.fold import Folded
from guard.text.found import Found, Hunt
from guard.text.spellings import LEET

STEMS = (
    "fuck fuk fcuk fck phuk fick foda fode fotze fanculo shit sheit cunt cnt kunt bitch twat wank bastard ashol "
    "asshol arshol arseho bolloc dickh prick nigg fagg motherf slut whore hure nutte arsch scheis wichs merd mierd "
    "puta puto putain encul salop conard connar bordel couil gilip cabron joder jodid cojon hostia "
    "pendej chinga caralh porra bucet cuzao viado cazzo stronz cogli minchi troia vafan vaffa klootz godver bullsh "
    "bulsh piss retard kike chink paki trann biatch dumba wtf idgaf stfu"
).split()
"""What is left of bad words when all but letters goes and posing signs are read as letters."""

MOST = 1000
"""Places that are looked at in each search; a post has a handful."""

Question = Callable[[str, bytes], object]
Search = Callable[[Hunt], Iterator[Found]]


def find(folded: Folded, raw: str, may_be: Callable[[str], bool] = lambda _: True) -> tuple[Found, ...]:
    """Every disguised bad word of a text, in its order, none inside another; linear in the length of the text.

    ``may_be`` says whether the text can be in a language: words that are innocent elsewhere count only there.
    """
    text = folded.text
    squeezed = _squeezed(text)
    searches = [search for question, search in _SEARCHES if question(text, squeezed)]
    if not searches:
        return ()
    hunt = Hunt(text, squeezed, lambda place: raw[folded.origin(place, place + 1)[0] :][:1].isupper(), may_be)
    return _none_inside_another(found for search in searches for found in search(hunt))


def _none_inside_another(found: Iterable[Found]) -> tuple[Found, ...]:
    """In the order of the text; where places overlap, the strongest, then the longest."""
    kept: list[Found] = []
    for one in sorted(islice(found, MOST), key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif _weight(one) > _weight(kept[-1]):
            kept[-1] = one
    return tuple(kept)


def _weight(found: Found) -> tuple[int, int]:
    return RANK[found.bad.severity], found.end - found.start


# --- the text with everything left out but letters -----------------------------------------------------------------


def _squeezed(text: str) -> bytes:
    """The letters of a text alone, signs that pose as letters included, without accents."""
    table, dropped = _squeezing()
    return (text.replace("€", "e") if "€" in text else text).encode("latin-1", "ignore").translate(table, dropped)


@cache
def _squeezing() -> tuple[bytes, bytes]:
    """A table and the signs to leave out, for ``bytes.translate`` over Latin-1."""
    table, dropped = bytearray(range(256)), bytearray()
    for code in range(256):
        sign = chr(code)
        plain = sign if sign.isascii() and sign.isalpha() else LEET.get(sign, skeleton(sign))[:1]
        if plain.isascii() and plain.isalpha():
            table[code] = ord(plain)
        else:
            dropped.append(code)
    return bytes(table), bytes(dropped)


@cache
def _dropped_signs() -> frozenset[str]:
    return frozenset(_squeezing()[1].decode("latin-1"))


@cache
def _stems() -> re.Pattern[bytes]:
    """All stems as one pattern, common beginnings once."""
    return re.compile(_tree(sorted(stem.encode() for stem in STEMS)))


def _tree(words: list[bytes]) -> bytes:
    if words == [b""]:
        return b""
    branches = [head + _tree([w[1:] for w in words if w[:1] == head]) for head in sorted({w[:1] for w in words})]
    return branches[0] if len(branches) == 1 else b"(?:" + b"|".join(branches) + b")"


def _by_stem(hunt: Hunt) -> Iterator[Found]:
    gone = _dropped_signs()
    places = [place for place, sign in enumerate(hunt.text) if sign == "€" or (sign < "\u0100" and sign not in gone)]
    stem = _stems().search(hunt.squeezed)
    for _ in range(MOST):
        if stem is None:
            return
        found = _at_stem(hunt, places[stem.start()], places[stem.end() - 1] + 1)
        if found:
            yield found
        stem = _stems().search(hunt.squeezed, stem.start() + 1)


def _at_stem(hunt: Hunt, start: int, end: int) -> Found | None:
    """What the letters of a stem are in the text: a piece of a word, letters apart, or a masked word."""
    piece = hunt.text[start:end]
    if piece.isascii() and piece.isalpha():
        first, last = glued.word_at(hunt.text, start, end)
        if hunt.text[first:last] in dictionary():
            return None
        return glued.inside(hunt, start, end, first, last) or _in_piece(hunt, first, last)
    if any(sign.isspace() for sign in piece):
        return apart.spaced(hunt, start, end)
    return masked.at(hunt, *masked.reach(hunt.text, start, end))


def _in_piece(hunt: Hunt, first: int, last: int) -> Found | None:
    """A plain stem whose word goes on in signs (``caralh0``)."""
    start, end = masked.reach(hunt.text, first, last)
    return None if hunt.text[start:end].isalpha() else masked.at(hunt, start, end)


_SEARCHES: tuple[tuple[Question, Search], ...] = (
    (lambda _, squeezed: _stems().search(squeezed), _by_stem),
    (lambda text, _: masked.MASK.search(text), masked.by_mask),
    (lambda text, _: masked.GAP.search(text), masked.by_gap),
    (lambda text, _: masked.is_drawn_out(text), masked.by_repeat),
    (lambda text, _: not text.isascii() and masked.pictures().search(text), masked.by_picture),
    (lambda text, _: ".." in text, masked.by_dots),
    (lambda text, _: " * " in text, apart.starred),
    (lambda text, _: "#" in text and "af" in text, glued.by_attitude),
    (lambda text, _: text.count("\n") > 2, apart.acrostic),
)
"""Each search with the cheap question that says whether the text may need it."""
