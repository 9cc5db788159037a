"""Clocks: always aware, always in UTC, and one that travels."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from flows.clock import TravelClock, as_utc, system_clock
from flows.incident import moment_text

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_system_clock_is_aware():
    assert system_clock().utcoffset() == timedelta(0)


def test_a_travel_clock_stands_still_until_it_is_moved():
    clock = TravelClock(NOON)
    assert clock() == clock() == NOON
    assert clock.forward(timedelta(days=180)) == clock() == NOON + timedelta(days=180)
    with pytest.raises(ValueError, match="does not go back"):
        clock.travel_to(NOON)


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="has no time zone"):
        TravelClock(NOON.replace(tzinfo=None))


def test_times_are_one_in_any_zone():
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))
    assert as_utc(tokyo).isoformat() == "2026-11-22T12:00:00+00:00"
    assert moment_text(tokyo) == moment_text(NOON) == "2026-11-22T12:00:00.000000+00:00"
