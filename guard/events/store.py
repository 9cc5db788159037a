"""The events file: what goes on in the world now, as a brand knows it. One small JSON file that the check reads.

Events get there by hand (``guard events add``) or from feeds (``guard events refresh``). The file is written whole or
not at all, with one event after the other, so that it reviews well in git.
"""

import os
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct, field

from guard.errors import ConfigError, GuardError
from guard.model import Severity

if TYPE_CHECKING:
    from typing import NoReturn

MOST_BYTES = 20_000_000
"""A larger file is no calendar of events any more, and reading it would take longer than checking a post may."""

BY_HAND = "hand"
"""The source of an event that a person added."""

EventKind = Literal[
    "accident",
    "attack",
    "conflict",
    "death",
    "disaster",
    "earthquake",
    "epidemic",
    "fire",
    "flood",
    "protest",
    "storm",
    "other",
]


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something that goes on in the world, near which nobody should sell or joke.

    ``start`` and ``end`` are days, both included; without an end it goes on until it is removed. ``places``,
    ``words`` and ``hashtags`` (without the sign) are how posts name it, in lower case. ``severity`` is what a joke or
    a sale beside it deserves, ``source`` the feed it came from or ``hand``, ``added_at`` when it was added or last
    seen there.
    """

    name: str
    kind: EventKind = "other"
    places: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    start: date
    end: date | None = None
    severity: Severity = "review"
    source: str = BY_HAND
    added_at: datetime | None = None

    def is_active(self, day: date) -> bool:
        """Say whether the event goes on on ``day``."""
        return self.start <= day and (self.end is None or day <= self.end)


class FeedState(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How the last refresh of one feed went: when it was last read in full, and what went wrong since."""

    read_at: datetime | None = None
    failed_at: datetime | None = None
    problem: str = ""


class EventBook(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything in the events file. ``fetched_at`` is the last refresh that could read at least one feed."""

    format: Literal["guard.events/1"] = field(default="guard.events/1", name="schema")
    fetched_at: datetime | None = None
    feeds: dict[str, FeedState] = {}
    events: tuple[Event, ...] = ()

    @property
    def as_of(self) -> str:
        """The date (UTC) of the newest event data, or ``none``; it stands in every verdict."""
        moments = [event.added_at for event in self.events if event.added_at]
        if self.fetched_at:
            moments.append(self.fetched_at)
        return max(map(_utc, moments)).date().isoformat() if moments else "none"

    def is_stale(self, now: datetime, days: int) -> bool:
        """Say whether the feeds were last read more than ``days`` days before ``now``; false where there are none."""
        if not self.feeds:
            return False
        return self.fetched_at is None or (_utc(now) - _utc(self.fetched_at)).days >= days


def load_events(path: str) -> EventBook:
    """The events in the file ``path``; an empty book when there is no such file.

    Raises:
        ConfigError: the file cannot be read, is too large, is not JSON, or an event in it is wrong.
    """
    try:
        with open(path, "rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return EventBook()
    except OSError as error:
        raise ConfigError(f"the events file cannot be read ({error.strerror}).", where=path) from error
    if len(data) > MOST_BYTES:
        fix = "Remove events that are over: guard events refresh does so for those of feeds."
        raise ConfigError(f"the events file is larger than {MOST_BYTES // 1_000_000} MB.", where=path, fix=fix)
    return _decoded(data, path)


def _decoded(data: bytes, path: str) -> EventBook:
    try:
        return msgspec.json.decode(data, type=EventBook)
    except msgspec.MsgspecError as error:
        _raise_with_place(error, data, path)
    except (UnicodeDecodeError, RecursionError) as error:
        raise ConfigError("the events file is not JSON in UTF-8.", where=path, fix=_FIX) from error


def _raise_with_place(error: Exception, data: bytes, path: str) -> "NoReturn":
    from guard.events.trouble import explain

    what, line = explain(error, data)
    raise ConfigError(what, where=f"{path}:{line}" if line else path, fix=_FIX) from None


_FIX = "Correct it, or delete the file and run guard events refresh."


def save_events(path: str, book: EventBook) -> None:
    """Write ``book`` to ``path``, whole or not at all; readers see the old file or the new one.

    Raises:
        GuardError: the file cannot be written.
    """
    target = os.path.realpath(path)
    fresh = f"{target}.{os.getpid()}.new"
    try:
        with open(fresh, "wb") as stream:
            stream.write(msgspec.json.format(msgspec.json.encode(book), indent=1) + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(fresh, target)
    except OSError as error:
        if os.path.exists(fresh):
            os.unlink(fresh)
        raise GuardError(f"{path}: the events file cannot be written ({error.strerror}).") from error


def active(events: Iterable[Event], now: datetime) -> tuple[Event, ...]:
    """The events that go on at ``now``, on the day that its own offset says it is, the gravest first."""
    day = now.date()
    going_on = [event for event in events if event.is_active(day)]
    return tuple(sorted(going_on, key=lambda event: _ORDER[event.severity]))


_ORDER = {"block": 0, "review": 1, "info": 2}


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:  # the first and the last day that there are
        return moment.replace(tzinfo=UTC)
