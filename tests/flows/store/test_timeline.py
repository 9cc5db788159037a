"""The timeline: whole, in order, and any later change of it is found."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from flows.errors import CasebookError, NotAllowed
from flows.store import Casebook
from flows.store.database import Database
from flows.store.place import casebook_url
from flows.store.timeline import START, append

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
FIELDS = ("number", "key", "at", "actor", "kind", "what", "details", "previous", "hash")
TRIGGERS = {
    "sqlite": ("DROP TRIGGER timeline_event_no_update", "DROP TRIGGER timeline_event_no_delete"),
    "postgresql": ("ALTER TABLE timeline_event DISABLE TRIGGER USER",),
}


def note(casebook, incident, what="Ann called the agency.", **fields):
    return casebook.timeline.add(incident.id, **{"at": NOW, "actor": "Ann", "kind": "note", "what": what} | fields)


@pytest.fixture
def forge(setting):
    """Runs a statement as somebody who owns the database and has switched the triggers off."""
    engine = create_engine(casebook_url(setting))
    with engine.begin() as connection:
        for statement in TRIGGERS[engine.dialect.name]:
            connection.exec_driver_sql(statement)

    def run(statement, *values):
        mark = "?" if engine.dialect.name == "sqlite" else "%s"
        with engine.begin() as connection:
            assert connection.exec_driver_sql(statement.replace("?", mark), values).rowcount

    yield run
    engine.dispose()


def test_events_follow_each_other(casebook, incident):
    made = [note(casebook, incident, f"Call {number}.", details={"é": [1, None]}) for number in range(3)]
    told = casebook.timeline.of(incident.id)
    assert told[1:] == tuple(made)
    assert [event.number for event in told] == [1, 2, 3, 4]
    assert [event.previous for event in told] == [START, *(event.hash for event in told[:-1])]
    assert casebook.timeline.of(incident.id, kind="note", after=3) == (made[2],)
    found = casebook.verify(incident.id)
    assert (found.is_whole, found.events, found.head) == (True, 4, told[-1].hash)
    kept = casebook.incidents.get(incident.id)
    assert (kept.timeline_count, kept.timeline_head) == (4, told[-1].hash)


def test_a_key_makes_an_event_one(casebook, incident):
    first = note(casebook, incident, key="hook-1")
    assert note(casebook, incident, "Something else.", key="hook-1") == first
    assert len(casebook.timeline.of(incident.id, kind="note")) == 1


def test_times_are_kept_in_utc(casebook, incident):
    from datetime import timezone

    event = note(casebook, incident, at=datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=5))))
    assert event.at.isoformat() == "2026-11-22T07:00:00+00:00"


@pytest.mark.parametrize("details", [{"x": float("nan")}, {"x": NOW}, {"x": b""}])
def test_details_are_json(casebook, incident, details):
    with pytest.raises(NotAllowed, match="cannot be kept as JSON"):
        note(casebook, incident, details=details)
    assert len(casebook.timeline.of(incident.id)) == 1


@pytest.mark.parametrize("what", ["a\0b", "half \ud83d"])
def test_a_text_that_no_database_can_hold_is_refused(casebook, incident, what):
    with pytest.raises(NotAllowed, match="character that is none"):
        note(casebook, incident, what)
    assert casebook.verify(incident.id).is_whole


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE timeline_event SET what = 'nothing'",
        "DELETE FROM timeline_event",
        "UPDATE approval SET decision = 'approved'",
        "DELETE FROM approval",
    ],
)
def test_the_databases_refuse_changes(casebook, incident, setting, statement):
    draft = casebook.drafts.add(incident.id, "Sorry", platform="x", author="Bea", now=NOW)
    casebook.approvals.decide(draft.id, "rejected", who="Ann", reason="too short", now=NOW)
    database = Database(casebook_url(setting))
    with pytest.raises(CasebookError, match="never changed or removed"), database.connected() as connection:
        connection.exec_driver_sql(statement)
    database.close()
    assert casebook.verify(incident.id).is_whole


def test_postgresql_refuses_to_empty_the_timeline(postgres_url):
    database = Database(casebook_url(postgres_url))
    with pytest.raises(CasebookError, match="never changed or removed"), database.connected() as connection:
        connection.exec_driver_sql("TRUNCATE timeline_event")
    database.close()


def test_sqlite_refuses_to_replace_an_event(tmp_path):
    path = str(tmp_path / "casebook.sqlite3")
    with Casebook.open(path) as casebook:
        casebook.incidents.open("Acme", account="a", platform="x", post={}, lead="Ann", now=NOW)
        statement = "INSERT OR REPLACE INTO timeline_event SELECT * FROM timeline_event"
        database = Database(casebook_url(path))
        with pytest.raises(CasebookError, match="never changed or removed"), database.connected() as connection:
            connection.exec_driver_sql(statement)
        database.close()


def test_a_writer_that_fails_leaves_no_event(casebook, incident, setting):
    from flows.store.database import hold

    database = Database(casebook_url(setting))

    def write_and_fail():
        with database.writing() as session:
            append(session, hold(session, incident.id), "note", "x", {}, by="Ann", now=NOW)
            raise KeyError

    with pytest.raises(KeyError):
        write_and_fail()
    database.close()
    assert len(casebook.timeline.of(incident.id)) == 1
    assert casebook.verify(incident.id).is_whole


def broken(casebook, incident):
    return [(place.where, place.what) for place in casebook.verify(incident.id).broken]


def test_a_change_is_found_where_it_is(casebook, incident, forge):
    for number in range(4):
        note(casebook, incident, f"Call {number}.")
    forge("UPDATE timeline_event SET what = ? WHERE number = 3", "Nobody called.")
    assert broken(casebook, incident) == [("event 3", "It was changed after it was written.")]


@pytest.mark.parametrize(("field", "value"), [("details", "no JSON"), ("details", "[]"), ("at", "yesterday")])
def test_an_event_that_is_none_any_more_is_named(casebook, incident, forge, field, value):
    note(casebook, incident)
    forge(f"UPDATE timeline_event SET {field} = ? WHERE number = 2", value)  # noqa: S608 - a name from the table above
    assert broken(casebook, incident) == [("event 2", "It was changed after it was written.")]
    with pytest.raises(CasebookError, match=r"event 2 was changed and cannot be read. guard incident verify"):
        casebook.timeline.of(incident.id)


def test_a_removed_event_is_found(casebook, incident, forge):
    for _ in range(4):
        note(casebook, incident)
    forge("DELETE FROM timeline_event WHERE number = ?", 3)
    assert broken(casebook, incident) == [("event 3", "Event 3 is missing.")]


@pytest.mark.parametrize("left", [0, 1, 3])
def test_a_cut_tail_is_found(casebook, incident, forge, left):
    for _ in range(3):
        note(casebook, incident)
    forge("DELETE FROM timeline_event WHERE number > ?", left)
    what = f"The timeline ends after event {left}, but 4 were written. The rest is gone."
    assert broken(casebook, incident) == [(f"event {left + 1}", what)]


def test_an_event_that_was_put_in_is_found(casebook, incident, forge):
    note(casebook, incident)
    forge(
        "INSERT INTO timeline_event (incident, number, at, actor, kind, what, details, previous, hash)"
        " SELECT incident, 3, at, actor, kind, 'Forged.', details, hash, ? FROM timeline_event WHERE number = 2",
        "0" * 64,
    )
    assert broken(casebook, incident) == [("event 3", "It was changed after it was written.")]


def test_an_event_of_another_incident_does_not_fit(casebook, incident, forge):
    other = casebook.incidents.open("Bolt", account="b", platform="x", post={}, lead="Bea", now=NOW)
    forge("DELETE FROM timeline_event WHERE incident = ?", other.id)
    forge("UPDATE timeline_event SET incident = ? WHERE incident = ?", other.id, incident.id)
    assert broken(casebook, other)[0] == ("event 1", "It was changed after it was written.")
    assert casebook.verify(incident.id).broken[0].where == "event 1"


def test_swapped_events_are_found(casebook, incident, forge):
    for number in range(3):
        note(casebook, incident, f"Call {number}.")
    forge("UPDATE timeline_event SET number = 99 WHERE number = ?", 2)
    forge("UPDATE timeline_event SET number = 2 WHERE number = ?", 3)
    forge("UPDATE timeline_event SET number = 3 WHERE number = ?", 99)
    assert broken(casebook, incident)[0][0] == "event 2"


@pytest.fixture(scope="module")
def forged(tmp_path_factory):
    """A casebook whose triggers are off, an incident of five events in it, and a connection to change them."""
    path = str(tmp_path_factory.mktemp("forged") / "casebook.sqlite3")
    environ = {"MISHAP_HOME": os.path.dirname(path)}
    engine = create_engine(casebook_url(path))
    with Casebook.open(path, environ=environ) as casebook:
        incident = casebook.incidents.open("Acme", account="a", platform="x", post={}, lead="Ann", now=NOW)
        for number in range(4):
            note(casebook, incident, f"Call {number}.", key=f"key-{number}", details={"number": number})
        with engine.begin() as connection:
            for statement in TRIGGERS["sqlite"]:
                connection.exec_driver_sql(statement)
        yield casebook, incident, engine
    engine.dispose()


def ask(run, row, field):
    return getattr(run("SELECT * FROM timeline_event WHERE rowid = ?", (row,)).one(), field)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.integers(1, 5),
    field=st.sampled_from(FIELDS),
    value=st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.integers(-9, 9), st.binary(), st.floats()),
)
def test_any_change_of_any_field_is_found(forged, number, field, value):
    casebook, incident, engine = forged
    change = f"UPDATE OR IGNORE timeline_event SET {field} = ? WHERE rowid = ?"  # noqa: S608 - a name from the table above
    with engine.begin() as connection:
        run = connection.exec_driver_sql
        row = run("SELECT rowid FROM timeline_event WHERE number = ?", (number,)).scalar()
        old = ask(run, row, field)
        run(change, (value, row))
        new = ask(run, row, field)
    try:
        found = casebook.verify(incident.id)
        assert found.is_whole is (new == old)
        if new != old and field != "number":
            assert found.broken[0].where == f"event {number}"
    finally:
        with engine.begin() as connection:
            connection.exec_driver_sql(change, (old, row))
    assert casebook.verify(incident.id).is_whole
