"""Which day is when: a table of dates, countries and days, checked by hand against published calendars."""

import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest

from guard.countries import COUNTRIES
from guard.events.calendar import EVERYWHERE, FIRST_YEAR, LAST_YEAR, days_at, days_on, every_day, local_days
from guard.events.zones import OFFSETS

FALLS = """
2026-01-27 DE holocaust-remembrance
2026-01-27 JP holocaust-remembrance
2026-01-27 BR boate-kiss
2026-11-09 DE pogrom-night
2026-11-09 AT pogrom-night
2026-11-11 GB armistice-day
2026-11-11 FR armistice-day
2026-11-11 CA armistice-day
2024-11-10 GB remembrance-sunday
2025-11-09 GB remembrance-sunday
2026-11-08 GB remembrance-sunday
2026-04-25 AU anzac-day
2026-04-25 NZ anzac-day
2023-11-19 DE volkstrauertag
2024-11-17 DE volkstrauertag
2025-11-16 DE volkstrauertag
2026-11-15 DE volkstrauertag
2027-11-14 DE volkstrauertag
2024-11-24 DE totensonntag
2025-11-23 DE totensonntag
2026-11-22 DE totensonntag
2022-11-16 DE repentance-day
2026-11-18 DE repentance-day
2024-05-27 US memorial-day-us
2025-05-26 US memorial-day-us
2026-05-25 US memorial-day-us
2027-05-31 US memorial-day-us
2026-12-07 US pearl-harbor
2026-09-11 US september-11
2026-09-11 FR september-11
2026-07-07 GB london-7-july
2026-07-11 BA srebrenica
2026-08-06 JP hiroshima
2026-08-09 JP nagasaki
2024-08-13 IL tisha-bav
2025-08-03 IL tisha-bav
2026-07-23 IL tisha-bav
2022-08-07 IL tisha-bav
2024-05-06 IL yom-hashoah
2025-04-24 IL yom-hashoah
2026-04-14 IL yom-hashoah
2021-04-08 IL yom-hashoah
2024-05-13 IL yom-hazikaron
2025-04-30 IL yom-hazikaron
2026-04-21 IL yom-hazikaron
2022-05-04 IL yom-hazikaron
2024-10-12 US yom-kippur
2025-10-02 US yom-kippur
2026-09-21 US yom-kippur
2024-07-16 IQ ashura
2024-07-17 PK ashura
2025-07-06 IR ashura
2026-06-26 IN ashura
2025-03-01 EG ramadan
2025-03-30 EG ramadan
2026-02-18 SA ramadan
2024-03-29 GB good-friday
2025-04-18 MX good-friday
2026-04-03 DE good-friday
2024-05-03 GR orthodox-good-friday
2025-04-18 GR orthodox-good-friday
2026-04-10 RO orthodox-good-friday
2026-04-21 BY radonitsa
2025-03-05 BR ash-wednesday
2026-11-02 BR all-souls
2026-11-01 PL all-saints
2026-04-07 RW kwibuka-week
2026-04-13 RW kwibuka-week
2026-04-24 AM armenian-genocide
2026-05-04 NL dodenherdenking
2026-07-17 NL mh17
2026-01-30 IE bloody-sunday-derry
2026-11-20 SE transgender-remembrance
2026-12-01 KE world-aids-day
2026-09-10 IT suicide-prevention
2026-11-25 ES violence-against-women
2026-06-19 US juneteenth
2024-01-15 US martin-luther-king-day
2026-01-19 US martin-luther-king-day
2026-09-30 CA truth-and-reconciliation
2026-04-16 KR sewol
2026-03-27 KR west-sea
2026-03-11 JP tohoku-earthquake
2026-02-28 TW peace-memorial-228
2026-10-02 MX tlatelolco
2026-03-24 AR memory-truth-justice
2026-09-11 CL coup-cl
2026-11-26 IN mumbai-26-november
2026-04-13 IN jallianwala-bagh
2024-11-23 UA holodomor
2025-11-22 UA holodomor
2026-11-28 UA holodomor
2024-07-21 FR vel-dhiv
2023-07-16 FR vel-dhiv
2026-04-26 FR deportation-memory-fr
2024-04-04 TW qingming
2026-04-05 CN qingming
2024-08-18 TW ghost-festival
2025-09-06 SG ghost-festival
2026-08-27 MY ghost-festival
2026-07-12 IE national-day-of-commemoration-ie
2026-03-11 LR decoration-day-lr
2026-05-17 FI fallen-soldiers-fi
2026-09-20 CH federal-prayer-day
2024-02-29 MA agadir-earthquake
2026-02-28 MA agadir-earthquake
"""

