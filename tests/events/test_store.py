"""The events file: what it holds, how it says that it is broken, and that it is never half written."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest

from guard.errors import ConfigError, GuardError
from guard.events import store
from guard.events.store import Event, EventBook, FeedState, active, load_events, save_events

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
FLOOD = Event(
    name="Flood", kind="flood", places=("valencia",), start=date(2026, 11, 20), end=date(2026, 11, 27), added_at=NOW
)


def test_what_is_saved_is_loaded(tmp_path):
    path = str(tmp_path / "events.json")
    book = EventBook(fetched_at=NOW, feeds={"a": FeedState(read_at=NOW, problem="x")}, events=(FLOOD, FLOOD))
    save_events(path, book)
    assert load_events(path) == book
    assert os.listdir(tmp_path) == ["events.json"]


def test_the_file_reads_well(tmp_path):
    path = tmp_path / "events.json"
    save_events(str(path), EventBook(events=(FLOOD,)))
    assert path.read_text(encoding="utf-8").splitlines()[:6] == [
        "{",
        ' "schema": "guard.events/1",',
        ' "fetched_at": null,',
        ' "feeds": {},',
        ' "events": [',
        "  {",
    ]


def test_no_file_is_an_empty_book(tmp_path):
    book = load_events(str(tmp_path / "none.json"))
    assert (book.events, book.as_of) == ((), "none")


def test_a_linked_file_stays_a_link(tmp_path):
    (tmp_path / "real.json").write_text("{}")
    os.symlink(tmp_path / "real.json", tmp_path / "link.json")
    save_events(str(tmp_path / "link.json"), EventBook(events=(FLOOD,)))
    assert os.path.islink(tmp_path / "link.json")
    assert len(load_events(str(tmp_path / "real.json")).events) == 1


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = str(tmp_path / "events.json")
    save_events(path, EventBook(events=(FLOOD,)))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(GuardError, match=r"cannot be written .No space left on device"):
        save_events(path, EventBook())
    assert load_events(path).events == (FLOOD,)
    assert os.listdir(tmp_path) == ["events.json"]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(GuardError, match="cannot be written"):
        save_events(str(tmp_path / "no" / "events.json"), EventBook())


BROKEN = [
    (b"", 1, "is not valid JSON: it ends too early"),
    (b'{\n"events": [,', 2, "is not valid JSON: invalid character"),
    (b"[]", 1, r"must be a table \{...\}, not a list"),
    (b"[" * 100_000, 1, "must be a table"),
    (b'{"events": 3}', 1, "must be a list"),
    (b'{"schema": "guard.events/9"}', 1, 'wrong at schema: "guard.events/9" is not one of the possible values'),
    (b'{"fetched_at": "soon"}', 1, "wrong at fetched_at: a moment is written like"),
    (
        b'{"events": [\n{"name": "A", "start": "2026-13-01"}]}',
        2,
        r'event 1 \("A"\) is wrong at start: a day is written like',
    ),
    (b'{"events": [\n{"start": "2026-01-01"}]}', 2, 'event 1 is wrong: "name" is missing'),
    (
        b'{"events": [{"name":"A","start":"2026-01-01"},\n\n{"name":"B","start":"2026-01-01","knd":""}]}',
        3,
        r'event 2 \("B"\)',
    ),
    (b'{"events": [{"name":"A","start":"2026-01-01","severity":"high"}]}', 1, 'at severity: "high" is not one of'),
    (b'{"events": [{"name":"A","start":"2026-01-01","words":"x"}]}', 1, "at words: it must be a list .*, not text"),
    (b'{"events": [{"name":5,"start":"2026-01-01"}]}', 1, "at name: it must be text, not a number"),
]


@pytest.mark.parametrize(("content", "line", "message"), BROKEN)
def test_a_broken_file_is_explained_with_its_line(tmp_path, content, line, message):
    path = tmp_path / "events.json"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=message) as caught:
        load_events(str(path))
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert str(caught.value).endswith("Correct it, or delete the file and run guard events refresh.")


def test_the_line_of_one_of_two_equal_events_is_right(tmp_path):
    path = tmp_path / "events.json"
    path.write_bytes(b'{"events": [\n{"name":"A","start":"x"},\n{"name":"A","start":"x"}]}')
    with pytest.raises(ConfigError, match="event 1"):
        load_events(str(path))


def test_a_file_in_another_encoding_is_said(tmp_path):
    path = tmp_path / "events.json"
    path.write_bytes(b'{"events": [{"name": "\xff\xfe", "start": "2026-01-01"}]}')
    with pytest.raises(ConfigError, match="not JSON in UTF-8"):
        load_events(str(path))


def test_a_huge_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "MOST_BYTES", 1_000_000)
    path = tmp_path / "events.json"
    path.write_bytes(b" " * 1_000_001)
    with pytest.raises(ConfigError, match="larger than 1 MB"):
        load_events(str(path))


def test_a_folder_is_no_events_file(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        load_events(str(tmp_path))


ACTIVE = [
    ("2026-11-19T23:59:00+01:00", False),
    ("2026-11-20T00:00:00+01:00", True),
    ("2026-11-27T23:59:00+01:00", True),
    ("2026-11-28T00:00:00+01:00", False),
]


@pytest.mark.parametrize(("moment", "expected"), ACTIVE)
def test_an_event_is_active_from_its_first_to_its_last_day(moment, expected):
    assert bool(active((FLOOD,), datetime.fromisoformat(moment))) is expected


def test_an_event_without_an_end_goes_on():
    assert active((Event(name="x", start=date(2020, 1, 1)),), NOW)


def test_the_gravest_events_come_first():
    events = [
        Event(name=severity, start=date(2026, 1, 1), severity=severity) for severity in ("info", "block", "review")
    ]
    assert [event.name for event in active(events, NOW)] == ["block", "review", "info"]


def test_the_date_of_the_data_is_that_of_the_newest():
    later = datetime(2026, 11, 27, 23, 30, tzinfo=UTC).astimezone(tz=None)
    assert EventBook(fetched_at=NOW).as_of == "2026-11-25"
    assert (
        EventBook(fetched_at=NOW, events=(Event(name="x", start=date(2026, 1, 1), added_at=later),)).as_of
        == "2026-11-27"
    )
    assert EventBook(fetched_at=NOW.replace(tzinfo=None)).as_of == "2026-11-25"
    assert EventBook(events=(Event(name="x", start=date(2026, 1, 1)),)).as_of == "none"


def test_feeds_grow_old_and_hand_made_events_do_not():
    book = EventBook(fetched_at=NOW, feeds={"a": FeedState(read_at=NOW)})
    assert not book.is_stale(NOW + timedelta(days=2), 3)
    assert book.is_stale(NOW + timedelta(days=3), 3)
    assert EventBook(feeds={"a": FeedState(failed_at=NOW)}).is_stale(NOW, 3)
    assert not EventBook(events=(FLOOD,)).is_stale(NOW + timedelta(days=99), 3)


@pytest.mark.parametrize(
    ("moment", "day"), [("9999-12-31T23:59:59-12:00", "9999-12-31"), ("0001-01-01T00:00:00+14:00", "0001-01-01")]
)
def test_the_first_and_the_last_moment_there_is(moment, day):
    assert EventBook(fetched_at=datetime.fromisoformat(moment), feeds={"a": FeedState()}).as_of == day
