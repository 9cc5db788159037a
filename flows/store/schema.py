"""Brings a casebook to the version of this program: makes a new one, upgrades an older one, refuses a newer one."""

import os

from sqlalchemy import Connection, inspect

from flows.errors import CasebookTooNew
from flows.store.columns import Base
from flows.store.database import Database
from flows.store.migrations import HEAD

VERSION_TABLE = "casebook_version"
"""Not Alembic's usual name: Prefect, which may share the database, uses that one."""

_UPGRADE_LOCK = 6_474_280_002


def prepare(database: Database) -> None:
    """Make or upgrade the tables; several processes may do so at once, one of them does the work.

    Raises:
        CasebookTooNew: a newer version of this program has upgraded the casebook before.
        CasebookError: the database does not work; it is as it was.
    """
    with database.reading() as session:
        if version(session.connection()) == HEAD:
            return
    with database.connected() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})")
        found = version(connection)
        if found != HEAD:
            _upgrade(connection, found, database.place)


def version(connection: Connection) -> str | None:
    """The version of the tables, None where there are none yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()  # noqa: S608
    return str(found) if found is not None else None


def _upgrade(connection: Connection, found: str | None, place: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config(attributes={"connection": connection, "metadata": Base.metadata, "version_table": VERSION_TABLE})
    folder = os.path.join(os.path.dirname(__file__), "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        fix = "Update it: pip install --upgrade prefect-mishap."
        raise CasebookTooNew(f"{place}: a newer version of this program wrote this casebook ({found}). {fix}")
    command.upgrade(config, "head")
