"""The timeline: what happened, in order, never changed. Each event carries the hash of the one before.

The methods of the other shelves write it themselves, in the transaction of what they tell about, so that nothing is
done without standing here. ``add`` is for all else.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.errors import CasebookError
from flows.incident import Json, TimelineEvent, moment_text
from flows.store.database import as_json, hold
from flows.store.shelf import Shelf
from flows.store.tables import IncidentRow, TimelineRow

START = "0" * 64
"""What the first event has in the place of a hash before it."""

_HASHED = ("incident", "number", "key", "at", "actor", "kind", "what", "details", "previous")


class Timeline(Shelf):
    """The events of all incidents."""

    def add(
        self,
        incident: str,
        *,
        at: datetime,
        actor: str,
        kind: str,
        what: str,
        details: Json | None = None,
        key: str | None = None,
    ) -> TimelineEvent:
        """Write an event at the end. With a ``key`` that is there already, it is that event and nothing is written."""
        with self._database.writing() as session:
            row = hold(session, incident)
            known = _keyed(session, incident, key) if key else None
            written = known or append(session, row, kind, what, details or {}, by=actor, now=at, key=key)
            return event(written)

    def of(self, incident: str, *, kind: str | None = None, after: int = 0) -> tuple[TimelineEvent, ...]:
        """The events of an incident in order, of one ``kind`` or all, those later than number ``after``."""
        query = select(TimelineRow).where(TimelineRow.incident == incident, TimelineRow.number > after)
        if kind:
            query = query.where(TimelineRow.kind == kind)
        with self._database.reading() as session:
            return tuple(event(row) for row in session.scalars(query.order_by(TimelineRow.number)))


def append(
    session: Session,
    incident: IncidentRow,
    kind: str,
    what: str,
    details: Json,
    *,
    by: str,
    now: datetime,
    key: str | None = None,
) -> TimelineRow:
    """Write an event in the transaction of ``session``, which must hold ``incident``."""
    row = TimelineRow(
        incident=incident.id,
        number=incident.timeline_count + 1,
        key=key,
        at=moment_text(now),
        actor=by,
        kind=kind,
        what=what,
        details=as_json(details),
        previous=incident.timeline_head,
    )
    row.hash = event_hash({name: getattr(row, name) for name in _HASHED})
    incident.timeline_count, incident.timeline_head = row.number, row.hash
    session.add(row)
    session.flush()
    return row


def event_hash(fields: Mapping[str, Any]) -> str:
    """The SHA-256 over all fields of an event, the hash of the one before among them."""
    text = json.dumps({name: fields[name] for name in _HASHED}, sort_keys=True, separators=(",", ":"), default=repr)
    return hashlib.sha256(text.encode()).hexdigest()


def event(row: TimelineRow) -> TimelineEvent:
    """The noun of a row.

    Raises:
        CasebookError: somebody has changed the row into something that is no event.
    """
    fields = {name: getattr(row, name) for name in (*_HASHED, "hash")}
    try:
        return TimelineEvent.model_validate(fields | {"details": json.loads(row.details)})
    except (ValueError, TypeError):
        fix = f"guard incident verify {row.incident} says where it is broken."
        raise CasebookError(f"{row.incident}: event {row.number} was changed and cannot be read. {fix}") from None


def _keyed(session: Session, incident: str, key: str) -> TimelineRow | None:
    return session.scalar(select(TimelineRow).where(TimelineRow.incident == incident, TimelineRow.key == key))
