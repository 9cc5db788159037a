"""The incidents: opened, moved on, closed."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.clock import as_utc
from flows.errors import IllegalMove, NotAllowed
from flows.incident import Incident, IncidentState, Json, may_follow
from flows.store import wording
from flows.store.database import hold, no_incident
from flows.store.inserting import insert_new
from flows.store.shelf import Shelf
from flows.store.tables import CheckInRow, IncidentRow, TimelineRow
from flows.store.timeline import START, append, event
from flows.store.verifying import post_hash

_MOST_A_DAY = 1000
"""More incidents of one brand on one day are a mistake of a program."""


class Incidents(Shelf):
    """All incidents."""

    def open(
        self,
        brand: str,
        *,
        account: str,
        platform: str,
        post: Json,
        lead: str,
        now: datetime,
        url: str | None = None,
        published_at: datetime | None = None,
        audience_size: int | None = None,
        plan: Json | None = None,
        key: str | None = None,
    ) -> Incident:
        """A new incident, named by brand and day, such as ``acme-2026-11-22``, then ``acme-2026-11-22-2``.

        With a ``key`` (say, the name of the flow run) that has opened one already, it is that one.
        """
        if published_at and as_utc(published_at) > as_utc(now):
            raise NotAllowed(f"The post cannot have gone out at {published_at}: that is in the future. Correct it.")
        fields = {
            "brand": brand,
            "account": account,
            "platform": platform,
            "post": post,
            "lead": lead,
            "url": url,
            "published_at": published_at,
            "audience_size": audience_size,
            "plan": plan or {},
            "key": key,
            "state": "opened",
            "opened_at": now,
            "timeline_count": 0,
            "timeline_head": START,
        }
        with self._database.writing() as session:
            row = _keyed(session, key) or _opened(session, _names(brand, now), fields)
            return Incident.model_validate(row)

    def get(self, incident: str) -> Incident:
        """The incident of that name."""
        with self._database.reading() as session:
            row = session.get(IncidentRow, incident)
            if row is None:
                raise no_incident(incident)
            return Incident.model_validate(row)

    def all(self, *, states: Sequence[IncidentState] | None = None, brand: str | None = None) -> tuple[Incident, ...]:
        """The incidents, those of some ``states`` or of a ``brand`` or all, the newest first."""
        query = select(IncidentRow).order_by(IncidentRow.opened_at.desc(), IncidentRow.id.desc())
        if states is not None:
            query = query.where(IncidentRow.state.in_(states))
        if brand is not None:
            query = query.where(IncidentRow.brand == brand)
        with self._database.reading() as session:
            return tuple(Incident.model_validate(row) for row in session.scalars(query))

    def move(self, incident: str, state: IncidentState, *, by: str, now: datetime, why: str = "") -> Incident:
        """Bring the incident into ``state``; nothing happens when it is there.

        Raises:
            IllegalMove: the state cannot follow the one it is in, or needs ``close`` or ``reopen``.
        """
        with self._database.writing() as session:
            row = hold(session, incident)
            if row.state != state:
                if state == "closed" or row.state == "closed":
                    raise IllegalMove(f"{incident} is closed or reopened by a person with a reason, never by the way.")
                _move(session, row, state, by=by, now=now, why=why)
            return Incident.model_validate(row)

    def close(self, incident: str, *, by: str, now: datetime, why: str) -> Incident:
        """Close the incident on a person's word; check-ins that are still planned are cancelled with it."""
        _ask_for(by, why)
        with self._database.writing() as session:
            row = hold(session, incident)
            if row.state != "closed":
                _move(session, row, "closed", by=by, now=now, why=why)
                row.closed_at, row.closed_by, row.closing_reason = now, by, why
                _cancel_check_ins(session, incident)
            return Incident.model_validate(row)

    def reopen(self, incident: str, *, by: str, now: datetime, why: str) -> Incident:
        """Take up a closed incident again, where it was when it was closed."""
        _ask_for(by, why)
        with self._database.writing() as session:
            row = hold(session, incident)
            if row.state == "closed":
                _move(session, row, _before_closing(session, incident), by=by, now=now, why=why)
                row.closed_at = row.closed_by = row.closing_reason = None
            return Incident.model_validate(row)


def slug(brand: str) -> str:
    """The brand's name in the letters that names of incidents and flow runs may have."""
    plain = unicodedata.normalize("NFKD", brand).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "incident"


def _names(brand: str, now: datetime) -> list[str]:
    first = f"{slug(brand)}-{as_utc(now).date().isoformat()}"
    return [first, *(f"{first}-{number}" for number in range(2, _MOST_A_DAY))]


def _opened(session: Session, names: list[str], fields: Json) -> IncidentRow:
    """The new row under the first free name, even while others open incidents of the same brand."""
    for name in names:
        if session.get(IncidentRow, name) is None and insert_new(session, IncidentRow, fields | {"id": name}):
            row = hold(session, name)
            details = {"state": row.state, "post": post_hash(row.post)}
            append(session, row, "state", f"Opened the incident {name}.", details, by=row.lead, now=row.opened_at)
            return row
        if known := _keyed(session, fields["key"]):  # another run with this key was faster by a moment
            return known
    raise NotAllowed(f"{names[0]}: this brand has had {_MOST_A_DAY} incidents today. Check what opens them.")


def _keyed(session: Session, key: str | None) -> IncidentRow | None:
    return session.scalar(select(IncidentRow).where(IncidentRow.key == key)) if key else None


def _move(session: Session, row: IncidentRow, state: IncidentState, *, by: str, now: datetime, why: str) -> None:
    before: IncidentState = row.state  # type: ignore[assignment]
    if not may_follow(before, state):
        raise IllegalMove(f"{row.id} is {before} and cannot become {state}.")
    row.state = state
    what = wording.reached(state, before, why)
    append(session, row, "state", what, {"from": before, "state": state, "why": why}, by=by, now=now)


def _before_closing(session: Session, incident: str) -> IncidentState:
    """How far the incident was when it was last closed."""
    query = select(TimelineRow).where(TimelineRow.incident == incident, TimelineRow.kind == "state")
    for row in session.scalars(query.order_by(TimelineRow.number.desc())):
        details = event(row).details
        if details["state"] == "closed":
            before: IncidentState = details["from"]
            return before
    return "long_haul"


def _cancel_check_ins(session: Session, incident: str) -> None:
    for check_in in session.scalars(
        select(CheckInRow).where(CheckInRow.incident == incident, CheckInRow.state == "planned")
    ):
        check_in.state = "cancelled"


def _ask_for(by: str, why: str) -> None:
    if not by.strip() or not why.strip():
        raise NotAllowed("Closing and reopening an incident needs the name of a person and a reason.")
