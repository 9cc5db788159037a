"""The ledger: what goes out, once."""

import itertools
from datetime import UTC, datetime

import pytest

from flows.errors import IllegalMove, NotAllowed, NotInCasebook
from flows.outgoing import MOVES

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
LATER = NOW.replace(hour=12)
STATES = tuple(MOVES)
PATHS = {
    "intended": (),
    "sent": ("sent",),
    "confirmed": ("sent", "confirmed"),
    "unknown": ("sent", "unknown"),
    "refused": ("refused",),
}


def intend(casebook, key="acme-apology-1", **fields):
    given = {"account": "acme-x", "platform": "x", "draft_hash": "a" * 64, "by": "flow", "now": NOW}
    return casebook.publications.intend(key, **given | fields)


def move(casebook, state, key="acme-apology-1"):
    ledger = casebook.publications
    who = {"by": "flow", "now": LATER}
    return {
        "intended": lambda: ledger.retry(key, why="again", **who),
        "sent": lambda: ledger.send(key, **who),
        "confirmed": lambda: ledger.confirm(key, platform_id="17", url="https://x.example/17", **who),
        "unknown": lambda: ledger.lose(key, why="cut off", **who),
        "refused": lambda: ledger.refuse(key, why="too long", **who),
    }[state]()


def bring(casebook, state):
    for step in PATHS[state]:
        move(casebook, step)


@pytest.fixture(params=["incident", "everyday post"], autouse=True)
def row(request, casebook):
    name = request.getfixturevalue("incident").id if request.param == "incident" else None
    return intend(casebook, incident=name)


def test_an_intention_is_written_once(casebook, row):
    assert (row.state, row.intended_at, row.sent_at, row.settled_at) == ("intended", NOW, None, None)
    assert intend(casebook, incident=row.incident, now=LATER) == row
    assert casebook.publications.get(row.key) == row


@pytest.mark.parametrize("field", ["account", "platform", "draft_hash"])
def test_a_key_stands_for_one_text_and_account(casebook, row, field):
    with pytest.raises(NotAllowed, match="stands for another text or account"):
        intend(casebook, incident=row.incident, **{field: "other"})
    assert casebook.publications.get(row.key) == row


def test_sending_is_granted_once(casebook, row):
    assert [move(casebook, "sent") for _ in range(3)] == [True, False, False]
    sent = casebook.publications.get(row.key)
    assert (sent.state, sent.sender, sent.sent_at) == ("sent", "flow", LATER)


def test_the_whole_way(casebook, row):
    move(casebook, "sent")
    done = move(casebook, "confirmed")
    assert (done.state, done.platform_id, done.url, done.settled_at) == (
        "confirmed",
        "17",
        "https://x.example/17",
        LATER,
    )
    assert move(casebook, "confirmed") == done
    with pytest.raises(IllegalMove, match="It is out"):
        casebook.publications.confirm(row.key, platform_id="18", url=None, by="flow", now=LATER)
    if row.incident:
        told = casebook.timeline.of(row.incident, kind="publication")
        assert [event.details["state"] for event in told] == ["intended", "sent", "confirmed"]
        assert casebook.verify(row.incident).is_whole


def test_the_address_of_what_is_out_may_be_corrected(casebook, row):
    ledger, there = (
        casebook.publications,
        {"platform_id": "18", "url": "https://x.example/18", "by": "Ann", "now": LATER},
    )
    with pytest.raises(IllegalMove, match="is intended and cannot become confirmed"):
        ledger.correct(row.key, **there)
    move(casebook, "sent")
    move(casebook, "confirmed")
    done = ledger.correct(row.key, **there)
    assert (done.state, done.platform_id, done.url) == ("confirmed", "18", "https://x.example/18")
    if row.incident:
        told = casebook.timeline.of(row.incident, kind="publication")[-1]
        said = (
            "is out at https://x.example/18: this replaces the address https://x.example/17, which was reported before."
        )
        assert told.what.endswith(said)
        assert casebook.verify(row.incident).is_whole


@pytest.mark.parametrize(("before", "after"), [*itertools.product(STATES, STATES)])
def test_only_legal_moves_are_made(casebook, row, before, after):
    bring(casebook, before)
    kept = casebook.publications.get(row.key)
    if after == "sent":
        assert move(casebook, after) is (before == "intended")
    elif after in MOVES[before] or after == before:
        assert move(casebook, after).state == after
    else:
        with pytest.raises(IllegalMove, match=f"is {before} and cannot become {after}"):
            move(casebook, after)
        assert casebook.publications.get(row.key) == kept


def test_an_unknown_fate_is_never_sent_again(casebook, row):
    bring(casebook, "unknown")
    assert move(casebook, "sent") is False
    with pytest.raises(IllegalMove, match="Look on the platform first"):
        move(casebook, "intended")
    move(casebook, "refused")
    move(casebook, "intended")
    assert casebook.publications.get(row.key).settled_at is None
    assert move(casebook, "sent") is True


def test_the_ledger_is_read_by_state_and_incident(casebook, row):
    other = intend(casebook, "other", incident=row.incident)
    bring(casebook, "unknown")
    assert [one.key for one in casebook.publications.all(["unknown"])] == [row.key]
    assert [one.key for one in casebook.publications.all(["intended", "unknown"])] == [row.key, other.key]
    if row.incident:
        assert [one.key for one in casebook.publications.of(row.incident)] == [row.key, other.key]


def test_an_unknown_key_is_named(casebook):
    for state in STATES:
        with pytest.raises(NotInCasebook, match="no publication nothing"):
            move(casebook, state, "nothing")