DOES_NOT_FALL = """
2026-11-09 US pogrom-night
2026-11-10 DE pogrom-night
2026-05-18 US memorial-day-us
2026-06-01 US memorial-day-us
2024-03-29 GR orthodox-good-friday
2026-06-23 IQ ashura
2026-06-28 IQ ashura
2022-08-06 IL tisha-bav
2025-04-25 IL yom-hashoah
2026-04-14 RW kwibuka-week
2024-02-28 MA agadir-earthquake
2028-03-01 MA agadir-earthquake
2024-11-26 HK tai-po-fire
2025-12-14 AU bondi-beach
2020-09-30 CA truth-and-reconciliation
2021-02-24 UA invasion-of-ukraine
"""


def rows(table):
    return [tuple(line.split()) for line in table.split("\n") if line]


def ids(days):
    return [day.id for day in days]


@pytest.mark.parametrize(("day", "country", "name"), rows(FALLS))
def test_a_day_falls_on_its_date_in_its_country(day, country, name):
    assert name in ids(days_on(date.fromisoformat(day), [country]))


@pytest.mark.parametrize(("day", "country", "name"), rows(DOES_NOT_FALL))
def test_a_day_falls_neither_beside_its_date_nor_elsewhere_nor_before_its_first_year(day, country, name):
    assert name not in ids(days_on(date.fromisoformat(day), [country]))


def test_without_a_country_only_the_days_of_the_whole_world_count():
    assert ids(days_on(date(2026, 9, 11))) == ["september-11"]
    assert ids(days_on(date(2026, 9, 11), ["CL"])) == ["september-11", "coup-cl"]
    assert {"september-11", "coup-cl", "derna-flood"} <= set(ids(days_on(date(2026, 9, 11), [EVERYWHERE])))


def test_each_day_comes_once_for_many_countries():
    assert ids(days_on(date(2026, 4, 25), ["AU", "NZ", "AU"])).count("anzac-day") == 1


@pytest.mark.parametrize("year", [1990, 2019, 2046, 2100])
def test_fixed_days_are_known_for_all_years_moving_days_for_those_of_the_table(year):
    assert "pogrom-night" in ids(days_on(date(year, 11, 9), ["DE"]))
    assert not [day for day in range(365) if "good-friday" in ids(days_on(date(year, 1, 1) + timedelta(day), ["DE"]))]


def test_every_moving_day_falls_in_every_year():
    moving = [
        "good-friday",
        "yom-kippur",
        "tisha-bav",
        "ashura",
        "ramadan",
        "qingming",
        "memorial-day-us",
        "volkstrauertag",
    ]
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        year_days = {
            day.id for number in range(366) for day in days_on(date(year, 1, 1) + timedelta(number), [EVERYWHERE])
        }
        assert set(moving) <= year_days, year


def test_days_of_the_moon_are_uncertain_and_a_day_wider():
    around = [date(2026, 6, day) for day in range(20, 31) if "ashura" in ids(days_on(date(2026, 6, day), ["IQ"]))]
    assert around == [date(2026, 6, 24), date(2026, 6, 25), date(2026, 6, 26)]
    assert [day.uncertain for day in every_day() if day.id in {"ashura", "ramadan", "good-friday"}] == [
        False,
        True,
        True,
    ]


