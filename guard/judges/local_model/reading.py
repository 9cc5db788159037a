"""Write a text out the way the model reads it, and remember where in the author's text every character came from.

It is the reading form (see ``guard.text.fold``) with disguised words spelled out, the words of hashtags apart, links
cut down to the sign of a link and the name of their host, and symbols such as emoji set apart from words. Training and
judging both read through here, so that a disguise changes what the model sees as little as what a reader sees.
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from guard.model import Span
from guard.text.disguise import find
from guard.view import Text

LINK = "link"
"""What a link reads as, before the name of its host."""

SHORT_TAG = 7
"""Letters below which a hashtag without capitals is taken as one word."""

Change = tuple[int, int, str]
"""Start and end in the reading form, and what the model reads there instead."""

_SYMBOL = re.compile(r"[^\w\s\x00-\x7f]")
_HOST = re.compile(r"(?:[a-z]{1,5}://)?(?:www\.)?([\w.-]{1,100})")


class Reading(Struct, frozen=True):
    """What the model reads, and for every character of it the author's code points (start, end exclusive)."""

    text: str
    places: tuple[Span, ...]

    def origin(self, start: int, end: int) -> Span:
        """The author's code points for ``text[start:end]``, which is not empty."""
        return self.places[start][0], max(place[1] for place in self.places[start:end])


def read(text: Text) -> Reading:
    """Write ``text`` out; never raises; linear in its length."""
    folded = text.folded
    letters: list[str] = []
    places: list[Span] = []
    done = 0
    for start, end, meant in [*_changes(text), (len(folded.text), len(folded.text), "")]:
        if start < done:
            continue
        letters += folded.text[done:start]
        places += [folded.origin(place, place + 1) for place in range(done, start)]
        if end > start:
            letters += meant
            places += [folded.origin(start, end)] * len(meant)
        done = end
    return Reading("".join(letters), tuple(places))


def _changes(text: Text) -> list[Change]:
    """The places that are written out otherwise, in the order of the text."""
    folded = text.folded.text
    changed = [(found.start, found.end, found.bad.skeleton) for found in find(text.folded, text.raw, text.may_be)]
    if "://" in folded or "www." in folded:
        changed += [(link.start(), link.end(), f" {LINK} {_host(link[0])} ") for link in _links().finditer(folded)]
    if "#" in folded:
        changed += list(_tags(text))
    changed += [(sign.start(), sign.end(), f" {sign[0]} ") for sign in _SYMBOL.finditer(folded)]
    return sorted(changed, key=lambda change: (change[0], -change[1]))


def _tags(text: Text) -> Iterator[Change]:
    """The hashtags, in their words."""
    for tag in _tag().finditer(text.folded.text):
        start, end = text.folded.origin(*tag.span())
        yield tag.start(), tag.end(), f" # {' '.join(_words_of(text.raw[start + 1 : end], tag[0][1:]))} "


def _words_of(written: str, folded: str) -> list[str]:
    """The words of a hashtag by its capitals, else by the likeliest reading, else the tag as it is."""
    parts = [part.lower() for part in _part().findall(written)]
    if len(parts) > 1 or len(folded) < SHORT_TAG or not folded.isascii():
        return parts or [folded]
    from guard.text.hashtags import segmentations

    readings = segmentations(folded, limit=8)
    return list(readings[0]) if readings else [folded]


@cache
def _part() -> re.Pattern[str]:
    return re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[^\W\dA-Z_]+|[A-Z]|\d+")


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)#(?=[^\W\d_])\w{1,80}")


@cache
def _links() -> re.Pattern[str]:
    return re.compile(r"(?:https?://|\bwww\.)[^\s<>\"]{1,4096}")


def _host(link: str) -> str:
    found = _HOST.match(link)
    return found[1] if found else ""
