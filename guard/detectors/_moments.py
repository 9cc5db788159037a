"""Which days and events a post falls on: those of the context, and those of the country that the description speaks of."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache, lru_cache

from guard import phrases
from guard.detectors.kit import Context, Match, Row, Text, View
from guard.events.calendar import Day, days_at
from guard.events.naming import Thing, names
from guard.view import compiled

_PREFIX = "place_"
_LANGUAGES = {"de": ("DE", "AT"), "fr": ("FR",), "it": ("IT",), "nl": ("NL",), "es": ("ES",), "pt": ("PT",)}
"""The country that a post speaks to where nothing but its language says so."""


def days_of(post: View, context: Context) -> tuple[Day, ...]:
    """The remembrance days of the post's moment, in the configured countries or those that the description tells."""
    if _configured(context):
        return context.days
    countries = countries_of(context) or _by_language(post.text, context.now)
    return days_at(context.now, countries) if countries else context.days


def countries_of(context: Context) -> tuple[str, ...]:
    """The countries (ISO codes) of the brand and the account, else those that the account's description tells."""
    return _configured(context) or countries_in(context.account.description)


def _configured(context: Context) -> tuple[str, ...]:
    brand = context.config.brand
    return tuple(filter(None, (context.account.country, brand.country, *brand.countries)))


@lru_cache(maxsize=512)
def countries_in(description: str) -> tuple[str, ...]:
    """The countries (ISO codes) whose names, people or cities stand in ``description``."""
    about = Text(description)
    found = [
        code
        for word, start in zip(about.words, about.starts, strict=True)
        if description[start].isupper()
        for code in _places().get(word, ())
    ]
    return tuple(dict.fromkeys(found))


@cache
def _places() -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for name, words in compiled().sets.items():
        if name.startswith(_PREFIX):
            for word in words:
                known[word] = (*known.get(word, ()), name.removeprefix(_PREFIX).upper())
    return known


def _by_language(text: Text, now: datetime) -> tuple[str, ...]:
    offset = now.utcoffset()
    hours = offset.total_seconds() / 3600 if offset else 0
    if not 0 <= hours <= 2 or _is_english(text):
        return ()
    return next((_LANGUAGES[code] for code, share in text.languages.items() if share > 0.5 and code in _LANGUAGES), ())


def _is_english(text: Text) -> bool:
    """Say at a glance what ``text.languages`` says with care: that no other language can be the post's own."""
    return text.lang is None and len(text.held & _ENGLISH) >= 3 and text.raw.isascii()


_ENGLISH = frozenset(
    "the of and to is you that it was for are with this our we your at from have be by not but who what when will can".split()
)
"""Small words; three different ones make a post English."""


def named(text: Text, things: tuple[Thing, ...]) -> Iterator[tuple[Thing, Match]]:
    """Each day or event that the text or one of its hashtags names, with the place."""
    known = names(things)
    for thing, start, end in known.in_text(text.folded.text):
        yield thing, _match(text, text.folded.origin(start, end))
    tags = {tag.name: tag for tag in text.tags if tag.sign == "#"}
    for thing, name in known.in_tags(tags):
        yield thing, _match(text, (tags[name].start, tags[name].end))


def _match(text: Text, span: tuple[int, int]) -> Match:
    return Match(Row("", phrases.parse("day"), {}), 0, 0, text, span)
