"""`guard events`: see what is sensitive on a day, and keep the file of what goes on in the world."""

import os
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, get_args

import click

from guard import config_file
from guard.config import Config
from guard.errors import GuardError, UsageError
from guard.events.store import BY_HAND, Event, EventBook, EventKind, load_events, save_events
from guard.inputs.fields import YEARS
from guard.model import Severity
from guard.reports.screen import visible
from guard.toml_source import storable
from guard.turns import turn

if TYPE_CHECKING:
    from guard.events.feeds import Outcome

FORMATS = ("text", "json")
LASTS_DAYS = 7
"""How long an event that is added without an end counts, so that none is forgotten in the file."""

MOST_DAYS = 366


def _day(_context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        raise click.BadParameter(f'must be a day, like 2026-12-31, not "{text}".') from None
    if day and day.year not in YEARS:
        raise click.BadParameter(f"must be a day from {YEARS[0]} to {YEARS[-1]}, not {day}.")
    return day


def _codes(_context: click.Context, _option: click.Parameter, codes: tuple[str, ...]) -> tuple[str, ...]:
    from guard.countries import COUNTRIES

    upper = tuple(code.strip().upper() for code in codes)
    if wrong := [code for code in upper if code not in COUNTRIES]:
        raise click.BadParameter(f'"{wrong[0]}" is no country code; it is two letters, like US, DE or JP.')
    return upper


def _now() -> datetime:
    return datetime.now().astimezone()


_CONFIG = click.option("--config", metavar="FILE", help="Use this guard.toml  [default: the nearest one upwards]")


@click.group(short_help="See and keep the calendar of sensitive events.")
def command() -> None:
    """See and keep the calendar of sensitive events.

    The guard knows the remembrance days of many countries. What happens in the world now it knows from the events file,
    which you fill by hand or from the feeds in guard.toml. `guard check` reads that file and never goes on line itself.

    \b
    guard events list --country US --next 30
    guard events add "Flood in Valencia" --kind flood --place Valencia --hashtag DANA
    guard events refresh
    """


@command.command("list", short_help="What is sensitive today, on a day, or in the next days.")
@click.option("--date", "day", metavar="DATE", callback=_day, help="The day to look at  [default: today]")
@click.option("--next", "days", type=click.IntRange(1, MOST_DAYS), default=1, metavar="N", help="Look at N days.")
@click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="CODE",
    callback=_codes,
    help="The days of this country; repeatable.",
)
@click.option("--all", "everywhere", is_flag=True, help="The days of all countries.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print.")
@_CONFIG
def show(
    day: date | None, days: int, countries: tuple[str, ...], *, everywhere: bool, form: str, config: str | None
) -> None:
    """Show what is sensitive: days of remembrance and what goes on in the world.

    Without --country the countries of your brand in guard.toml count. Days of the whole world are always shown.

    \b
    guard events list                              today
    guard events list --date 2026-11-09 --country DE
    guard events list --next 30 --country US --country CA
    guard events list --next 30 --format json      for a program
    """
    settings, path = _settings(config)
    book, first = load_events(path), day or _now().date()
    brand = settings.brand
    wanted = ("*",) if everywhere else countries or tuple(filter(None, (brand.country, *brand.countries)))
    span = [first + timedelta(number) for number in range(days)]
    from guard.events import listing

    if form == "json":
        click.echo(listing.as_json(span, wanted, book))
        return
    for line in listing.as_text(span, wanted, book):
        click.echo(line)
    if book.is_stale(_now(), settings.events.stale_after_days):
        click.echo("They are old: run guard events refresh.")
    if not wanted:
        click.echo("Days of single countries are left out: name yours with --country US, or as country in guard.toml.")


