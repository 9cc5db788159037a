"""Refreshing from a real web server on this machine: good feeds, slow, huge, broken and hostile ones."""

import gzip
import time
from datetime import UTC, date, datetime, timedelta

import pytest

from guard.config import Events, Feed
from guard.errors import ConfigError
from guard.events import fetching
from guard.events.feeds import labelled, merged, refresh
from guard.events.fetching import FeedError, fetch
from guard.events.store import Event, EventBook, load_events, save_events

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def rss(*titles):
    items = "".join(f"<item><title>{title}</title></item>" for title in titles)
    return f"<rss><channel>{items}</channel></rss>".encode()


def feeds(*urls, **fields):
    return Events(feeds=tuple(Feed(url=url, name=name, **fields) for name, url in urls), timeout_seconds=2.0)


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "events.json")


# ------------------------------------------------------------------------------------------------------------- fetching


def test_a_page_is_fetched_without_compression(web):
    assert fetch(web.serve("/feed", b"hello"), 2) == b"hello"
    ((_, headers),) = web.asked
    assert headers["Accept-Encoding"] == "identity"
    assert headers["User-Agent"].startswith("prefect-mishap/")


def test_a_server_that_packs_all_the_same_is_understood(web):
    assert fetch(web.serve("/feed", gzip.compress(b"hello"), Content_Encoding="gzip"), 2) == b"hello"


def test_a_few_redirects_are_followed(web):
    web.serve("/c", b"hello")
    web.answers["/b"] = lambda h: h.give(status=301, Location="/c")
    web.answers["/a"] = lambda h: h.give(status=302, Location=f"{web.url}/b")
    assert fetch(f"{web.url}/a", 2) == b"hello"


def drip(handler):
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.over.wait(0.02):
        handler.wfile.write(b"<rss>")
        handler.wfile.flush()


def silence(handler):
    handler.server.over.wait(5)


def endless(handler):
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.over.is_set():
        handler.wfile.write(b" " * 1_000_000)


BOMB = gzip.compress(b" " * 10_000_000, 1)


def bomb(handler):
    handler.give(BOMB, Content_Encoding="gzip")


def loop(handler):
    handler.give(status=302, Location="/again")


def to_file(handler):
    handler.give(status=302, Location="file:///etc/passwd")


def hang_up(handler):
    handler.connection.close()


TROUBLE = [
    (drip, "answers too slowly"),
    (silence, "no answer within 0.3 seconds"),
    (endless, "larger than 5 MB"),
    (bomb, "larger than 5 MB"),
    (loop, "sends on to other addresses more than 5 times"),
    (to_file, "neither http nor https"),
    (hang_up, "no connection"),
    (lambda h: h.give(b"no", status=404), "answered 404 Not Found"),
    (lambda h: h.give(b"no", status=503), "answered 503"),
    (lambda h: h.give(b"no", Content_Encoding="gzip"), "packed in a way that cannot be read"),
    (lambda h: h.give(b"no", Content_Encoding="br"), "packed in a way that cannot be read"),
]


@pytest.mark.parametrize(("answer", "message"), TROUBLE, ids=[message for _, message in TROUBLE])
def test_trouble_is_said_and_never_lasts(web, answer, message):
    web.answers["/again"] = answer
    started = time.monotonic()
    with pytest.raises(FeedError, match=message):
        fetch(f"{web.url}/again", 0.3)
    assert time.monotonic() - started < 3


def test_no_server_is_said():
    with pytest.raises(FeedError, match="no connection"):
        fetch("http://127.0.0.1:9/feed", 1)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/x", "/etc/passwd", "gopher://127.0.0.1"])
def test_only_web_addresses_are_read(url):
    with pytest.raises(FeedError, match="only http and https"):
        fetch(url, 1)