MOMENTS = [
    ("2026-11-09T00:00:00+01:00", "DE", "pogrom-night", True),
    ("2026-11-09T23:59:59+01:00", "DE", "pogrom-night", True),
    ("2026-11-08T23:59:59+01:00", "DE", "pogrom-night", False),
    ("2026-11-10T00:00:00+01:00", "DE", "pogrom-night", False),
    ("2026-11-08T23:30:00+00:00", "DE", "pogrom-night", True),  # half past midnight in Germany
    ("2026-11-09T23:30:00+00:00", "DE", "pogrom-night", False),
    ("2026-07-06T23:30:00+00:00", "GB", "london-7-july", True),  # half past midnight in British summer time
    ("2026-07-06T23:30:00+01:00", "GB", "london-7-july", False),
    ("2026-03-10T20:00:00+00:00", "JP", "tohoku-earthquake", True),  # five in the morning in Japan
    ("2026-03-11T20:00:00+00:00", "JP", "tohoku-earthquake", False),
    ("2026-03-11T20:00:00+09:00", "JP", "tohoku-earthquake", True),
    ("2026-09-12T03:00:00+00:00", "US", "september-11", True),  # eleven at night in New York
    ("2026-09-12T08:00:00+00:00", "US", "september-11", True),  # ten at night in Hawaii
    ("2026-09-12T12:00:00+00:00", "US", "september-11", False),
    ("2026-09-12T00:30:00-04:00", "US", "september-11", False),  # New York has said that its day is over
    ("2026-04-24T16:00:00+00:00", "NZ", "anzac-day", True),
    ("2026-11-26T20:00:00+05:30", "IN", "mumbai-26-november", True),
    ("2026-11-26T19:00:00+00:00", "IN", "mumbai-26-november", False),
    ("2024-02-28T23:30:00-03:00", "AR", "agadir-earthquake", False),
    ("2026-07-22T17:59:00+03:00", "IL", "tisha-bav", False),
    ("2026-07-22T18:00:00+03:00", "IL", "tisha-bav", True),  # begins the evening before
    ("2026-07-22T20:00:00+03:00", "DE", "tisha-bav", False),
    ("2026-11-08T20:00:00+01:00", "DE", "pogrom-night", False),  # which has no evening before
    ("2026-09-11T10:00:00", "US", "september-11", True),  # no offset: as written
]


@pytest.mark.parametrize(("moment", "country", "name", "falls"), MOMENTS)
def test_a_moment_is_judged_by_the_clocks_of_the_country(moment, country, name, falls):
    assert (name in ids(days_at(datetime.fromisoformat(moment), [country]))) is falls


def test_without_a_country_the_offset_of_the_moment_counts():
    assert ids(days_at(datetime.fromisoformat("2026-09-11T23:59:00-10:00"))) == ["september-11"]
    assert ids(days_at(datetime.fromisoformat("2026-09-12T00:01:00+14:00"))) == []


def test_several_countries_are_judged_each_by_its_own_clocks():
    moment = datetime.fromisoformat("2026-03-10T20:00:00+00:00")
    assert ids(days_at(moment, ["DE", "JP"])) == ["tohoku-earthquake", "tokyo-air-raid"][:1]


def test_a_country_of_several_zones_may_have_two_dates():
    moment = datetime.fromisoformat("2026-09-12T08:00:00+00:00")
    assert local_days(moment, "US") == (date(2026, 9, 11), date(2026, 9, 12))
    assert local_days(moment, "IN") == (date(2026, 9, 12),)
    assert local_days(moment, "XX") == (date(2026, 9, 12),)


def test_the_calendar_is_wide_enough():
    countries = {code for day in every_day() for code in day.countries} - {EVERYWHERE}
    assert len(countries) >= 30
    assert countries <= COUNTRIES
    assert countries <= set(OFFSETS)
    assert len(every_day()) >= 300


def test_every_record_can_be_used():
    for day in every_day():
        assert all((day.words, day.hashtags, day.offended)), day.id
        assert all(word == word.lower().strip() for word in day.words), day.id
        assert 0 <= day.since <= 2026, day.id
    assert len({day.id for day in every_day()}) == len(every_day())


def test_offsets_are_real():
    for code, (west, east) in OFFSETS.items():
        assert -720 <= west <= east <= 840, code
        assert west % 15 == east % 15 == 0, code


def test_the_check_path_needs_no_calendar_library():
    code = "import sys, guard.events.calendar, guard.events.store; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    unwanted = {"yaml", "dateutil", "hijridate", "pyluach", "lunar_python", "httpx", "pathlib", "asyncio", "email"}
    assert not unwanted & set(loaded)


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+14:00", "0001-12-31T00:00:00Z", "9999-12-31T23:59:59-12:00", "9999-01-01T00:00:00Z"]
)
@pytest.mark.parametrize("country", ["NZ", "US", "IL", ""])
def test_the_first_and_the_last_year_there_is(moment, country):
    then = datetime.fromisoformat(moment)
    assert isinstance(days_at(then, [country]), tuple)
    assert local_days(then, country) == (then.date(),)
