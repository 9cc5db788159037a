"""What an entry of a feed is about: its kind, places, severity, and the words and hashtags by which posts name it."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import takewhile

from guard.events.entries import Entry
from guard.events.headlines import (
    ARTICLES,
    BEFORE_PLACES,
    CODES,
    IN_PLACES,
    KINDS,
    NOT_ALONE,
    NOT_IN_PLACES,
    NOT_MEANT,
    STORMS,
    USUAL,
)
from guard.events.store import Event, EventKind
from guard.model import RANK, Severity

LEAST_MAGNITUDE = 4.5
"""Weaker earthquakes are felt by few and reported by none; they are left out unless the feed raises an alert."""

MOST_NAMES = 12
LONGEST_FUTURE = timedelta(days=60)

_LEVELS: dict[str, Severity] = {
    "red": "block", "extreme": "block", "orange": "review", "severe": "review",
    "yellow": "info", "green": "info", "moderate": "info", "minor": "info",
}  # fmt: skip


def event_from(entry: Entry, *, source: str, most: Severity, days: int, now: datetime) -> Event | None:
    """The event that ``entry`` reports; None when it is none, too small, over, or has no name that a post could use.

    ``most`` is the strongest severity that the feed may give, ``days`` how long an event counts after it ended.
    """
    kind, trigger = kind_of(entry)
    if kind is None or (not entry.level and entry.magnitude is not None and entry.magnitude < LEAST_MAGNITUDE):
        return None
    start, end = _span(entry, days, now)
    places = places_of(entry)
    words = _words(entry.title, places, trigger)
    if end < now.astimezone(UTC).date() or not (places or words):
        return None
    return Event(
        name=entry.title or entry.place,
        kind=kind,
        places=places,
        words=words,
        hashtags=_hashtags(places, words, trigger),
        start=start,
        end=end,
        severity=severity_of(entry, most),
        source=source,
        added_at=now,
    )


def kind_of(entry: Entry) -> tuple[EventKind | None, str]:
    """The kind of event, and the word of the title that says so."""
    found = _letters().findall(entry.title.lower())
    said = dict.fromkeys(found)
    for kind, words in _kinds():
        trigger = next((word for word in said if word in words), "")
        if trigger and NOT_MEANT.isdisjoint(said):
            return kind, trigger
    code = CODES.get(entry.type.lower())
    return code, code if code and code != "disaster" else ""


def severity_of(entry: Entry, most: Severity) -> Severity:
    """What the alert level, else the magnitude, deserves; at most ``most``, and ``most`` where nothing is said."""
    said = _LEVELS.get(entry.level.lower())
    if said is None and entry.magnitude is not None:
        said = "block" if entry.magnitude >= 7 else "review" if entry.magnitude >= 6 else "info"
    return min(said or most, most, key=RANK.__getitem__)


def places_of(entry: Entry) -> tuple[str, ...]:
    """The places it is about, in lower case: those the feed names, and those after "in", "near" ... in the title."""
    near = re.sub(r"^.* of ", "", entry.place)
    said = [part for text in (entry.country, near) for part in re.split(r"[,;/]", text)]
    found = [_trimmed(match[1]) for match in _place_pattern().finditer(entry.title)]
    names = (place.strip().lower().removeprefix("the ").removesuffix(" region") for place in (*said, *found))
    places = (USUAL.get(name, name) for name in names)
    return tuple(dict.fromkeys(name for name in places if len(name) > 2 and name not in NOT_ALONE))[:MOST_NAMES]


def _span(entry: Entry, days: int, now: datetime) -> tuple[date, date]:
    today = now.astimezone(UTC)
    start = (entry.starts or entry.published or today).astimezone(UTC)
    last = max(start, (entry.ends or start).astimezone(UTC))
    return start.date(), (min(last, max(today, start) + LONGEST_FUTURE) + timedelta(days=days)).date()


def _trimmed(name: str) -> str:
    """A run of capitalised words up to the first that belongs to no place name."""
    return " ".join(takewhile(lambda word: word.lower() not in NOT_IN_PLACES, name.split()))


def _words(title: str, places: tuple[str, ...], trigger: str) -> tuple[str, ...]:
    """Names that only this event has: "typhoon ketsana", "tonga earthquake", "earthquake in tonga"."""
    storm = _storm_pattern().search(title)
    words = [storm[0].lower()] if storm and trigger == storm[1].lower() else []
    words += [form for place in places if trigger for form in (f"{place} {trigger}", f"{trigger} in {place}")]
    return tuple(dict.fromkeys(words))[:MOST_NAMES]


def _hashtags(places: tuple[str, ...], words: tuple[str, ...], trigger: str) -> tuple[str, ...]:
    joined = [re.sub(r"[\W_]", "", place) for place in places]
    tags = [tag for place in joined for tag in (place, f"prayfor{place}", f"{place}strong", place + trigger)]
    tags += [re.sub(r"[\W_]", "", word) for word in words]
    return tuple(dict.fromkeys(tags))[:MOST_NAMES]


@cache
def _kinds() -> tuple[tuple[EventKind, frozenset[str]], ...]:
    return tuple((kind, frozenset(words.split())) for kind, words in KINDS.items())


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@cache
def _place_pattern() -> re.Pattern[str]:
    """After a word of place, and perhaps an article, up to three capitalised words."""
    name = r"[A-ZÀ-Þ][\w'’.-]{1,40}"
    before = "|".join((*BEFORE_PLACES, *map(str.title, BEFORE_PLACES)))
    return re.compile(rf"\b(?:{before})\s(?:{ARTICLES}\s)?({name}(?:\s(?:{IN_PLACES}\s)?{name}){{0,2}})")


@cache
def _storm_pattern() -> re.Pattern[str]:
    kinds = "|".join((*STORMS, *map(str.title, STORMS)))
    return re.compile(rf"\b({kinds}) [A-ZÀ-Þ][\w-]{{2,30}}")
