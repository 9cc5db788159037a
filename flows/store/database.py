"""One database, SQLite or PostgreSQL, and its two ways in: ``writing()`` and ``reading()``, each one transaction.

Whoever writes about an incident holds its row first (``hold``). In PostgreSQL that makes writers of one incident take
turns; in SQLite all writers take turns anyway. Since the incident's row always comes first (after the ``gate`` of the
queue, where that is needed), nobody can wait for somebody who waits for them.
"""

import json
import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL, Engine
from sqlalchemy.orm import Session

from flows.errors import CasebookError, NotAllowed, NotInCasebook
from flows.store.place import is_file, shown
from flows.store.tables import IncidentRow
from flows.store.trouble import explained

PATIENCE_SECONDS = 30
"""How long a writer waits for others before it gives up."""

_QUEUE_GATE = 6_474_280_001
"""The lock in PostgreSQL that whoever freezes, thaws or starts a queued post takes: any number nobody else uses."""


class Database:
    """Where the casebook is kept. Safe to share between threads; each process opens its own."""

    def __init__(self, url: URL) -> None:
        self.place = shown(url)
        self.is_file = is_file(url)
        self._engine = _file_engine(url, self.place) if self.is_file else _server_engine(url, self.place)
        self._reader = self._engine.execution_options(**_reading(self.is_file))

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that is kept when the block ends and undone when it raises.

        Raises:
            CasebookError: the database does not work; nothing was changed.
        """
        with explained(self.place), Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees the casebook as it is at one moment, and keeps no writer waiting."""
        with explained(self.place), Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """A bare connection in a writing transaction, for the migrations."""
        with explained(self.place), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def hold(session: Session, incident: str) -> IncidentRow:
    """The row of ``incident``, held until the transaction ends, so that writers about it take turns.

    Raises:
        NotInCasebook: there is no such incident.
    """
    row = session.get(IncidentRow, incident, with_for_update={"key_share": True}, populate_existing=True)
    if row is None:
        raise no_incident(incident)
    return row


def no_incident(incident: str) -> NotInCasebook:
    """The error for an incident that is not there."""
    return NotInCasebook(f"There is no incident {incident}. guard incident list shows those that there are.")


def gate(session: Session) -> None:
    """Wait until nobody else freezes, thaws or starts queued posts; a freeze is then seen by all that come later."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().exec_driver_sql(f"SELECT pg_advisory_xact_lock({_QUEUE_GATE})")


def as_json(value: Any) -> str:
    """``value`` as JSON in the one spelling that can be hashed: keys sorted, no spaces, ASCII.

    Raises:
        NotAllowed: it holds something that JSON does not know, such as NaN or a time that is no text.
    """
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as error:
        raise NotAllowed(f"This cannot be kept as JSON: {error}. Give texts, whole or finite numbers, lists.") from None


def _reading(file: bool) -> dict[str, Any]:  # noqa: FBT001
    return {"mishap_reading": True} if file else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def _engine(url: URL, **options: Any) -> Engine:
    # hide_parameters: what is written (texts of posts) never stands in an error or a log.
    return create_engine(url, hide_parameters=True, json_serializer=as_json, **options)


# --- SQLite ---------------------------------------------------------------------------------------------------------


def _file_engine(url: URL, place: str) -> Engine:
    _make_file(place)
    engine = _engine(url, connect_args={"timeout": PATIENCE_SECONDS})
    event.listen(engine, "connect", _prepare_file)
    event.listen(engine, "begin", _begin)
    return engine


def _make_file(path: str) -> None:
    """Make the file, for its owner's eyes only: it holds names and what people wrote."""
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        if not os.path.exists(path):
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        fix = "Name a folder where you may write in MISHAP_HOME."
        raise CasebookError(f"{path}: the casebook cannot be made here ({error.strerror}). {fix}") from None


def _prepare_file(connection: sqlite3.Connection, _: object) -> None:
    # The transactions are begun by _begin, not by the driver, which would begin them too late to be safe.
    connection.isolation_level = None
    _keep_a_log(connection)
    for pragma in (
        "synchronous = FULL",  # the ledger must survive a power cut: what was sent was written down before
        "foreign_keys = ON",
        "recursive_triggers = ON",  # INSERT OR REPLACE removes a row: the triggers must see that
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on, which a new file needs once.

    SQLite does not wait for others here, for it cannot know whether they wait for it: the waiting is done by hand.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(random.uniform(0.01, 0.05))  # noqa: S311  -- not a secret, only to not meet again
        else:
            return


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("mishap_reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


# --- PostgreSQL -----------------------------------------------------------------------------------------------------


def _server_engine(url: URL, place: str) -> Engine:
    try:
        engine = _engine(
            url,
            pool_pre_ping=True,
            pool_size=5,
            max_overflow=15,
            connect_args={"connect_timeout": 10, "application_name": "mishap"},
        )
    except ImportError:
        fix = 'Install it with pip install "prefect-mishap[postgresql]".'
        raise CasebookError(f"{place}: the driver for PostgreSQL is not installed. {fix}") from None
    event.listen(engine, "connect", _prepare_server)
    return engine


def _prepare_server(connection: Any, _: object) -> None:
    connection.execute(f"SET lock_timeout = '{PATIENCE_SECONDS}s'")
    connection.commit()