@pytest.mark.parametrize("url", ["http://[::1", "http://127.0.0.1:99999/", "http://exa mple/\x00"])
def test_an_address_that_is_none_is_said(url):
    with pytest.raises(FeedError):
        fetch(url, 1)


def test_https_never_leads_to_http(web):
    import httpx

    response = httpx.Response(200, request=httpx.Request("GET", "http://127.0.0.1/x"))
    with pytest.raises(FeedError, match="from https to http"):
        fetching._check(response, "https://127.0.0.1/")


# ------------------------------------------------------------------------------------------------------------ refreshing


def test_a_refresh_writes_the_events(web, path):
    url = web.serve("/feed", rss("Earthquake in Tonga", "New museum opens in Paris", "Flood in Leeds"))
    book, (outcome,) = refresh(feeds(("news", url), severity="block", days=3), path, NOW)
    assert [(e.name, e.source, e.severity, e.end) for e in book.events] == [
        ("Earthquake in Tonga", "news", "block", date(2026, 11, 28)),
        ("Flood in Leeds", "news", "block", date(2026, 11, 28)),
    ]
    assert (outcome.feed, outcome.events, outcome.problem) == ("news", 2, "")
    assert load_events(path) == book
    assert (book.as_of, book.feeds["news"].read_at) == ("2026-11-25", NOW)


def test_a_feed_that_fails_keeps_its_last_good_copy_and_says_so(web, path):
    urls = (("one", web.serve("/1", rss("Earthquake in Tonga"))), ("two", web.serve("/2", rss("Flood in Leeds"))))
    refresh(feeds(*urls), path, NOW)
    web.serve("/1", b"<rss><item>")
    web.serve("/2", rss("Storm in Oslo"))
    later = NOW + timedelta(hours=5)
    book, outcomes = refresh(feeds(*urls), path, later)
    assert [e.name for e in book.events] == ["Earthquake in Tonga", "Storm in Oslo"]
    assert [(o.feed, o.events, o.problem) for o in outcomes] == [
        ("one", 1, "it is not well-formed XML (line 1)"),
        ("two", 1, ""),
    ]
    state = book.feeds["one"]
    assert (state.read_at, state.failed_at, state.problem) == (NOW, later, "it is not well-formed XML (line 1)")
    assert book.fetched_at == later


def test_when_all_feeds_fail_the_date_of_the_data_stays(web, path):
    url = web.serve("/1", rss("Earthquake in Tonga"))
    refresh(feeds(("one", url)), path, NOW)
    web.serve("/1", b"")
    book, _ = refresh(feeds(("one", url)), path, NOW + timedelta(days=2))
    assert (book.as_of, len(book.events)) == ("2026-11-25", 1)


def test_a_kept_copy_expires(web, path):
    url = web.serve("/1", rss("Earthquake in Tonga"))
    refresh(feeds(("one", url), days=7), path, NOW)
    web.serve("/1", b"")
    book, (outcome,) = refresh(feeds(("one", url), days=7), path, NOW + timedelta(days=8))
    assert (book.events, outcome.events) == ((), 0)


def test_events_that_are_no_longer_in_the_feed_or_whose_feed_is_gone_leave(web, path):
    url = web.serve("/1", rss("Earthquake in Tonga"))
    refresh(feeds(("one", url), ("two", web.serve("/2", rss("Flood in Leeds")))), path, NOW)
    web.serve("/1", rss("Storm in Oslo"))
    book, _ = refresh(feeds(("one", url)), path, NOW)
    assert [e.name for e in book.events] == ["Storm in Oslo"]
    assert list(book.feeds) == ["one"]


def test_what_a_person_added_stays_also_when_it_is_over(web, path):
    mine = Event(name="Our trial", kind="earthquake", places=("tonga",), start=date(2020, 1, 1), end=date(2020, 2, 1))
    save_events(path, EventBook(events=(mine,)))
    book, _ = refresh(feeds(("one", web.serve("/1", rss("Earthquake in Tonga")))), path, NOW)
    assert [e.name for e in book.events] == ["Our trial", "Earthquake in Tonga"]


