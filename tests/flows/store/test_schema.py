"""The tables: made, upgraded, never taken back, and the same as the models say."""

import os
import re

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

import flows.store.migrations
from flows.errors import CasebookError, CasebookTooNew
from flows.store import Casebook
from flows.store.columns import Base
from flows.store.database import Database
from flows.store.migrations import HEAD
from flows.store.place import casebook_url
from flows.store.schema import VERSION_TABLE, prepare, version

OLD_INCIDENT = """
    INSERT INTO incident
        (id, brand, account, platform, post, lead, plan, state, opened_at, timeline_count, timeline_head)
    VALUES ('acme-1', 'Acme', 'a', 'x', '{}', 'Ann', '{}', 'opened', '2026-11-22 10:00:00', 0, '0')
"""
FOLDER = os.path.dirname(flows.store.migrations.__file__)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    """The setting of a database that has no tables yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "new" / "casebook.sqlite3")
        return
    postgres = request.getfixturevalue("postgres")
    name = postgres.new_database(template="template1")
    yield postgres.url(name)
    postgres.command(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def scripts():
    config = Config()
    config.set_main_option("script_location", FOLDER)
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


@pytest.fixture
def database(setting):
    database = Database(casebook_url(setting))
    prepare(database)
    yield database
    database.close()


def test_the_migrations_make_what_the_models_say(database):
    with database.connected() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_there_is_one_newest_version(scripts):
    assert scripts.get_heads() == [HEAD]
    assert [script.revision for script in scripts.walk_revisions()] == ["0004", "0003", "0002", "0001"]


def test_a_new_casebook_is_made_and_an_old_one_opened(empty):
    for _ in range(2):
        with Casebook.open(empty) as casebook:
            assert casebook.incidents.all() == ()


@pytest.mark.parametrize("old", ["0001", "0002", "0003"])
def test_an_older_casebook_is_upgraded_with_what_is_in_it(empty, old, monkeypatch):
    database = Database(casebook_url(empty))
    upgrade = command.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", lambda config, _: upgrade(config, old))
        prepare(database)
    with database.connected() as connection:
        assert version(connection) == old
        assert not inspect(connection).has_table("alert")
        connection.exec_driver_sql(OLD_INCIDENT)
    database.close()
    with Casebook.open(empty) as casebook:
        assert casebook.incidents.get("acme-1").lead == "Ann"
        assert casebook.lessons.of("acme-1") == ()
        assert casebook.alerts.claim("opened", now=casebook.incidents.get("acme-1").opened_at, incident="acme-1")


def test_a_newer_casebook_is_refused_and_left_alone(database, setting):
    with database.connected() as connection:
        connection.exec_driver_sql("UPDATE casebook_version SET version_num = '9999'")
    with pytest.raises(CasebookTooNew, match=r"newer version of this program wrote this casebook \(9999\)"):
        Casebook.open(setting)
    with database.connected() as connection:
        assert version(connection) == "9999"


def test_an_upgrade_that_fails_leaves_nothing(empty, monkeypatch):
    from flows.store.migrations import append_only

    monkeypatch.setattr(append_only, "_SQLITE", ("CREATE NONSENSE",))
    monkeypatch.setattr(append_only, "_POSTGRESQL", ("CREATE NONSENSE",))
    with pytest.raises(CasebookError):
        Casebook.open(empty)
    monkeypatch.undo()
    database = Database(casebook_url(empty))
    with database.connected() as connection:
        assert inspect(connection).get_table_names() == []
    database.close()


def test_a_downgrade_is_refused(database):
    config = Config(attributes={"metadata": Base.metadata, "version_table": VERSION_TABLE})
    config.set_main_option("script_location", FOLDER)
    config.set_main_option("path_separator", "os")
    with database.connected() as connection:
        config.attributes["connection"] = connection
        with pytest.raises(CasebookError, match="not taken back"):
            command.downgrade(config, "0001")
    with database.connected() as connection:
        assert version(connection) == HEAD


def test_every_version_refuses_to_go_back(scripts):
    for script in scripts.walk_revisions():
        with pytest.raises(CasebookError):
            script.module.downgrade()


def test_a_version_is_a_file_that_is_named_so():
    names = sorted(name for name in os.listdir(os.path.join(FOLDER, "versions")) if name.startswith("v"))
    assert all(re.fullmatch(r"v\d{4}_[a-z_]+\.py", name) for name in names)
    assert [name[1:5] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]


def test_sqlite_is_set_up_to_lose_nothing(tmp_path):
    with Casebook.open(str(tmp_path / "c.sqlite3")) as casebook, casebook._database.reading() as session:
        found = [
            session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "recursive_triggers")
        ]
    assert found == ["wal", 2, 1, 30_000, 1]
    assert os.stat(tmp_path / "c.sqlite3").st_mode & 0o077 == 0
