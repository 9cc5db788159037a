"""The steps of the recovery: each of one incident is done once, by one run at a time, and a dead run is replaced.

A run claims a step for a while (the lease) and renews that while it works. Another run is told no until the lease is
over. ``by`` names a run: one that is restarted under its own name goes on at once.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.errors import ClaimLost
from flows.incident import Claim, Json, StepRecord, StepState
from flows.store import wording
from flows.store.database import hold
from flows.store.shelf import Shelf
from flows.store.tables import IncidentRow, StepRow
from flows.store.timeline import append

LEASE = timedelta(minutes=10)
"""How long a run may be silent before another one takes its step over."""


class Steps(Shelf):
    """All steps of all incidents."""

    def claim(self, incident: str, step: str, *, by: str, now: datetime, lease: timedelta = LEASE) -> Claim:
        """Ask to do a step. Won: do it. Else ``record`` says who is at it, or what came out (``is_done``)."""
        with self._database.writing() as session:
            held = hold(session, incident)
            row = session.get(StepRow, (incident, step))
            if row is None:
                row = _new(session, incident, step, now)
            elif not _is_free(row, by, now):
                return Claim(won=False, record=StepRecord.model_validate(row))
            if row.state == "running" and row.holder not in {"", by}:
                _tell_takeover(session, held, row, by, now)
            row.state, row.holder, row.lease_until, row.attempts = "running", by, now + lease, row.attempts + 1
            row.problem = row.finished_at = None
            session.flush()
            return Claim(won=True, record=StepRecord.model_validate(row))

    def renew(self, incident: str, step: str, *, by: str, now: datetime, lease: timedelta = LEASE) -> StepRecord:
        """Keep the step for another while.

        Raises:
            ClaimLost: another run has it.
        """
        with self._database.writing() as session:
            row = _own(session, incident, step, by)
            row.lease_until = now + lease
            return StepRecord.model_validate(row)

    def finish(self, incident: str, step: str, *, by: str, now: datetime, result: Json | None = None) -> StepRecord:
        """The step is done, for ever; ``result`` is what later steps and later runs need to know of it.

        Raises:
            ClaimLost: another run has it, or has done it.
        """
        return self._leave(incident, step, "done", by, now, result=result or {})

    def fail(self, incident: str, step: str, *, by: str, now: datetime, problem: str) -> StepRecord:
        """The step could not be done; any run may try again."""
        return self._leave(incident, step, "failed", by, now, problem=problem)

    def wait(self, incident: str, step: str, *, by: str, now: datetime, result: Json | None = None) -> StepRecord:
        """The step waits for a person, and any run may take it up again; ``result`` is what it knows so far."""
        return self._leave(incident, step, "waiting", by, now, result=result or {})

    def get(self, incident: str, step: str) -> StepRecord | None:
        """How far a step is; None when nobody has begun it."""
        with self._database.reading() as session:
            row = session.get(StepRow, (incident, step))
            return StepRecord.model_validate(row) if row else None

    def of(self, incident: str) -> tuple[StepRecord, ...]:
        """The steps of an incident in the order in which they were begun."""
        query = select(StepRow).where(StepRow.incident == incident).order_by(StepRow.started_at, StepRow.step)
        with self._database.reading() as session:
            return tuple(StepRecord.model_validate(row) for row in session.scalars(query))

    def _leave(
        self,
        incident: str,
        step: str,
        state: StepState,
        by: str,
        now: datetime,
        *,
        result: Json | None = None,
        problem: str | None = None,
    ) -> StepRecord:
        with self._database.writing() as session:
            row = _own(session, incident, step, by)
            row.state, row.lease_until, row.finished_at, row.problem = state, now, now, problem
            row.result = row.result if result is None else result
            return StepRecord.model_validate(row)


def _new(session: Session, incident: str, step: str, now: datetime) -> StepRow:
    row = StepRow(
        incident=incident,
        step=step,
        state="running",
        holder="",
        lease_until=now,
        attempts=0,
        result={},
        started_at=now,
    )
    session.add(row)
    return row


def _is_free(row: StepRow, by: str, now: datetime) -> bool:
    if row.state == "running":
        return row.holder == by or row.lease_until <= now
    return row.state != "done"


def _own(session: Session, incident: str, step: str, by: str) -> StepRow:
    hold(session, incident)
    row = session.get(StepRow, (incident, step), populate_existing=True)
    if row is None or row.holder != by or row.state != "running":
        raise ClaimLost(f"{incident}: another run has taken over the step {step}. This run stops here.")
    return row


def _tell_takeover(session: Session, incident: IncidentRow, row: StepRow, by: str, now: datetime) -> None:
    details = {"step": row.step, "from": row.holder, "to": by}
    what = wording.taken_over(row.step)
    append(session, incident, "takeover", what, details, by=by, now=now)
