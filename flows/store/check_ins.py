"""The check-ins: planned at once for months, each done once, those of a closed incident cancelled."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from flows.errors import NotInCasebook
from flows.incident import CheckIn, CheckInState, CheckInStatus, Json
from flows.store import wording
from flows.store.database import hold
from flows.store.inserting import insert_new
from flows.store.shelf import Shelf
from flows.store.tables import CheckInRow
from flows.store.timeline import append

DAYS = (1, 2, 3, 7, 14, 30, 60, 90, 180)
"""The days after ``start`` on which one looks, unless it is agreed otherwise."""

_ASKED_TOGETHER = 500
"""The check-ins of so many incidents are asked for in one query; a database takes only so many parameters."""


class CheckIns(Shelf):
    """All check-ins."""

    def plan(
        self, incident: str, *, start: datetime, by: str, now: datetime, days: Iterable[int] = DAYS
    ) -> tuple[CheckIn, ...]:
        """Plan looks so many ``days`` after ``start``; those planned before stay as they are. Says all there are."""
        with self._database.writing() as session:
            row = hold(session, incident)
            new = [day for day in sorted(set(days)) if _plan(session, incident, day, start)]
            if new:
                append(session, row, "check-in", wording.planned(new), {"days": new}, by=by, now=now)
            return _all(session, incident)

    def attach_all(self, runs: Mapping[tuple[str, int], str]) -> None:
        """Note the flow runs that are planned for check-ins, by incident and day."""
        rows = [{"incident": incident, "day": day, "run": run} for (incident, day), run in sorted(runs.items())]
        if rows:
            with self._database.writing() as session:
                session.execute(update(CheckInRow), rows)

    def finish(
        self, incident: str, day: int, *, status: CheckInStatus, result: Json, by: str, now: datetime
    ) -> tuple[bool, CheckIn]:
        """Write down what a look has found. The first to do so is told True; what it found stays."""
        with self._database.writing() as session:
            row = _held(session, incident, day)
            if row.state == "planned":
                row.state, row.status, row.result, row.done_at = "done", status, result, now
                what = wording.looked(day, status)
                append(
                    session, hold(session, incident), "check-in", what, {"day": day, "status": status}, by=by, now=now
                )
                return True, CheckIn.model_validate(row)
            return False, CheckIn.model_validate(row)

    def get(self, incident: str, day: int) -> CheckIn:
        """The check-in of that day."""
        with self._database.reading() as session:
            row = session.get(CheckInRow, (incident, day))
            if row is None:
                raise _none(incident, day)
            return CheckIn.model_validate(row)

    def of(self, incident: str) -> tuple[CheckIn, ...]:
        """The check-ins of an incident in their order."""
        with self._database.reading() as session:
            return _all(session, incident)

    def without_run(self, incidents: Sequence[str]) -> Iterator[CheckIn]:
        """The check-ins of these incidents that are still to come and for which no flow run is planned."""
        planned: CheckInState = "planned"
        query = select(CheckInRow).where(CheckInRow.state == planned, func.coalesce(CheckInRow.run, "") == "")
        for start in range(0, len(incidents), _ASKED_TOGETHER):
            some = CheckInRow.incident.in_(incidents[start : start + _ASKED_TOGETHER])
            with self._database.reading() as session:
                rows = session.scalars(query.where(some).order_by(CheckInRow.incident, CheckInRow.day))
                found = [CheckIn.model_validate(row) for row in rows]
            yield from found

    def due(self, now: datetime) -> tuple[CheckIn, ...]:
        """The check-ins of all incidents whose time has come and that nobody has done, the oldest first."""
        state: CheckInState = "planned"
        query = select(CheckInRow).where(CheckInRow.state == state, CheckInRow.due_at <= now)
        with self._database.reading() as session:
            rows = session.scalars(query.order_by(CheckInRow.due_at, CheckInRow.incident))
            return tuple(CheckIn.model_validate(row) for row in rows)

    def relapses(self, since: datetime) -> tuple[CheckIn, ...]:
        """The check-ins of all incidents, done since then, that say that it has come back."""
        status: CheckInStatus = "relapsed"
        query = select(CheckInRow).where(CheckInRow.status == status, CheckInRow.done_at >= since)
        with self._database.reading() as session:
            rows = session.scalars(query.order_by(CheckInRow.done_at, CheckInRow.incident))
            return tuple(CheckIn.model_validate(row) for row in rows)


def _plan(session: Session, incident: str, day: int, start: datetime) -> bool:
    """Plan a day, one that was cancelled as well; says whether it was not planned before."""
    due_at = start + timedelta(days=day)
    new = {"incident": incident, "day": day, "due_at": due_at, "state": "planned", "result": {}}
    if insert_new(session, CheckInRow, new):
        return True
    row = session.get_one(CheckInRow, (incident, day))
    if row.state != "cancelled":
        return False
    row.state, row.due_at, row.run = "planned", due_at, None
    return True


def _all(session: Session, incident: str) -> tuple[CheckIn, ...]:
    query = select(CheckInRow).where(CheckInRow.incident == incident).order_by(CheckInRow.day)
    return tuple(CheckIn.model_validate(row) for row in session.scalars(query))


def _held(session: Session, incident: str, day: int) -> CheckInRow:
    hold(session, incident)
    row = session.get(CheckInRow, (incident, day), populate_existing=True)
    if row is None:
        raise _none(incident, day)
    return row


def _none(incident: str, day: int) -> NotInCasebook:
    return NotInCasebook(f"There is no check-in for day {day} of {incident}.")
