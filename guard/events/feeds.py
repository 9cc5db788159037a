"""`guard events refresh`: read the feeds of guard.toml into the events file.

A feed that cannot be read costs nothing but news: its events of the last time stay until they end, and the file says
what went wrong. Events that a person added are never touched.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from guard.config import Events, Feed
from guard.errors import ConfigError
from guard.events.entries import read_entries
from guard.events.fetching import FeedError, fetch
from guard.events.guessing import MOST_NAMES, event_from
from guard.events.store import BY_HAND, Event, EventBook, FeedState, load_events, save_events
from guard.model import RANK
from guard.turns import turn

MOST_EVENTS = 500
"""Events that are kept from one feed, the gravest and newest."""


class Outcome(Struct, frozen=True, kw_only=True):
    """How the refresh of one feed went: ``events`` that it gave or, when there is a ``problem``, that were kept."""

    feed: str
    events: int
    problem: str = ""
    read_at: datetime | None = None


def refresh(events: Events, path: str, now: datetime) -> tuple[EventBook, list[Outcome]]:
    """Read all feeds at the aware moment ``now`` and write the events file ``path``.

    Raises:
        ConfigError: no feeds are configured, or the events file is broken.
        GuardError: the events file cannot be written.
    """
    if not events.feeds:
        fix = 'Add one to guard.toml: [[events.feeds]] with url = "https://..." and kind = "rss".'
        raise ConfigError("there are no feeds to read.", fix=fix)
    load_events(path)  # a broken file is reported before anything is read from the web
    fresh = {label: _read(feed, label, events.timeout_seconds, now) for label, feed in labelled(events.feeds).items()}
    with turn(path):
        book = load_events(path)  # again: somebody may have added an event while the feeds were read
        book, outcomes = _updated(book, fresh, now)
        save_events(path, book)
    return book, outcomes


def labelled(feeds: Iterable[Feed]) -> dict[str, Feed]:
    """The feeds by the name that their events carry as source: the configured one, else the address without
    secrets.
    """
    found: dict[str, Feed] = {}
    for feed in feeds:
        label = base = feed.name or _address(feed.url)
        while label in found or label == BY_HAND:
            label = f"{base} ({len(found) + 1})"
        found[label] = feed
    return found


def _address(url: str) -> str:
    """The host and the path of ``url``, which hold no password; what is no address as it is: nothing will be read."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.hostname or ''}{parts.path}".rstrip("/")


def _read(feed: Feed, label: str, timeout: float, now: datetime) -> tuple[Event, ...] | FeedError:
    """The events of one feed, or why there are none."""
    try:
        entries = read_entries(fetch(feed.url, timeout), feed.kind)
    except FeedError as error:
        return error
    found = [event_from(entry, source=label, most=feed.severity, days=feed.days, now=now) for entry in entries]
    events = sorted(filter(None, found), key=lambda event: (RANK[event.severity], event.start), reverse=True)
    return tuple(merged(events))[:MOST_EVENTS]


def _updated(
    book: EventBook, fresh: dict[str, tuple[Event, ...] | FeedError], now: datetime
) -> tuple[EventBook, list[Outcome]]:
    today = now.astimezone(UTC).date()
    events = [event for event in book.events if event.source == BY_HAND]
    states: dict[str, FeedState] = {}
    outcomes = []
    for label, result in fresh.items():
        before = book.feeds.get(label, FeedState())
        if isinstance(result, FeedError):
            kept = [e for e in book.events if e.source == label and (e.end is None or e.end >= today)]
            states[label] = FeedState(read_at=before.read_at, failed_at=now, problem=str(result))
            outcomes.append(Outcome(feed=label, events=len(kept), problem=str(result), read_at=before.read_at))
        else:
            kept = list(result)
            states[label] = FeedState(read_at=now)
            outcomes.append(Outcome(feed=label, events=len(kept), read_at=now))
        events += kept
    read = any(not outcome.problem for outcome in outcomes)
    fetched_at = now if read else book.fetched_at
    return EventBook(fetched_at=fetched_at, feeds=states, events=tuple(merged(events))), outcomes


def merged(events: Iterable[Event]) -> list[Event]:
    """The events, each once: two of a kind that share a place and overlap in time are one, as grave as the graver."""
    kept: list[Event] = []
    by_place: dict[tuple[str, str], int] = {}
    for event in events:
        keys = [(event.kind, place) for place in event.places or (event.name.lower(),)]
        same = next((at for key in keys if (at := by_place.get(key)) is not None and _overlap(kept[at], event)), None)
        if same is None or BY_HAND in {event.source, kept[same].source}:
            same = len(kept)
            kept.append(event)
        else:
            kept[same] = _joined(kept[same], event)
        by_place |= dict.fromkeys(keys, same)
    return kept


def _overlap(one: Event, other: Event) -> bool:
    return (one.end is None or other.start <= one.end) and (other.end is None or one.start <= other.end)


def _joined(one: Event, other: Event) -> Event:
    graver, lesser = (other, one) if RANK[other.severity] > RANK[one.severity] else (one, other)

    def both(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*getattr(graver, name), *getattr(lesser, name))))[:MOST_NAMES]

    return replace(
        graver,
        places=both("places"),
        words=both("words"),
        hashtags=both("hashtags"),
        start=min(one.start, other.start),
        end=max(one.end, other.end) if one.end and other.end else None,
    )
