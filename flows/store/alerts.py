"""The alerts that were sent: each occasion is told once, however many programs look at the same time.

``claim`` is the gate, as for publications. One that nobody took is tried again a few times, when somebody looks again;
one whose program died while it was sending counts as such. Better told twice than not at all.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, and_, or_, select, update

from flows.store.database import hold
from flows.store.inserting import insert_new
from flows.store.shelf import Shelf
from flows.store.tables import AlertRow
from flows.store.timeline import append

MOST_ATTEMPTS = 3
"""So often an alert that nobody took is tried."""

PATIENCE = timedelta(minutes=10)
"""How long a program may be sending an alert before another one does it."""


class AlertShelf(Shelf):
    """All alerts."""

    def told(self) -> frozenset[str]:
        """The keys of those that have arrived, or were given up."""
        over = or_(AlertRow.state == "sent", and_(AlertRow.state == "failed", AlertRow.attempts >= MOST_ATTEMPTS))
        with self._database.reading() as session:
            return frozenset(session.scalars(select(AlertRow.key).where(over)))

    def claim(self, key: str, *, now: datetime, incident: str | None = None) -> bool:
        """Ask to tell about an occasion: exactly one asker is told yes, until it has turned out that nobody heard."""
        new = {"key": key, "incident": incident, "state": "sending", "attempts": 1, "changed_at": now}
        silent = or_(
            AlertRow.state == "failed", and_(AlertRow.state == "sending", AlertRow.changed_at <= now - PATIENCE)
        )
        again = update(AlertRow).where(AlertRow.key == key, AlertRow.attempts < MOST_ATTEMPTS, silent)
        with self._database.writing() as session:
            if insert_new(session, AlertRow, new):
                return True
            result = session.execute(again.values(state="sending", attempts=AlertRow.attempts + 1, changed_at=now))
            return isinstance(result, CursorResult) and result.rowcount == 1

    def settle(
        self, key: str, what: str, *, delivered: int, problems: Sequence[str] = (), by: str, now: datetime
    ) -> None:
        """Write down what became of it, in the timeline of its incident as well: who heard of ``what``, who did not."""
        with self._database.writing() as session:
            row = session.get_one(AlertRow, key)
            row.state, row.changed_at = "sent" if delivered else "failed", now
            if row.incident is None:
                return
            incident = hold(session, row.incident)
            details = {"alert": key, "delivered": delivered}
            if delivered:
                append(session, incident, "alert", f"Told people: {what}.", details, by=by, now=now)
            for problem in problems:
                failed = f"An alert did not arrive ({what}). {problem}"
                append(session, incident, "alert", failed, details, by=by, now=now)
