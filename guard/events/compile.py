"""Turn the remembrance days (YAML, for people) into one Python module (for the cold start).

Reads ``days.yaml``, finds every moving day of the years 2020 to 2045, and writes ``_calendar.py``: days with a fixed
date by month and day, moving days by the ordinal of their date, and one JSON record a day, decoded only when the day is
looked up. The check path so needs neither YAML nor a calendar library.

Where the dates come from: Easter from python-dateutil (Western and Orthodox); the Hebrew calendar from pyluach; the
Islamic calendar from hijridate (Umm al-Qura), whose days the sighting of the moon moves by a day from country to
country, so that each counts from one day earlier to one day later and its record says ``uncertain``; the Chinese
calendar from lunar_python.
"""

import hashlib
import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(HERE, "days.yaml")
TARGET = os.path.join(HERE, "_calendar.py")
FIRST_YEAR, LAST_YEAR = 2020, 2045
LEAP_YEAR = 2020

KINDS = {"remembrance", "mourning", "disaster-anniversary", "religious-solemn", "protest-memory", "awareness-solemn"}
GRAVITIES = {"info", "review", "block"}
REQUIRED = {"id", "name", "kind", "when", "countries", "gravity", "words", "hashtags", "offended"}
OPTIONAL = {"since", "days", "shift"}

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6,
    "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
HEBREW = {"nisan": 1, "iyar": 2, "sivan": 3, "tammuz": 4, "av": 5, "elul": 6, "tishri": 7, "heshvan": 8}
ISLAMIC = {"muharram": 1, "safar": 2, "rajab": 7, "ramadan": 9, "shawwal": 10, "dhu al-hijjah": 12}

Dates = Callable[[int], Iterable[date]]
"""The dates of a day in one year of our calendar (an Islamic day may have none or two)."""
Entry = dict[str, Any]


class DayError(Exception):
    """A day that cannot be compiled; the message names it."""


# ----------------------------------------------------------------------------------------------- how a date is written


def dates(when: str) -> tuple[Dates, str]:
    """The rule written as ``when``, and what it follows: fixed, moving, hebrew or islamic."""
    for pattern, make, sort in GRAMMAR:
        found = re.fullmatch(pattern, when)
        if found and (rule := make(*found.groups())):
            return rule, sort
    raise DayError(f"cannot tell what date {when!r} is; the top of days.yaml shows how dates are written")


def _fixed(day: str, month: str) -> Dates:
    if not 1 <= int(day) <= _length(LEAP_YEAR, month):
        raise DayError(f"{month} has no day {day}")
    return lambda year: [date(year, MONTHS[month], min(int(day), _length(year, month)))]


def _length(year: int, month: str) -> int:
    following = date(year, MONTHS[month] + 1, 1) if month != "december" else date(year + 1, 1, 1)
    return (following - timedelta(1)).day


def _nth(which: str, weekday: str, month: str) -> Dates:
    def rule(year: int) -> list[date]:
        days = [date(year, MONTHS[month], number) for number in range(1, _length(year, month) + 1)]
        return [[day for day in days if WEEKDAYS[day.weekday()] == weekday][NTH[which]]]

    return rule


def _on_or_after(weekday: str, day: str, month: str) -> Dates:
    def rule(year: int) -> list[date]:
        start = date(year, MONTHS[month], int(day))
        return [start + timedelta((WEEKDAYS.index(weekday) - start.weekday()) % 7)]

    return rule


def _easter(orthodox: str | None, sign: str, days: str) -> Dates:
    easter = import_module("dateutil.easter")
    method = easter.EASTER_ORTHODOX if orthodox else easter.EASTER_WESTERN
    return lambda year: [easter.easter(year, method) + timedelta(int(sign + days))]


def _hebrew(day: str, month: str) -> Dates | None:
    if month not in HEBREW:
        return None
    hebrew = import_module("pyluach.dates").HebrewDate

    def rule(year: int) -> Iterator[date]:
        for hebrew_year in (year + 3760, year + 3761):
            found = hebrew(hebrew_year, HEBREW[month], int(day)).to_pydate()
            if found.year == year:
                yield found

    return rule


