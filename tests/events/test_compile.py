"""The compiler of the calendar: what it reads, what it writes, and how it says that a day is wrong."""

from datetime import date

import pytest

from guard.events import _calendar
from guard.events import compile as compiler

for library in ("dateutil", "hijridate", "lunar_python", "pyluach"):
    pytest.importorskip(library, reason="needed only where the calendar is compiled")

DAY = """
days:
- id: some-day
  name: Some Day
  kind: remembrance
  when: 5 may
  countries: [DE]
  gravity: review
  words: [Some Day]
  hashtags: [SomeDay]
  offended: [people]
"""


def test_the_compiled_calendar_is_what_the_source_says():
    with open(compiler.SOURCE, encoding="utf-8") as stream:
        text = stream.read()
    with open(_calendar.__file__, encoding="utf-8") as stream:
        assert stream.read() == f"# {compiler.stamp(text)}\n{compiler.compiled_source(text)}"


def test_it_compiles_only_what_changed(tmp_path, monkeypatch):
    source, target = tmp_path / "days.yaml", tmp_path / "_calendar.py"
    monkeypatch.setattr(compiler, "SOURCE", str(source))
    monkeypatch.setattr(compiler, "TARGET", str(target))
    source.write_text(DAY)
    assert compiler.main() == 0
    first = target.read_text()
    assert "some-day" in first
    target.write_text(first + "# touched")
    assert compiler.main() == 0
    assert target.read_text() == first + "# touched"
    source.write_text(DAY.replace("Some Day", "Other Day"))
    assert compiler.main() == 0
    assert "Other Day" in target.read_text()


WHEN = [
    ("5 may", 2026, ["2026-05-05"]),
    ("29 february", 2024, ["2024-02-29"]),
    ("29 february", 2026, ["2026-02-28"]),
    ("31 december", 2026, ["2026-12-31"]),
    ("first monday of june", 2026, ["2026-06-01"]),
    ("second sunday of november", 2026, ["2026-11-08"]),
    ("third friday of september", 2026, ["2026-09-18"]),
    ("fourth thursday of november", 2026, ["2026-11-26"]),
    ("last monday of may", 2026, ["2026-05-25"]),
    ("sunday on or after 13 november", 2022, ["2022-11-13"]),
    ("wednesday on or after 16 november", 2026, ["2026-11-18"]),
    ("easter - 2", 2026, ["2026-04-03"]),
    ("orthodox easter + 9", 2026, ["2026-04-21"]),
    ("10 tishri", 2026, ["2026-09-21"]),
    ("10 muharram", 2026, ["2026-06-25"]),
    ("1 ramadan", 2030, ["2030-01-05", "2030-12-26"]),
    ("9 dhu al-hijjah", 2026, ["2026-05-26"]),
    ("15 of chinese month 7", 2026, ["2026-08-27"]),
    ("qingming", 2026, ["2026-04-05"]),
]


@pytest.mark.parametrize(("when", "year", "expected"), WHEN)
def test_a_date_is_found_as_it_is_written(when, year, expected):
    assert [day.isoformat() for day in compiler.dates(when)[0](year)] == expected


WRONG = [
    ("when: 5 may", "when: 31 april", "april has no day 31"),
    ("when: 5 may", "when: someday", "cannot tell what date 'someday' is"),
    ("when: 5 may", "when: fifth monday of may", "cannot tell what date"),
    ("when: 5 may", "when: 9 nowhere", "cannot tell what date"),
    ("kind: remembrance", "kind: party", "kind is one of"),
    ("gravity: review", "gravity: high", "gravity is one of"),
    ("countries: [DE]", "countries: [Germany]", "neither ISO 3166 codes nor groups"),
    ("countries: [DE]", "countries: [NO]", "quote NO"),
    ("words: [Some Day]", "words: [2024]", "words is a list of texts"),
    ("words: [Some Day]", "words: []", "words is a list of texts"),
    ("hashtags: [SomeDay]", "hashtags: [Some Day]", "neither # nor spaces"),
    ("offended: [people]", "sources: [people]", r"\['offended'\] must be there"),
    ("gravity: review", "gravity: review\n  note: x", r"unknown keys \['note'\]"),
    ("id: some-day", "id: Some Day", "lower-case words with hyphens"),
]


@pytest.mark.parametrize(("right", "wrong", "message"), WRONG)
def test_a_wrong_day_is_named(right, wrong, message):
    with pytest.raises(compiler.DayError, match=message) as caught:
        compiler.compiled_source(DAY.replace(right, wrong))
    assert str(caught.value).startswith("days.yaml, ")


def test_an_id_stands_once():
    with pytest.raises(compiler.DayError, match="used twice"):
        compiler.compiled_source(DAY + DAY.replace("\ndays:", ""))


def test_names_are_stored_in_lower_case_and_groups_written_out():
    text = "groups: {north: [SE, FI]}" + DAY.replace("[DE]", "[north, DE]")
    (day,) = compiler.entries(text)
    assert (day["words"], day["hashtags"], day["countries"]) == (["some day"], ["someday"], ["DE", "FI", "SE"])


def test_a_day_lasts_shifts_and_widens():
    (day,) = compiler.entries(DAY.replace("when: 5 may", "when: 9 av\n  shift: {saturday: 1}\n  days: 2"))
    assert list(compiler.occurrences(day, 2022)) == [date(2022, 8, 7), date(2022, 8, 8)]
    (day,) = compiler.entries(DAY.replace("when: 5 may", "when: 10 muharram"))
    assert list(compiler.occurrences(day, 2026)) == [date(2026, 6, 24), date(2026, 6, 25), date(2026, 6, 26)]