@command.command(short_help="Add an event that is not in any feed.")
@click.argument("name")
@click.option("--kind", type=click.Choice(get_args(EventKind)), default="other", show_default=True)
@click.option("--place", "places", multiple=True, metavar="TEXT", help="A place by which posts name it; repeatable.")
@click.option("--word", "words", multiple=True, metavar="TEXT", help="Words by which posts name it; repeatable.")
@click.option(
    "--hashtag", "hashtags", multiple=True, metavar="TAG", help="A hashtag by which posts name it; repeatable."
)
@click.option("--start", metavar="DATE", callback=_day, help="The first day  [default: today]")
@click.option(
    "--end", metavar="DATE", callback=_day, help=f"The last day  [default: {LASTS_DAYS} days after the first]"
)
@click.option("--open-ended", is_flag=True, help="It counts until it is removed.")
@click.option("--severity", type=click.Choice(get_args(Severity)), default="review", show_default=True)
@_CONFIG
def add(name: str, *, start: date | None, end: date | None, open_ended: bool, config: str | None, **names: Any) -> None:
    """Add an event: a disaster, an attack, a death, near which your brand should not sell or joke.

    An event of the same NAME is replaced. Without --place, --word and --hashtag the guard looks for the NAME itself.

    \b
    guard events add "Flood in Valencia" --kind flood --place Valencia --hashtag DANA
    guard events add "Trial of our supplier" --word "supplier trial" --end 2026-12-20 --severity block
    """
    first = start or _now().date()
    last = None if open_ended else end or first + timedelta(LASTS_DAYS)
    if open_ended and end:
        raise UsageError("--end and --open-ended cannot both be given.")
    if last and last < first:
        raise UsageError(f"the event would end on {last}, before it starts on {first}.")
    event = _event(name, first, last, **names)
    _, path = _settings(config)
    with turn(path):
        book = load_events(path)
        others = tuple(known for known in book.events if not _is_called(known, event.name))
        save_events(path, _with_events(book, (*others, event)))
    said = f"until {last}" if last else "until you remove it"
    done = "Changed" if len(others) < len(book.events) else "Added"
    click.echo(f"{done} {visible(event.name)}, from {first} {said}, in {path}.")


@command.command(short_help="Remove an event.")
@click.argument("name")
@_CONFIG
def remove(name: str, config: str | None) -> None:
    """Remove the event called NAME (large and small letters are the same).

    \b
    guard events remove "Flood in Valencia"
    """
    _, path = _settings(config)
    with turn(path):
        book = load_events(path)
        kept = tuple(event for event in book.events if not _is_called(event, name))
        if len(kept) == len(book.events):
            raise UsageError(f"{path}: there is no event called {name!r}.{_meant(name, book)}")
        save_events(path, _with_events(book, kept))
    click.echo(f"Removed {visible(name)} from {path}.")


def _meant(name: str, book: EventBook) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [event.name for event in book.events], n=3, cutoff=0.4)
    return f" Did you mean {' or '.join(map(repr, near))}?" if near else ""


@command.command(short_help="Read the feeds of guard.toml into the events file.")
@_CONFIG
def refresh(config: str | None) -> None:
    """Read the disaster and news feeds of guard.toml into the events file.

    A feed that cannot be read keeps its events of the last time, and the command ends with exit code 4. Run it before
    `guard check`, or every hour. What you added by hand stays.

    \b
    [[events.feeds]]
    name = "GDACS"
    url = "https://www.gdacs.org/xml/rss.xml"
    kind = "rss"
    """
    from guard.events import feeds

    settings, path = _settings(config)
    book, outcomes = feeds.refresh(settings.events, path, _now())
    for outcome in outcomes:
        click.echo(_told(outcome), err=bool(outcome.problem))
    click.echo(f"{_count(len(book.events), 'event')} in {path}, as of {book.as_of}.")
    if failed := [outcome.feed for outcome in outcomes if outcome.problem]:
        raise GuardError(f"{len(failed)} of {_count(len(outcomes), 'feed')} could not be read: {', '.join(failed)}.")


def _told(outcome: "Outcome") -> str:
    """How the refresh of one feed went, in a sentence."""
    if not outcome.problem:
        return f"{outcome.feed}: {_count(outcome.events, 'event')}."
    kept = "it has no events yet"
    if outcome.read_at:
        kept = f"{_count(outcome.events, 'event')} from {outcome.read_at:%Y-%m-%d} still count"
    return f"{outcome.feed}: could not be read: {outcome.problem}; {kept}."


def _settings(config: str | None) -> tuple[Config, str]:
    """The configuration in use, and where its events file is."""
    source = config_file.chosen(config)
    settings = config_file.load(source)
    folder = config_file.folder(source)
    name = os.path.expanduser(settings.events.file)
    return settings, name if folder == "." else os.path.join(folder, name)


def _event(name: str, start: date, end: date | None, **given: Any) -> Event:
    name = storable(name)
    if not name.strip():
        raise UsageError("the event needs a name.")
    given |= {key: _lower(given[key]) for key in ("places", "words", "hashtags")}
    if not (given["places"] or given["words"] or given["hashtags"]):
        given["words"] = _lower([name])
    return Event(name=name.strip(), start=start, end=end, source=BY_HAND, added_at=_now(), **given)


def _lower(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(clean for name in names if (clean := " ".join(storable(name).lower().split()).lstrip("#")))
    )


def _is_called(event: Event, name: str) -> bool:
    return event.name.strip().lower() == name.strip().lower()


def _with_events(book: EventBook, events: tuple[Event, ...]) -> EventBook:
    return EventBook(fetched_at=book.fetched_at, feeds=book.feeds, events=events)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