def _islamic(day: str, month: str) -> Dates | None:
    if month not in ISLAMIC:
        return None
    islamic = import_module("hijridate")

    def rule(year: int) -> Iterator[date]:
        first = islamic.Gregorian(year, 1, 1).to_hijri().year
        for islamic_year in range(first, first + 3):
            found = islamic.Hijri(islamic_year, ISLAMIC[month], int(day)).to_gregorian()
            if found.year == year:
                yield date(found.year, found.month, found.day)

    return rule


def _chinese(day: str, month: str) -> Dates:
    lunar = import_module("lunar_python").Lunar

    def rule(year: int) -> list[date]:
        solar = lunar.fromYmd(year, int(month), int(day)).getSolar()
        return [date(solar.getYear(), solar.getMonth(), solar.getDay())]

    return rule


def _qingming() -> Dates:
    lunar = import_module("lunar_python").Lunar

    def rule(year: int) -> list[date]:
        solar = lunar.fromYmd(year, 2, 1).getJieQiTable()["清明"]
        return [date(solar.getYear(), solar.getMonth(), solar.getDay())]

    return rule


_DAY, _MONTH, _WEEKDAY = r"(\d{1,2})", f"({'|'.join(MONTHS)})", f"({'|'.join(WEEKDAYS)})"
GRAMMAR: tuple[tuple[str, Callable[..., Dates | None], str], ...] = (
    (f"{_DAY} {_MONTH}", _fixed, "fixed"),
    (rf"({'|'.join(NTH)}) {_WEEKDAY} of {_MONTH}", _nth, "moving"),
    (rf"{_WEEKDAY} on or after {_DAY} {_MONTH}", _on_or_after, "moving"),
    (r"(orthodox )?easter ([+-]) (\d{1,2})", _easter, "moving"),
    (rf"{_DAY} ([a-z]+)", _hebrew, "hebrew"),
    (rf"{_DAY} ([a-z -]+)", _islamic, "islamic"),
    (rf"{_DAY} of chinese month (\d{{1,2}})", _chinese, "moving"),
    ("qingming", _qingming, "moving"),
)

# ------------------------------------------------------------------------------------------------- from file to module


def entries(text: str) -> list[Entry]:
    """The days of a YAML text, checked, with their groups of countries written out."""
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe, and ten times quicker
    seen: set[str] = set()
    checked = []
    for entry in data["days"]:
        name = entry.get("id", "a day without id")
        try:
            checked.append(_checked(entry, data.get("groups") or {}))
        except DayError as error:
            raise DayError(f"days.yaml, {name}: {error}") from None
        if name in seen:
            raise DayError(f"days.yaml: the id {name} is used twice")
        seen.add(name)
    return checked


def _checked(entry: Entry, groups: dict[str, list[str]]) -> Entry:
    if missing := REQUIRED - set(entry):
        raise DayError(f"{sorted(missing)} must be there")
    if unknown := set(entry) - REQUIRED - OPTIONAL:
        raise DayError(f"unknown keys {sorted(unknown)}")
    if entry["kind"] not in KINDS:
        raise DayError(f"kind is one of {sorted(KINDS)}")
    if entry["gravity"] not in GRAVITIES:
        raise DayError(f"gravity is one of {sorted(GRAVITIES)}")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"]):
        raise DayError("an id is lower-case words with hyphens")
    list(dates(entry["when"])[0](LEAP_YEAR))
    names = {key: _names(entry, key) for key in ("words", "hashtags", "offended")}
    if any(re.search(r"[\s#]", tag) for tag in names["hashtags"]):
        raise DayError("a hashtag has neither # nor spaces")
    return {**entry, **names, "countries": _countries(entry["countries"], groups)}


