"""The remembrance days of a moment, for the countries that a post speaks to.

The days stand in ``days.yaml``; ``compile.py`` has turned them into a table long before a post is checked, so that a
look-up costs a microsecond and imports no calendar library. A record is decoded when its day comes up for the first
time.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Literal

import msgspec
from msgspec import Struct

from guard.events._calendar import DAYS, FIRST_YEAR, FIXED, LAST_YEAR, MOVING
from guard.events.zones import OFFSETS
from guard.model import Severity

__all__ = ["EVERYWHERE", "FIRST_YEAR", "LAST_YEAR", "Day", "days_at", "days_on", "every_day", "local_days"]

DayKind = Literal[
    "remembrance", "mourning", "disaster-anniversary", "religious-solemn", "protest-memory", "awareness-solemn"
]

EVERYWHERE = "*"
"""In a day's countries: the whole world. In a question: the days of all countries."""

EVENING = 18
"""The hour at which the days of the Hebrew calendar count as begun; they begin at sunset."""

_STEP = 15 * 60
"""Seconds between two moments at which a day can begin somewhere: all offsets are multiples of a quarter of an
hour."""


class Day(Struct, frozen=True, kw_only=True):
    """A day on which a joke or a sale hurts.

    ``words`` and ``hashtags`` (without the sign) are how posts name it, in lower case. ``offended`` are the people
    who are hurt, ``gravity`` is what a joke or a sale that touches the day deserves. ``uncertain`` says that the moon
    may move the day, so that it counts from one day earlier to one day later than the calendar says; ``evening`` that
    it begins the evening before; ``since`` is the first year in which it counts.
    """

    id: str
    name: str
    kind: DayKind
    countries: tuple[str, ...]
    words: tuple[str, ...]
    hashtags: tuple[str, ...]
    offended: tuple[str, ...]
    gravity: Severity
    uncertain: bool = False
    evening: bool = False
    since: int = 0


def days_on(day: date, countries: Collection[str] = ()) -> tuple[Day, ...]:
    """The days that fall on ``day`` in any of ``countries`` (ISO 3166 alpha-2), those of the whole world always.

    Without countries only the days of the whole world; with ``EVERYWHERE`` those of every country. Days with a fixed
    date are known for all years, moving days from ``FIRST_YEAR`` to ``LAST_YEAR``.

    >>> [day.id for day in days_on(date(2026, 11, 9), ["DE"])]
    ['pogrom-night']
    """
    return _chosen(day.toordinal(), frozenset(countries))


def days_at(moment: datetime, countries: Collection[str] = ()) -> tuple[Day, ...]:
    """The days of an aware ``moment``, judged for each country by the clocks there.

    ``moment``'s own offset counts where a country uses it, and where no country is given; UTC and offsets of other
    places are turned into the country's local time. In a country of several zones the day counts as long as it lasts
    in any. From six in the evening on, days that begin the evening before count as well.
    """
    offset = moment.utcoffset()
    if offset is None or _is_extreme(moment):
        return days_on(moment.date(), countries)
    quarter = int(moment.timestamp() // _STEP)
    return _at(quarter, int(offset.total_seconds() // 60), frozenset(countries))


def local_days(moment: datetime, country: str) -> tuple[date, ...]:
    """The dates that it is in ``country`` at an aware ``moment``: one, or two where its zones disagree."""
    if _is_extreme(moment):
        return (moment.date(),)
    own = _minutes(moment)
    west, east = OFFSETS.get(country, (own, own))
    return tuple(dict.fromkeys(local.date() for local in _clocks(moment, own, west, east)))


@cache
def every_day() -> tuple[Day, ...]:
    """All days of the calendar, whatever their date."""
    return tuple(_day(number) for number in range(len(DAYS)))


@cache
def _day(number: int) -> Day:
    return msgspec.json.decode(DAYS[number], type=Day)


@lru_cache(maxsize=512)
def _all_on(ordinal: int) -> tuple[Day, ...]:
    day = date.fromordinal(ordinal)
    numbers = FIXED.get(day.month * 100 + day.day, ()) + MOVING.get(ordinal, ())
    return tuple(found for number in numbers if (found := _day(number)).since <= day.year)


@lru_cache(maxsize=1024)
def _chosen(ordinal: int, countries: frozenset[str]) -> tuple[Day, ...]:
    wanted = countries | {EVERYWHERE}
    days = _all_on(ordinal)
    return days if EVERYWHERE in countries else tuple(day for day in days if not wanted.isdisjoint(day.countries))


@lru_cache(maxsize=1024)
def _at(quarter: int, offset: int, countries: frozenset[str]) -> tuple[Day, ...]:
    moment = _moment(quarter, offset)
    found: dict[str, Day] = {}
    for country in countries or ("",):
        west, east = OFFSETS.get(country, (offset, offset))
        for local in _clocks(moment, offset, west, east):
            found |= {day.id: day for day in _chosen(local.toordinal(), frozenset({country}))}
            if local.hour >= EVENING:
                eve = _chosen(local.toordinal() + 1, frozenset({country}))
                found |= {day.id: day for day in eve if day.evening}
    return tuple(sorted(found.values(), key=lambda day: day.id))


def _moment(quarter: int, offset: int) -> datetime:
    """The local time, without its zone, at ``quarter`` in a place ``offset`` minutes from UTC."""
    return datetime(1970, 1, 1) + timedelta(seconds=quarter * _STEP, minutes=offset)  # noqa: DTZ001 - local by intent


def _is_extreme(moment: datetime) -> bool:
    """Say whether the clocks of other places show a moment for which there is no date."""
    return not 1 < moment.year < 9999


def _minutes(moment: datetime) -> int:
    offset = moment.utcoffset()
    return int(offset.total_seconds() // 60) if offset is not None else 0


def _clocks(moment: datetime, own: int, west: int, east: int) -> list[datetime]:
    """What the clocks between ``west`` and ``east`` show when one at ``own`` shows ``moment``.

    An offset that the country uses is taken at its word; UTC is not, because programs write it wherever they run.
    """
    if west == east == own or (own and west <= own <= east):
        return [moment]
    return [moment + timedelta(minutes=offset - own) for offset in dict.fromkeys((west, east))]
