"""A database that is dead, full, locked, read-only or no casebook at all: one clear sentence, and nothing half done."""

import os
import sqlite3
import traceback
from datetime import UTC, datetime

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError, OperationalError

from flows.errors import CasebookError
from flows.store import Casebook, database
from flows.store.trouble import explain

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
KILL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"
SECRET = "a text that nobody may see in a log"


def note(casebook, incident, what=SECRET):
    return casebook.timeline.add(incident, at=NOW, actor="Ann", kind="note", what=what)


def opened(casebook):
    return casebook.incidents.open("Acme", account="a", platform="x", post={"text": SECRET}, lead="Ann", now=NOW).id


def fill(casebook, incident):
    for _ in range(200):
        note(casebook, incident, SECRET * 100)


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "casebook.sqlite3")


def test_a_dead_server_is_named_without_its_password():
    setting = f"postgresql://ann:{'s3' + 'cret'}@127.0.0.1:1/mishap"  # the trace shows this very line
    with pytest.raises(CasebookError, match="the database does not answer") as caught:
        Casebook.open(setting)
    assert str(caught.value).startswith("postgresql://127.0.0.1:1/mishap: ")
    assert "s3cret" not in "".join(traceback.format_exception(caught.value))
    assert caught.value.exit_code == 4


def test_a_server_that_dies_is_found_again(postgres_url, postgres):
    name = postgres_url.rpartition("/")[2]
    with Casebook.open(postgres_url) as casebook:
        incident = opened(casebook)

        def kill(*_):
            postgres.command(KILL.format(name))

        kill()
        note(casebook, incident)  # a connection that was lost in between is replaced
        event.listen(casebook._database._engine, "commit", kill)
        with pytest.raises(CasebookError, match="does not answer"):
            note(casebook, incident)
        event.remove(casebook._database._engine, "commit", kill)
        assert len(casebook.timeline.of(incident)) == 2
        assert casebook.verify(incident).is_whole


def test_an_unknown_database_is_named(postgres):
    with pytest.raises(CasebookError, match="Create the database first"):
        Casebook.open(postgres.url("nothing"))


@pytest.mark.parametrize("statement", ["PRAGMA max_page_count = 1", "PRAGMA query_only = ON"])
def test_a_full_or_read_only_disk_changes_nothing(path, statement):
    with Casebook.open(path) as casebook:
        incident = opened(casebook)
    with Casebook.open(path) as casebook:
        engine = casebook._database._engine
        engine.dispose()
        event.listen(engine, "connect", lambda connection, _: connection.execute(statement).close())
        expected = "the disk is full" if "max_page" in statement else "it can only be read here"
        with pytest.raises(CasebookError, match=f"casebook.sqlite3: {expected}") as caught:
            fill(casebook, incident)
        assert SECRET not in "".join(traceback.format_exception(caught.value))
        assert casebook.verify(incident).is_whole
    with Casebook.open(path) as casebook:
        before = casebook.verify(incident)
        note(casebook, incident)
        assert casebook.verify(incident).events == before.events + 1


def test_a_casebook_that_others_keep_busy_is_given_up(path, monkeypatch):
    monkeypatch.setattr(database, "PATIENCE_SECONDS", 0.1)
    with Casebook.open(path) as casebook:
        incident = opened(casebook)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CasebookError, match="kept it busy for too long"):
            note(casebook, incident)
        assert len(casebook.timeline.of(incident)) == 1  # reading goes on
        other.execute("COMMIT")
        other.close()
        note(casebook, incident)


def test_a_row_that_others_keep_is_given_up(postgres_url, monkeypatch):
    import psycopg

    monkeypatch.setattr(database, "PATIENCE_SECONDS", 0.1)
    with Casebook.open(postgres_url) as casebook:
        monkeypatch.setattr(database, "_prepare_server", None)
        incident = opened(casebook)
        with psycopg.connect(postgres_url) as other:
            other.execute("SELECT * FROM incident FOR UPDATE")
            with pytest.raises(CasebookError, match="kept it busy for too long"):
                note(casebook, incident)


def test_a_file_that_is_no_casebook_is_left_alone(path):
    with open(path, "wb") as stream:
        stream.write(b"my holiday pictures" * 1000)
    with pytest.raises(CasebookError, match="damaged or no casebook"):
        Casebook.open(path)
    with open(path, "rb") as stream:
        assert stream.read() == b"my holiday pictures" * 1000


@pytest.mark.parametrize("path", ["/proc/none/casebook.sqlite3", "/dev/null/casebook.sqlite3"])
def test_a_folder_that_takes_no_file(path):
    with pytest.raises(CasebookError, match=r"cannot be made here .* MISHAP_HOME"):
        Casebook.open(path)


def test_a_folder_in_the_place_of_the_file(tmp_path):
    with pytest.raises(CasebookError, match="the file cannot be opened"):
        Casebook.open(str(tmp_path))


def test_without_a_driver_the_package_is_named(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(CasebookError, match=r"pip install .prefect-mishap\[postgresql\]"):
        Casebook.open("postgresql://ann:s3cret@127.0.0.1/mishap")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ('could not extend file "base/1/2": No space left on device', "the disk is full"),
        ('connection failed: FATAL:  password authentication failed for user "ann"', "does not let this user in"),
        ("FATAL:  sorry, too many clients already", "takes no more connections"),
        ("permission denied for schema public", "may not do that"),
        ("failed to resolve host 'db': Name or service not known", "does not answer"),
        ("database disk image is malformed", "damaged or no casebook"),
        ("cannot execute INSERT in a read-only transaction", "only be read here"),
    ],
)
def test_what_databases_say_is_understood(said, meant):
    assert meant in str(explain(OperationalError("INSERT", {}, sqlite3.OperationalError(said)), "/a"))


def test_values_in_a_message_do_not_mislead():
    cause = sqlite3.IntegrityError("duplicate key\nDETAIL: (text)=(we lost the connection, the disk is full)")
    assert "the database refused (IntegrityError" in str(explain(IntegrityError("INSERT", {}, cause), "/a"))


def test_what_is_not_known_is_told_without_values():
    error = explain(OperationalError("INSERT", {"text": SECRET}, sqlite3.OperationalError(SECRET)), "/a")
    assert str(error) == "/a: the database refused (OperationalError, no code). Nothing was changed."


def test_a_file_that_was_removed_is_made_anew(path):
    with Casebook.open(path) as casebook:
        opened(casebook)
    os.unlink(path)
    with Casebook.open(path) as casebook:
        assert casebook.incidents.all() == ()
