"""The moving days against libraries that did not make them."""

from datetime import date, timedelta

import pytest

from guard.events.calendar import EVERYWHERE, FIRST_YEAR, LAST_YEAR, days_on

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
THURSDAY, FRIDAY, SATURDAY, SUNDAY = 3, 4, 5, 6


def falls(name, day):
    return name in {found.id for found in days_on(day, [EVERYWHERE])}


def dates_of(name, year):
    days = (date(year, 1, 1) + timedelta(number) for number in range(366))
    return [day for day in days if day.year == year and falls(name, day)]


@pytest.mark.parametrize("year", YEARS)
def test_easter_agrees_with_convertdate(year):
    holidays = pytest.importorskip("convertdate.holidays")
    western, orthodox = (date(*holidays.easter(year, church=church)) for church in ("western", "orthodox"))
    assert dates_of("good-friday", year) == [western - timedelta(2)]
    assert dates_of("ash-wednesday", year) == [western - timedelta(46)]
    assert dates_of("orthodox-good-friday", year) == [orthodox - timedelta(2)]
    assert dates_of("radonitsa", year) == [orthodox + timedelta(9)]


HEBREW = [
    ("yom-hashoah", 0, 1, 27, {FRIDAY: -1, SUNDAY: 1}),
    ("yom-hazikaron", 0, 2, 4, {THURSDAY: -1, FRIDAY: -2, SUNDAY: 1}),
    ("tisha-bav", 0, 5, 9, {SATURDAY: 1}),
    ("yom-kippur", 1, 7, 10, {}),
]


@pytest.mark.filterwarnings("ignore:month_days is deprecated:DeprecationWarning")  # convertdate warns of itself
@pytest.mark.parametrize(("name", "later", "month", "day", "shifts"), HEBREW)
def test_hebrew_days_agree_with_convertdate(name, later, month, day, shifts):
    hebrew = pytest.importorskip("convertdate.hebrew")
    for year in YEARS:
        found = date(*hebrew.to_gregorian(year + 3760 + later, month, day))
        assert dates_of(name, year) == [found + timedelta(shifts.get(found.weekday(), 0))]


ISLAMIC = [
    ("ashura", "ashura_dates"),
    ("arbaeen", "arbaeen_dates"),
    ("ramadan", "ramadan_beginning_dates"),
    ("martyrdom-of-ali", "ali_death_dates"),
]


@pytest.mark.parametrize(("name", "table"), ISLAMIC)
def test_islamic_days_agree_with_holidays(name, table):
    islamic = pytest.importorskip("holidays.calendars.islamic")._IslamicLunar()
    for year in YEARS:
        for found, _ in getattr(islamic, table)(year):
            assert found.year < FIRST_YEAR or falls(name, found), found


def test_the_ghost_festival_agrees_with_the_korean_lunar_calendar():
    korean = pytest.importorskip("korean_lunar_calendar").KoreanLunarCalendar()
    for year in YEARS:
        korean.setLunarDate(year, 7, 15, isIntercalation=False)
        assert dates_of("ghost-festival", year) == [date.fromisoformat(korean.SolarIsoFormat())]


def test_qingming_agrees_with_the_rule_of_thumb_of_this_century():
    for year in YEARS:
        short = year % 100
        assert dates_of("qingming", year) == [date(year, 4, int(short * 0.2422 + 4.81) - short // 4)]