def test_what_a_person_adds_while_feeds_are_read_is_not_lost(web, path):
    def slow(handler):
        save_events(path, EventBook(events=(Event(name="Ours", start=date(2026, 11, 25)),)))
        handler.give(rss("Earthquake in Tonga"))

    web.answers["/1"] = slow
    book, _ = refresh(feeds(("one", f"{web.url}/1")), path, NOW)
    assert [e.name for e in book.events] == ["Ours", "Earthquake in Tonga"]


def test_the_same_event_in_two_feeds_is_one(web, path):
    urls = (("a", web.serve("/1", rss("Earthquake in Tonga"))), ("b", web.serve("/2", rss("Strong quake rocks Tonga"))))
    book, outcomes = refresh(feeds(*urls), path, NOW)
    (event,) = book.events
    assert event.source == "a"
    assert {"tonga earthquake", "tonga quake"} <= set(event.words)
    assert [o.events for o in outcomes] == [1, 1]


def test_without_feeds_it_says_how_to_add_one(path):
    with pytest.raises(ConfigError, match=r"\[\[events.feeds\]\]"):
        refresh(Events(), path, NOW)


def test_a_broken_events_file_is_reported_before_anything_is_read(web, path):
    with open(path, "w") as stream:
        stream.write("{")
    with pytest.raises(ConfigError, match="not valid JSON"):
        refresh(feeds(("one", web.serve("/1", rss()))), path, NOW)
    assert web.asked == []


# --------------------------------------------------------------------------------------------------- labels and merging


def test_feeds_are_told_apart_without_giving_secrets_away():
    urls = ["https://me:secret@a.example/feed?key=secret", "https://a.example/feed", "https://b.example/"]
    named = [Feed(url="https://c.example", name="hand"), Feed(url="https://d.example", name="GDACS")]
    assert list(labelled([*(Feed(url=url) for url in urls), *named])) == [
        "a.example/feed",
        "a.example/feed (2)",
        "b.example",
        "hand (4)",
        "GDACS",
    ]


def made(name, start, end, severity="review", *, kind="flood", places=("leeds",), source="a"):
    return Event(name=name, kind=kind, places=places, start=start, end=end, severity=severity, source=source)


JAN, FEB, MAR = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)


def test_the_graver_of_two_reports_gives_its_name():
    (event,) = merged([made("one", JAN, FEB, "info"), made("two", JAN, MAR, "block", places=("york", "leeds"))])
    assert (event.name, event.severity, event.end, event.places) == ("two", "block", MAR, ("york", "leeds"))


@pytest.mark.parametrize(
    "other",
    [
        made("other", MAR, MAR),
        made("other", JAN, FEB, kind="fire"),
        made("other", JAN, FEB, places=("york",)),
        made("other", JAN, FEB, source="hand"),
    ],
)
def test_what_differs_in_time_kind_or_place_or_was_added_by_hand_stays_apart(other):
    assert len(merged([made("one", JAN, FEB), other])) == 2


def test_an_event_without_an_end_stays_so():
    (event,) = merged([made("one", JAN, None), made("two", JAN, FEB)])
    assert event.end is None


def test_an_address_that_cannot_be_taken_apart_fails_like_any_other(path):
    book, outcomes = refresh(feeds(("", "http://[::1/feed.x")), path, NOW)
    assert (book.events, outcomes[0].feed) == ((), "http://[::1/feed.x")
    assert outcomes[0].problem == "this is no web address"


def test_a_name_with_an_empty_part_is_no_address(monkeypatch):
    def refuse(*_):
        raise UnicodeError("label empty or too long")

    monkeypatch.setattr("httpx.Client.stream", refuse)
    with pytest.raises(FeedError, match="this is no web address"):
        fetch("http://a..example/feed", 2)
