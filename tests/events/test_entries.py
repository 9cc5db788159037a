"""Feeds as they are found in the world, and feeds that are out to hurt."""

import json
from datetime import UTC, datetime

import pytest

from guard.events import entries
from guard.events.entries import Entry, read_entries
from guard.events.fetching import FeedError

RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rss>
<rss version="2.0" xmlns:gdacs="http://www.gdacs.org" xmlns:media="http://media">
<channel><title>Alerts</title>
<item>
  <title>Orange alert for tropical cyclone &lt;b&gt;BETA&lt;/b&gt; in Philippines</title>
  <media:group><media:title>not this</media:title></media:group>
  <pubDate>Tue, 24 Nov 2026 06:00:00 GMT</pubDate>
  <gdacs:alertlevel>Orange</gdacs:alertlevel><gdacs:eventtype>TC</gdacs:eventtype>
  <gdacs:country>Philippines, Viet Nam</gdacs:country>
  <gdacs:fromdate>Mon, 23 Nov 2026 00:00:00 GMT</gdacs:fromdate>
  <gdacs:todate>Wed, 25 Nov 2026 00:00:00 GMT</gdacs:todate>
</item>
<item><description>no title</description></item>
</channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2">
<title>Weather</title>
<entry><title>Flood warning in Valencia</title><updated>2026-11-24T06:00:00+01:00</updated>
<cap:severity>Extreme</cap:severity><cap:areaDesc>Valencia</cap:areaDesc><cap:event>flood</cap:event>
<cap:expires>2026-11-26T00:00:00Z</cap:expires></entry></feed>"""

QUAKES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {
                "mag": 6.8,
                "place": "80 km SSW of Hihifo, Tonga",
                "time": 1795521600000,
                "title": "M 6.8 - 80 km SSW of Hihifo, Tonga",
                "alert": "orange",
                "type": "earthquake",
                "felt": None,
                "nested": {"title": "x"},
            },
        },
        {"type": "Feature", "properties": None},
    ],
}


def test_rss_with_the_fields_of_a_disaster_feed():
    assert read_entries(RSS, "rss") == [
        Entry(
            title="Orange alert for tropical cyclone BETA in Philippines",
            published=datetime(2026, 11, 24, 6, tzinfo=UTC),
            starts=datetime(2026, 11, 23, tzinfo=UTC),
            ends=datetime(2026, 11, 25, tzinfo=UTC),
            level="Orange",
            country="Philippines, Viet Nam",
            type="TC",
        )
    ]


def test_atom_with_the_fields_of_a_warning():
    (entry,) = read_entries(ATOM, "atom")
    assert (entry.title, entry.level, entry.place, entry.type) == (
        "Flood warning in Valencia",
        "Extreme",
        "Valencia",
        "flood",
    )
    assert entry.published == datetime(2026, 11, 24, 5, tzinfo=UTC)
    assert entry.ends == datetime(2026, 11, 26, tzinfo=UTC)


def test_geojson_of_earthquakes():
    (entry,) = read_entries(json.dumps(QUAKES).encode(), "geojson")
    assert (entry.title, entry.level, entry.magnitude) == ("M 6.8 - 80 km SSW of Hihifo, Tonga", "orange", 6.8)
    assert entry.published == datetime(2026, 11, 24, 20, tzinfo=UTC).replace(hour=entry.published.hour)


def test_rss_in_an_old_encoding():
    data = '<?xml version="1.0" encoding="iso-8859-1"?><rss><item><title>Séisme</title></item></rss>'.encode(
        "iso-8859-1"
    )
    assert read_entries(data, "rss")[0].title == "Séisme"


MOMENTS = [
    ("2026-11-24T06:00:00Z", datetime(2026, 11, 24, 6, tzinfo=UTC)),
    ("2026-11-24 06:00:00", datetime(2026, 11, 24, 6, tzinfo=UTC)),
    ("Tue, 24 Nov 2026 06:00:00 +0100", datetime(2026, 11, 24, 5, tzinfo=UTC)),
    ("1795500000", datetime.fromtimestamp(1795500000, UTC)),
    ("1795500000000", datetime.fromtimestamp(1795500000, UTC)),
    ("yesterday", None),
    ("1e300", None),
    ("nan", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "moment"), MOMENTS)
def test_a_moment_is_read_however_it_is_written(text, moment):
    data = f"<rss><item><title>x</title><pubDate>{text}</pubDate></item></rss>".encode()
    assert read_entries(data, "rss")[0].published == moment


BILLION_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">
<!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]><rss><item><title>&lol2;</title></item></rss>"""
OUTSIDE_ENTITY = b"""<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><title>&x;</title></item></rss>"""
PARAMETER_ENTITY = (
    b"""<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><rss><item><title>t</title></item></rss>"""
)

REFUSED = [
    (BILLION_LAUGHS, "rss", "declares XML entities"),
    (OUTSIDE_ENTITY, "rss", "declares XML entities"),
    (PARAMETER_ENTITY, "rss", "declares XML entities"),
    (b"<rss>" + b"<a>" * 100_000, "rss", "nested too deeply"),
    (b"<rss><item><title>x</item></rss>", "rss", "not well-formed XML .line 1"),
    (b"", "rss", "not well-formed XML"),
    (b"<!doctype html><html><p>Hello", "rss", "not well-formed XML"),
    (b"<html><body>Not found</body></html>", "rss", "neither RSS nor Atom"),
    (b'<?xml version="1.0" encoding="martian"?><rss/>', "rss", "encoding is not known"),
    (b"{}", "geojson", "not GeoJSON"),
    (b"[", "geojson", "not GeoJSON"),
    (b"[" * 100_000, "geojson", "not GeoJSON"),
    (b'{"type": "FeatureCollection", "features": [3]}', "geojson", "not GeoJSON"),
    (b"\xff\xfe", "geojson", "not GeoJSON"),
]


@pytest.mark.parametrize(("data", "kind", "message"), REFUSED)
def test_what_is_no_feed_is_refused(data, kind, message):
    with pytest.raises(FeedError, match=message):
        read_entries(data, kind)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<rss>" + b"<item><title>x</title></item>" * 2_001 + b"</rss>", "rss"),
        (json.dumps({"type": "FeatureCollection", "features": [{"properties": {}}] * 2_001}).encode(), "geojson"),
    ],
)
def test_a_feed_with_too_many_entries_is_refused(data, kind):
    with pytest.raises(FeedError, match="more than 2000 entries"):
        read_entries(data, kind)


def test_a_title_of_a_million_letters_is_cut():
    data = b"<rss><item><title>" + b"x" * 1_000_000 + b"</title></item></rss>"
    assert len(read_entries(data, "rss")[0].title) == entries.MOST_LETTERS
