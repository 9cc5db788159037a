"""What `guard events list` prints: the sensitive days of a span, and what goes on in the world then."""

import shutil
import textwrap
from collections.abc import Iterator
from datetime import date

import msgspec

from guard.events.calendar import EVERYWHERE, Day, days_on
from guard.events.store import Event, EventBook
from guard.model import RANK
from guard.reports.screen import visible

WIDEST = 100


def as_json(span: list[date], countries: tuple[str, ...], book: EventBook) -> str:
    """The days and events of ``span`` for programs: one object with ``as_of``, ``days`` and ``events``."""
    days = [{"date": day, **msgspec.to_builtins(found)} for day in span for found in days_on(day, countries)]
    listed = {"as_of": book.as_of, "days": days, "events": going_on(book, span)}
    return msgspec.json.format(msgspec.json.encode(listed), indent=1).decode()


def as_text(span: list[date], countries: tuple[str, ...], book: EventBook) -> Iterator[str]:
    """The days and events of ``span`` for people, line by line, as wide as the terminal."""
    width = min(shutil.get_terminal_size((80, 20)).columns, WIDEST)
    lines = [line for day in span for line in _day(day, countries, width)]
    yield from lines or [f"The calendar knows no day of remembrance {_span(span)}, {_there(countries)}.", ""]
    if events := going_on(book, span):
        yield "Going on in the world"
        yield from (_row(event.severity, f"{event.name} ({_until(event)})", width) for event in events)
        yield ""
    none = "No events yet: guard events refresh, or guard events add."
    yield f"Events as of {book.as_of}." if book.as_of != "none" else none


def going_on(book: EventBook, span: list[date]) -> tuple[Event, ...]:
    """The events that go on in any part of ``span``, the gravest first."""
    found = [event for event in book.events if event.start <= span[-1] and (event.end is None or event.end >= span[0])]
    return tuple(sorted(found, key=lambda event: -RANK[event.severity]))


def _day(day: date, countries: tuple[str, ...], width: int) -> Iterator[str]:
    if found := days_on(day, countries):
        yield f"{day:%A} {day.day} {day:%B %Y}"
        yield from (_row(each.gravity, f"{each.name} ({_where(each, countries)})", width) for each in found)
        yield ""


def _span(span: list[date]) -> str:
    first, last = (f"{day.day} {day:%B %Y}" for day in (span[0], span[-1]))
    return f"on {first}" if first == last else f"from {first} to {last}"


def _there(countries: tuple[str, ...]) -> str:
    """The countries that were looked at, as people say it."""
    return "in any country" if EVERYWHERE in countries else f"in {', '.join(countries)}" if countries else "worldwide"


def _where(day: Day, countries: tuple[str, ...]) -> str:
    wanted = [code for code in day.countries if EVERYWHERE in countries or code in countries]
    where = "everywhere" if EVERYWHERE in day.countries else ", ".join(wanted)
    if day.uncertain:
        return f"{where}; the moon may move it by a day"
    return f"{where}; from the evening before" if day.evening else where


def _row(severity: str, text: str, width: int) -> str:
    return textwrap.fill(visible(text), width, initial_indent=f"  {severity:7} ", subsequent_indent=" " * 10)


def _until(event: Event) -> str:
    return f"until {event.end}" if event.end else "until you remove it"