def _names(entry: Entry, key: str) -> list[str]:
    names = entry[key]
    if not names or not all(isinstance(name, str) and name.strip() == name for name in names):
        raise DayError(f"{key} is a list of texts (quote numbers)")
    return names if key == "offended" else list(dict.fromkeys(unicodedata.normalize("NFKC", n).lower() for n in names))


def _countries(names: list[Any] | str, groups: dict[str, list[str]]) -> list[str]:
    if names == "*":
        return ["*"]
    codes: list[Any] = [code for name in names for code in groups.get(name, [name])]
    if wrong := [code for code in codes if not isinstance(code, str) or not re.fullmatch("[A-Z]{2}", code)]:
        raise DayError(f"{wrong} are neither ISO 3166 codes nor groups (quote NO: YAML reads it as false)")
    return sorted(set(codes))


def occurrences(entry: Entry, year: int) -> Iterator[date]:
    """Every date of ``year`` on which the day counts: shifted, widened by its uncertainty, in its full length."""
    rule, sort = dates(entry["when"])
    before, after = (1, 1) if sort == "islamic" else (0, 0)
    for found in rule(year):
        start = found + timedelta(entry.get("shift", {}).get(WEEKDAYS[found.weekday()], 0))
        for step in range(-before, entry.get("days", 1) + after):
            yield start + timedelta(step)


def _record(entry: Entry) -> bytes:
    sort = dates(entry["when"])[1]
    kept = ("id", "name", "kind", "countries", "words", "hashtags", "offended", "gravity")
    record = {key: entry[key] for key in kept}
    record |= {"uncertain": sort == "islamic", "evening": sort == "hebrew", "since": entry.get("since", 0)}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def _is_fixed(entry: Entry) -> bool:
    return dates(entry["when"])[1] == "fixed" and entry["when"] != "29 february"


def compiled_source(text: str) -> str:
    """The text of ``_calendar.py`` for the days of a YAML text."""
    fixed: dict[int, list[int]] = {}
    moving: dict[int, list[int]] = {}
    days = entries(text)
    for number, entry in enumerate(days):
        if _is_fixed(entry):
            for day in occurrences(entry, FIRST_YEAR + 1):
                fixed.setdefault(day.month * 100 + day.day, []).append(number)
            continue
        for year in range(max(FIRST_YEAR, entry.get("since", 0)), LAST_YEAR + 1):
            for day in occurrences(entry, year):
                moving.setdefault(day.toordinal(), []).append(number)
    lines = ['"""Made by guard/events/compile.py from days.yaml: do not edit."""', ""]
    lines += [f"FIRST_YEAR, LAST_YEAR = {FIRST_YEAR}, {LAST_YEAR}"]
    lines += ["FIXED = {", *(f"    {key}: {tuple(fixed[key])}," for key in sorted(fixed)), "}"]
    lines += ["MOVING = {", *(f"    {key}: {tuple(moving[key])}," for key in sorted(moving)), "}"]
    lines += ["DAYS = (", *(f"    {_record(entry)!r}," for entry in days), ")"]
    return "\n".join(lines) + "\n"


def stamp(text: str) -> str:
    """What tells whether ``_calendar.py`` was made from these days by this compiler."""
    with open(__file__, encoding="utf-8") as stream:
        return hashlib.sha256((text + stream.read()).encode()).hexdigest()


def main() -> int:
    """Write ``_calendar.py`` when the days or this compiler have changed since."""
    sys.path[:] = [path for path in sys.path if os.path.abspath(path) != HERE]  # else our calendar.py hides Python's
    with open(SOURCE, encoding="utf-8") as stream:
        text = stream.read()
    mark = f"# {stamp(text)}\n"
    if os.path.exists(TARGET):
        with open(TARGET, encoding="utf-8") as stream:
            if stream.readline() == mark:
                return 0
    source = compiled_source(text)
    with open(TARGET, "w", encoding="utf-8") as stream:
        stream.write(mark + source)
    return 0


if __name__ == "__main__":
    sys.exit(main())
