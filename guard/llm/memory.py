"""What is kept on disk between runs: answers that need not be asked for again, and what was spent today.

Two small SQLite files in the user's cache folder (``GUARD_CACHE_DIR``, else the system's place), readable by that user
alone. Answers are kept under a hash of the question: the question itself is never written.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Lock
from typing import Literal, NamedTuple

DAY = 86_400


def folder() -> str:
    """Where the files lie."""
    if own := os.environ.get("GUARD_CACHE_DIR"):
        return own
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA", home), "mishap", "cache")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "mishap")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache"), "mishap")


def _opened(path: str, tables: str) -> sqlite3.Connection:
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    link = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    try:
        with suppress(sqlite3.OperationalError):  # another process turns it on at the same moment
            link.execute("PRAGMA journal_mode=WAL")
        link.execute("PRAGMA synchronous=NORMAL")
        link.execute(tables)
    except sqlite3.Error:
        link.close()
        raise
    return link


class Answers:
    """Answers by the hash of their question, for so many ``days``; with 0 days, or without a disk, it keeps nothing."""

    TABLE = "CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, made REAL NOT NULL, body TEXT NOT NULL)"

    def __init__(self, place: str = "", *, days: int, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._oldest = days * DAY
        self._lock = Lock()
        self._link: sqlite3.Connection | None = None
        if days:
            with suppress(sqlite3.Error, OSError):
                self._link = _opened(os.path.join(place or folder(), "answers.sqlite"), self.TABLE)
                self._link.execute("DELETE FROM answer WHERE made < ?", (now() - self._oldest,))

    def get(self, key: str) -> str | None:
        """The answer, unless there is none or it is too old."""
        rows = self._run("SELECT body FROM answer WHERE key = ? AND made >= ?", (key, self._now() - self._oldest))
        return rows[0][0] if rows else None

    def put(self, key: str, body: str) -> None:
        """Keep an answer."""
        self._run("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (key, self._now(), body))

    def forget(self, key: str) -> None:
        """Drop an answer that cannot be used any more."""
        self._run("DELETE FROM answer WHERE key = ?", (key,))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._link is not None:
                self._link.close()
                self._link = None

    def _run(self, command: str, values: Iterable[object]) -> list[tuple[str]]:
        """Ask the file; one that is broken, full or gone only costs what it would have saved."""
        with self._lock, suppress(sqlite3.Error):
            if self._link is not None:
                return self._link.execute(command, tuple(values)).fetchall()
        return []


class Spent(NamedTuple):
    """One run so far: its tokens, spent or promised, and its questions; and the tokens of the whole day."""

    tokens: int
    asked: int
    cached: int
    failed: int
    dropped: int
    today: int


class Ledger:
    """Tokens and questions by day (UTC) and run, shared by every process of this user. A limit of 0 is none.

    Before a request the most that it can cost is *reserved*, in one transaction with the look at the limits; after it
    the difference is given back. What a killed process had reserved stays spent: the limit is never passed by a crash.
    """

    TABLE = """CREATE TABLE IF NOT EXISTS spent (
        day TEXT, run TEXT, tokens INTEGER DEFAULT 0, asked INTEGER DEFAULT 0, cached INTEGER DEFAULT 0,
        failed INTEGER DEFAULT 0, dropped INTEGER DEFAULT 0, PRIMARY KEY (day, run))"""
    KEPT = 60
    """Days that are kept."""

    def __init__(
        self, place: str = "", *, run: str, per_run: int, per_day: int, now: Callable[[], float] = time.time
    ) -> None:
        self._run, self._per_run, self._per_day, self._now = run, per_run, per_day, now
        self._lock = Lock()
        self._link = _opened(os.path.join(place or folder(), "spending.sqlite"), self.TABLE)
        self._link.execute("DELETE FROM spent WHERE day < ?", (_day(now() - self.KEPT * DAY),))

    def reserve(self, tokens: int) -> bool:
        """Take ``tokens`` from what is left; False, and nothing taken, when that is less."""
        with self._lock:
            self._link.execute("BEGIN IMMEDIATE")
            try:
                spent = self._spent()
                fits = _within(spent.tokens + tokens, self._per_run) and _within(spent.today + tokens, self._per_day)
                if fits:
                    self._add("tokens", tokens)
            finally:
                self._link.execute("COMMIT")
        return fits

    def settle(self, reserved: int, used: int) -> None:
        """Put what was ``used`` in the place of what was ``reserved``."""
        with self._lock:
            self._add("tokens", used - reserved)

    def count(self, what: Literal["asked", "cached", "failed", "dropped"], number: int = 1) -> None:
        """Count a question that was asked, answered by the cache, or not answered; or quotes that were invented."""
        with self._lock:
            self._add(what, number)

    def spent(self) -> Spent:
        """What was spent and counted so far."""
        with self._lock:
            return self._spent()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._link.close()

    def _add(self, what: str, number: int) -> None:
        command = f"INSERT INTO spent (day, run, {what}) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET {what} = {what} + ?"  # noqa: S608 - one of five fixed words
        self._link.execute(command, (_day(self._now()), self._run, number, number))

    def _spent(self) -> Spent:
        sums = ", ".join(f"COALESCE(SUM({name}), 0)" for name in Spent._fields[:-1])
        run = self._link.execute(f"SELECT {sums} FROM spent WHERE run = ?", (self._run,)).fetchone()  # noqa: S608 - fixed words
        today = self._link.execute("SELECT COALESCE(SUM(tokens), 0) FROM spent WHERE day = ?", (_day(self._now()),))
        return Spent(*run, *today.fetchone())


def _day(moment: float) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(moment))


def _within(tokens: int, limit: int) -> bool:
    return not limit or tokens <= limit
