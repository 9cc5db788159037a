"""Bad words inside longer ones: hashtags, handles, words glued together (``#thisisshit``, ``whatthefuck``).

Every ordinary word that merely contains one passes (Scunthorpe, shiitake, assassin), and so do names: a word with a
capital is left alone unless it is a tag.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.text.bad_words import BadWord, dictionary, skeleton
from guard.text.found import Found, Hunt, is_word
from guard.text.spellings import LEET

LONGEST_SIDE = 64
INITIALS = frozenset("wtf stfu ffs idgaf gtfo".split())
"""Initialisms that count inside a tag."""

UNMISTAKABLE = ("profanity", "slurs")
"""Sources of words that are bad wherever they stand."""

FREE_STANDING = ("fuck", "shit", "bullshit", "scheiss", "merde", "mierd", "caralho", "cazzo", "putain")
"""Words that are believed also beside a part of which nothing is known."""

INNOCENT = (
    "scunthorpe penistone cockermouth shitterton shittu clitheroe wankdorf wankel cockburn hitchcock "
    "matsushita yamashita kinoshita takeshita yoshito mishit dostana arschinow pissarro pissaladi "
    "pissenlit  fuckersberg fuchs shitake putamen disputa computa reputa imputa diputa merdeka salopette"
).split()
"""Names and words that only look bad."""


def word_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole word (letters, digits, underscores) that a piece is part of."""
    first, last = start, end
    while first > 0 and start - first < LONGEST_SIDE and (text[first - 1].isalnum() or text[first - 1] == "_"):
        first -= 1
    while last < len(text) and last - end < LONGEST_SIDE and (text[last].isalnum() or text[last] == "_"):
        last += 1
    return first, last


def inside(hunt: Hunt, start: int, end: int, first: int, last: int) -> Found | None:
    """The bad word of which ``start`` to ``end`` is a plain piece, where it stands inside the word ``first, last``."""
    text = hunt.text
    if first and text[first - 1] in "#@":
        return in_tag(hunt, first - 1, last)
    word = text[first:last]
    if (first, last) == (start, end) or is_word(word) or _is_name(hunt, first):
        return None
    bad = _read(hunt, word)
    return Found(bad, first, last, "inside") if bad else None


def _is_name(hunt: Hunt, first: int) -> bool:
    return hunt.capital(first) and not hunt.capital(first + 1)


def in_tag(hunt: Hunt, sign: int, last: int) -> Found | None:
    """The bad word inside the hashtag or handle whose sign stands at ``sign``."""
    name = hunt.text[sign + 1 : last]
    if name in dictionary():
        return None
    letters = "".join(c if c.isalpha() else LEET.get(c, "")[:1] for c in skeleton(name))
    bad = _read(hunt, letters, _as_written(hunt, sign + 1, name))
    return Found(bad, sign, last, "inside") if bad else None


def _as_written(hunt: Hunt, start: int, name: str) -> str:
    """The tag with its author's capitals, which say where its words begin."""
    return "".join(c.upper() if hunt.capital(start + i) else c for i, c in enumerate(name))


def _read(hunt: Hunt, word: str, written: str = "") -> BadWord | None:
    """The bad word in the best reading of words glued together, or in the author's own where capitals show it."""
    from guard.text.hashtags import segmentations

    if any(name in word for name in INNOCENT) or (is_word(word) and word not in dictionary()):
        return None
    tag = written if written.isalpha() and not written.islower() else word
    readings = segmentations(tag, 8, _long_words())
    if not readings:
        return None
    known = all(is_word(part) or part in dictionary() for part in readings[0])
    for part in readings[0]:
        bad = dictionary().get(part)
        believed = known or part.startswith(FREE_STANDING)
        if bad and believed and bad.source in UNMISTAKABLE and len(part) > 3 and hunt.first((bad,)):
            return bad
    if len(readings[0]) > 1 and known and not INITIALS.isdisjoint(readings[0]):
        return BadWord("", "review", (), "initials")
    return None


@cache
def _long_words() -> frozenset[str]:
    """Bad words of other languages that the list of words may not have; short ones would be seen everywhere."""
    return frozenset(word for word, bad in dictionary().items() if len(word) > 4 and bad.source in UNMISTAKABLE)


ATTITUDES = frozenset(
    "broke cheap tired hungry cute cosy cozy hot cold sexy drunk lazy bored funny fresh cool chill extra "
    "petty basic  fly dope salty sad comfy spicy juicy smooth sick hyped proud rude loud weird lit "
    "thirsty rich poor mad happy".split()
)


def by_attitude(hunt: Hunt) -> Iterator[Found]:
    """``#brokeaf``: an adjective and "as fuck"."""
    for tag in _tags().finditer(hunt.text):
        if tag[1] in ATTITUDES:
            yield Found(BadWord("af", "review", (), "initials"), tag.start(), tag.end(), "inside")


@cache
def _tags() -> re.Pattern[str]:
    return re.compile(r"#([a-z]{3,12})af(?![^\W_])")
