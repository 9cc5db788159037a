"""Incidents: their names, their states, their end."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from flows.errors import IllegalMove, NotAllowed, NotInCasebook
from flows.incident import may_follow
from flows.store.incidents import slug

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def opened(casebook, brand="Acme", **fields):
    given = {"account": "acme-x", "platform": "x", "post": {"text": "Ha!"}, "lead": "Ann", "now": NOW}
    return casebook.incidents.open(brand, **given | fields)


def test_what_is_opened_is_read_again(casebook):
    fields = {
        "url": "https://x.example/1",
        "published_at": NOW - timedelta(hours=1),
        "audience_size": 3_000_000_000,
        "plan": {"hold_within": 60},
        "post": {"text": "Grüße 👋\u0000", "media": [{"path": "a.png", "alt_text": None}]},
    }
    new = opened(casebook, **fields)
    assert casebook.incidents.get(new.id) == new
    assert {name: getattr(new, name) for name in fields} == fields
    assert (new.state, new.is_open, new.opened_at, new.timeline_count) == ("opened", True, NOW, 1)


def test_names_are_readable_and_unique(casebook):
    names = [opened(casebook, "Café Müller & Söhne").id for _ in range(3)]
    assert names == [f"cafe-muller-sohne-2026-11-22{end}" for end in ("", "-2", "-3")]


@pytest.mark.parametrize(
    ("brand", "name"),
    [
        ("ACME", "acme"),
        ("  --A/B..c  ", "a-b-c"),
        ("東京", "incident"),
        ("", "incident"),
        ("x" * 99, "x" * 40),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_a_name_is_plain_ascii(brand, name):
    assert slug(brand) == name


def test_the_day_of_a_name_is_the_day_in_utc(casebook):
    late = datetime(2026, 11, 22, 23, 0, tzinfo=UTC) - timedelta(hours=25)
    assert opened(casebook, now=late.astimezone()).id == "acme-2026-11-21"


def test_the_same_key_opens_one_incident(casebook):
    first = opened(casebook, key="run-1")
    assert opened(casebook, "Another", key="run-1") == first
    assert len(casebook.incidents.all()) == 1


def test_a_post_from_the_future_is_refused(casebook):
    with pytest.raises(NotAllowed, match="in the future"):
        opened(casebook, published_at=NOW + timedelta(seconds=1))
    assert casebook.incidents.all() == ()


def test_a_time_without_zone_is_refused(casebook):
    with pytest.raises(ValueError, match="no time zone"):
        opened(casebook, now=NOW.replace(tzinfo=None))
    assert casebook.incidents.all() == ()


def test_the_list_is_by_state_and_brand_newest_first(casebook):
    first = opened(casebook)
    second = opened(casebook, now=NOW + timedelta(days=1))
    other = opened(casebook, "Bolt", now=NOW + timedelta(days=2))
    casebook.incidents.move(other.id, "contained", by="Ann", now=NOW)
    assert [one.id for one in casebook.incidents.all()] == [other.id, second.id, first.id]
    assert [one.id for one in casebook.incidents.all(brand="Acme")] == [second.id, first.id]
    assert [one.id for one in casebook.incidents.all(states=["contained"])] == [other.id]
    assert casebook.incidents.all(states=[]) == ()


@pytest.mark.parametrize(
    ("before", "after", "legal"),
    [
        ("opened", "contained", True),
        ("opened", "drafted", True),
        ("contained", "opened", False),
        ("published", "contained", False),
        ("rejected", "drafted", True),
        ("long_haul", "drafted", True),
        ("audience_known", "acknowledged", False),
        ("closed", "long_haul", True),
        ("closed", "awaiting_approval", True),
        ("closed", "closed", False),
        ("opened", "closed", True),
    ],
)
def test_what_may_follow_what(before, after, legal):
    assert may_follow(before, after) is legal


def test_moving_is_told_once(casebook, incident):
    for _ in range(2):
        moved = casebook.incidents.move(incident.id, "contained", by="Ann", now=NOW, why="all stopped")
    assert moved.state == "contained"
    told = [event.details for event in casebook.timeline.of(incident.id, kind="state")]
    assert told[0].keys() == {"state", "post"}
    assert told[1:] == [{"from": "opened", "state": "contained", "why": "all stopped"}]


def test_an_illegal_move_changes_nothing(casebook, incident):
    casebook.incidents.move(incident.id, "published", by="Ann", now=NOW)
    before = casebook.incidents.get(incident.id)
    with pytest.raises(IllegalMove, match="is published and cannot become contained"):
        casebook.incidents.move(incident.id, "contained", by="Ann", now=NOW)
    assert casebook.incidents.get(incident.id) == before


def test_closing_takes_a_person_and_cancels_what_is_planned(casebook, incident):
    casebook.check_ins.plan(incident.id, start=NOW, by="Ann", now=NOW, days=[1, 2])
    casebook.check_ins.finish(incident.id, 1, status="recovered", result={}, by="flow", now=NOW)
    for by, why in (("", "over"), ("Ann", " ")):
        with pytest.raises(NotAllowed, match="name of a person and a reason"):
            casebook.incidents.close(incident.id, by=by, now=NOW, why=why)
    with pytest.raises(IllegalMove, match="by a person"):
        casebook.incidents.move(incident.id, "closed", by="flow", now=NOW)
    for _ in range(2):
        closed = casebook.incidents.close(incident.id, by="Ann", now=NOW, why="over")
    assert (closed.is_open, closed.closed_by, closed.closing_reason, closed.closed_at) == (False, "Ann", "over", NOW)
    assert [look.state for look in casebook.check_ins.of(incident.id)] == ["done", "cancelled"]
    assert casebook.check_ins.due(NOW + timedelta(days=9)) == ()


@pytest.mark.parametrize("before", ["opened", "awaiting_approval", "long_haul"])
def test_a_closed_incident_is_taken_up_again_where_it_was(casebook, incident, before):
    casebook.incidents.move(incident.id, before, by="flow", now=NOW)
    for _ in range(2):
        casebook.incidents.close(incident.id, by="Ann", now=NOW, why="over")
        with pytest.raises(IllegalMove):
            casebook.incidents.move(incident.id, "long_haul", by="flow", now=NOW)
        again = casebook.incidents.reopen(incident.id, by="Ann", now=NOW, why="it came back")
        assert (again.state, again.closed_at, again.closing_reason) == (before, None, None)
    planned = casebook.check_ins.plan(incident.id, start=NOW, by="Ann", now=NOW, days=[1])
    assert [look.state for look in planned] == ["planned"]


@pytest.mark.parametrize("name", ["none-2026-01-01", "", "'; DROP TABLE incident; --"])
def test_an_unknown_incident_is_named(casebook, name):
    for ask in (
        lambda: casebook.incidents.get(name),
        lambda: casebook.incidents.move(name, "contained", by="Ann", now=NOW),
        lambda: casebook.timeline.add(name, at=NOW, actor="Ann", kind="note", what="x"),
        lambda: casebook.verify(name),
        lambda: casebook.steps.claim(name, "contain", by="run", now=NOW),
        lambda: casebook.check_ins.plan(name, start=NOW, by="Ann", now=NOW),
        lambda: casebook.drafts.add(name, "Sorry", platform="x", author="Ann", now=NOW),
        lambda: casebook.freezes.freeze(by="Ann", why="x", now=NOW, incident=name),
    ):
        with pytest.raises(NotInCasebook, match="There is no incident"):
            ask()
    assert casebook.freezes.active() == ()


def test_nouns_do_not_change(incident):
    with pytest.raises(ValidationError):
        incident.state = "closed"
