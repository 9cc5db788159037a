"""What headlines are about. All headlines are invented."""

from datetime import UTC, date, datetime

import pytest

from guard.events.entries import Entry
from guard.events.guessing import event_from, places_of, severity_of

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def event(title="", **fields):
    most = fields.pop("most", "block")
    days = fields.pop("days", 7)
    return event_from(Entry(title=title, **fields), source="news", most=most, days=days, now=NOW)


HEADLINES = [
    ("Three dead after train crash in Leeds", "accident", ("leeds",)),
    ("Gunman Opens Fire In Oslo As Police Search", "attack", ("oslo",)),
    ("Typhoon Ketsana hits Da Nang", "storm", ("da nang",)),
    ("Erdbeben in der Türkei: viele Tote", "earthquake", ("türkei",)),
    ("Incendios en Valparaíso dejan 20 muertos", "fire", ("valparaíso",)),
    ("Séisme près de Marrakech", "earthquake", ("marrakech",)),
    ("Alluvione nelle Marche: due morti", None, None),
    ("Huge wildfire near Los Angeles forces thousands out", "fire", ("los angeles",)),
    ("Flooding in the US", "flood", ("united states",)),
    ("Landslide in South Africa", "disaster", ("south africa",)),
    ("Explosion at factory in San Juan del Sur", "accident", ("san juan del sur",)),
    ("Riots in Northern Ireland", "protest", ("northern ireland",)),
    ("Cholera outbreak in Lusaka", "epidemic", ("lusaka",)),
    ("Missile strikes hit Kharkiv", "conflict", ("kharkiv",)),
    ("Beloved singer dies in Lisbon", "death", ("lisbon",)),
    ("Crash in Bath", None, None),
    ("Stock market crash in Tokyo", None, None),
    ("New museum opens in Paris", None, None),
    ("Storm over us all", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("title", "kind", "places"), HEADLINES)
def test_a_headline_tells_kind_and_place(title, kind, places):
    found = event(title)
    assert (found.kind, found.places) == (kind, places) if kind else found is None


def test_names_that_only_this_event_has():
    found = event("Typhoon Ketsana hits Da Nang")
    assert found.words == ("typhoon ketsana", "da nang typhoon", "typhoon in da nang")
    assert {"danang", "prayfordanang", "typhoonketsana"} <= set(found.hashtags)


def test_what_disaster_feeds_say_counts():
    found = event(
        "Orange alert in Tonga",
        type="EQ",
        level="Orange",
        country="Tonga, Viet Nam",
        starts=datetime(2026, 11, 23, tzinfo=UTC),
        ends=datetime(2026, 11, 24, tzinfo=UTC),
    )
    assert (found.kind, found.places, found.severity) == ("earthquake", ("tonga", "vietnam"), "review")
    assert (found.start, found.end) == (date(2026, 11, 23), date(2026, 12, 1))


PLACES = [
    ({"place": "80 km SSW of Hihifo, Tonga"}, ("hihifo", "tonga")),
    ({"place": "10 km NE of Ridgecrest, CA"}, ("ridgecrest",)),
    ({"country": "Türkiye"}, ("turkey",)),
    ({"place": "south of the Fiji Islands"}, ("fiji islands",)),
    ({"place": "Kermadec Islands region"}, ("kermadec islands",)),
    ({"title": "Fire at Nice"}, ()),
]


@pytest.mark.parametrize(("fields", "places"), PLACES)
def test_places_are_read_from_what_the_feed_says(fields, places):
    assert places_of(Entry(**fields)) == places


SEVERITIES = [
    ("Red", None, "block", "block"),
    ("Red", None, "review", "review"),
    ("Orange", 8.0, "block", "review"),
    ("Green", 8.0, "block", "info"),
    ("Extreme", None, "block", "block"),
    ("", 7.1, "block", "block"),
    ("", 6.0, "block", "review"),
    ("", 5.0, "block", "info"),
    ("", 7.1, "info", "info"),
    ("", None, "review", "review"),
    ("purple", None, "review", "review"),
]


@pytest.mark.parametrize(("level", "magnitude", "most", "severity"), SEVERITIES)
def test_severity_follows_the_alert_then_the_magnitude_up_to_that_of_the_feed(level, magnitude, most, severity):
    assert severity_of(Entry(level=level, magnitude=magnitude), most) == severity


def test_small_earthquakes_are_left_out_unless_there_is_an_alert():
    assert event("Earthquake in Tonga", magnitude=4.4) is None
    assert event("Earthquake in Tonga", magnitude=4.4, level="yellow").severity == "info"


def test_an_event_expires():
    old = datetime(2026, 11, 17, 23, tzinfo=UTC)
    assert event("Earthquake in Tonga", published=old, days=7) is None
    assert event("Earthquake in Tonga", published=old, days=8).end == date(2026, 11, 25)
    assert event("Earthquake in Tonga").end == date(2026, 12, 2)


def test_an_end_years_ahead_is_not_believed():
    assert event("Drought in Kenya", ends=datetime(2099, 1, 1, tzinfo=UTC)).end == date(2027, 1, 31)


def test_an_event_that_no_post_could_name_is_left_out():
    assert event("Earthquake") is None
