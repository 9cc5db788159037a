"""Whatever is changed behind the timeline's back, outside the timeline too, is found."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine

from flows.store.place import casebook_url

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
WHO = {"by": "flow", "now": NOW}


@pytest.fixture
def story(casebook, incident):
    """An incident with something of everything."""
    name = incident.id
    casebook.evidence.keep(name, b"[]", kind="replies", name="replies", source="x", **WHO)
    draft = casebook.drafts.add(name, "Sorry", platform="x", author="mishap", now=NOW)
    edit = casebook.approvals.decide(draft.id, "edited", who="Ann", text="So sorry", reason="kinder", now=NOW)
    casebook.approvals.decide(edit.successor, "approved", who="Bea", now=NOW)
    for key in ("first", "second"):
        fields = {"account": "acme-x", "platform": "x", "draft_hash": edit.sha256, "incident": name}
        casebook.publications.intend(key, **fields, **WHO)
    casebook.publications.send("first", **WHO)
    casebook.publications.confirm("first", platform_id="17", url=None, **WHO)
    casebook.remedies.promise(name, "Training", owner="Bea", due=NOW.date(), **WHO)
    assert casebook.verify(name).is_whole
    return name


CHANGED = "The timeline knows nothing of it as it is: it was changed or put in."
GONE = "It was written down, but is there no more or was changed."
LEDGER = "The ledger does not say what the timeline says."


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "UPDATE incident SET post = '{}'",
            [("the post", "It is not the one with which the incident was opened.")],
        ),
        ("UPDATE publication SET state = 'intended' WHERE key = 'first'", [("publication first", LEDGER)]),
        ("UPDATE publication SET platform_id = '18' WHERE key = 'first'", [("publication first", LEDGER)]),
        ("DELETE FROM publication WHERE key = 'second'", [("publication second", LEDGER)]),
        (
            "UPDATE publication SET key = 'third' WHERE key = 'second'",
            [("publication second", LEDGER), ("publication third", LEDGER)],
        ),
        ("UPDATE evidence SET source = 'y'", [("evidence 1", CHANGED), ("evidence of event 2", GONE)]),
        ("DELETE FROM evidence", [("evidence of event 2", GONE)]),
        ("UPDATE draft SET author = 'Cy' WHERE id = 2", [("draft 2", CHANGED), ("draft of event 4", GONE)]),
        (
            "UPDATE incident SET timeline_count = 99",
            [("event 12", "The timeline ends after event 11, but 99 were written. The rest is gone.")],
        ),
        ("UPDATE step SET state = state", []),
    ],
)
def test_a_change_elsewhere_is_found(casebook, story, setting, statement, expected):
    engine = create_engine(casebook_url(setting))
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
    assert [(place.where, place.what) for place in casebook.verify(story).broken] == expected


def test_an_approval_that_was_put_in_is_found(casebook, story, setting):
    engine = create_engine(casebook_url(setting))
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO approval (incident, draft, draft_hash, decision, who, reason, text, sha256, decided_at, expires_at)"
            " SELECT incident, draft, draft_hash, decision, 'Cy', reason, text, sha256, decided_at, expires_at"
            " FROM approval WHERE who = 'Bea'"
        )
    engine.dispose()
    assert [place.what for place in casebook.verify(story).broken] == [CHANGED]
