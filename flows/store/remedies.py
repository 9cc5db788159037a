"""The remedies: what the brand has promised, with an owner, a day and a proof."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.errors import IllegalMove, NotAllowed, NotInCasebook
from flows.incident import Remedy, RemedyState
from flows.store import wording
from flows.store.database import hold
from flows.store.inserting import insert_new
from flows.store.shelf import Shelf
from flows.store.tables import RemedyRow
from flows.store.timeline import append


class Remedies(Shelf):
    """All promises."""

    def promise(self, incident: str, promise: str, *, owner: str, due: date, by: str, now: datetime) -> Remedy:
        """Write down a promise; the same one again is the one that is there."""
        if not promise.strip() or not owner.strip():
            raise NotAllowed("A promise needs its words and the name of somebody who sees to it.")
        fields = {"incident": incident, "promise": promise, "owner": owner, "due": due, "promised_at": now}
        with self._database.writing() as session:
            row = hold(session, incident)
            if insert_new(session, RemedyRow, {**fields, "state": "open", "reminders": 0}):
                details = {"promise": promise, "owner": owner, "due": due.isoformat()}
                append(session, row, "remedy", wording.promised(promise, owner, due), details, by=by, now=now)
            kept = session.scalars(select(RemedyRow).filter_by(incident=incident, promise=promise)).one()
            return Remedy.model_validate(kept)

    def prove(self, remedy: int, proof: str, *, by: str, now: datetime) -> Remedy:
        """It is done, and ``proof`` says how one knows: a link, a receipt, the name of somebody who has seen it."""
        return self._settle(remedy, "done", proof, by, now)

    def give_up(self, remedy: int, why: str, *, by: str, now: datetime) -> Remedy:
        """The promise is broken, and ``why``."""
        return self._settle(remedy, "broken", why, by, now)

    def remind(self, remedy: int, *, by: str, now: datetime) -> Remedy:
        """Note that its owner was reminded."""
        with self._database.writing() as session:
            row = _held(session, remedy)
            row.reminders, row.reminded_at = row.reminders + 1, now
            details = {"remedy": remedy, "reminders": row.reminders}
            what = wording.reminded(row.owner, row.promise)
            append(session, hold(session, row.incident), "reminder", what, details, by=by, now=now)
            return Remedy.model_validate(row)

    def of(self, incident: str, *, state: RemedyState | None = None) -> tuple[Remedy, ...]:
        """The promises of an incident, the next due first."""
        query = select(RemedyRow).where(RemedyRow.incident == incident)
        if state:
            query = query.where(RemedyRow.state == state)
        with self._database.reading() as session:
            rows = session.scalars(query.order_by(RemedyRow.due, RemedyRow.id))
            return tuple(Remedy.model_validate(row) for row in rows)

    def due(self, day: date) -> tuple[Remedy, ...]:
        """The open promises of all incidents that are due on ``day`` or were due before."""
        query = select(RemedyRow).where(RemedyRow.state == "open", RemedyRow.due <= day)
        with self._database.reading() as session:
            rows = session.scalars(query.order_by(RemedyRow.due, RemedyRow.id))
            return tuple(Remedy.model_validate(row) for row in rows)

    def _settle(self, remedy: int, state: RemedyState, proof: str, by: str, now: datetime) -> Remedy:
        if not proof.strip():
            raise NotAllowed("Say how one knows that it was done, or why it was not.")
        with self._database.writing() as session:
            row = _held(session, remedy)
            if (row.state, row.proof) == (state, proof):
                return Remedy.model_validate(row)
            if row.state == "done":
                raise IllegalMove(f"Remedy {remedy} is done already. Promise something new instead.")
            row.state, row.proof, row.settled_at = state, proof, now
            details = {"remedy": remedy, "state": state, "proof": proof}
            what = wording.settled(row.promise, proof, kept=state == "done")
            append(session, hold(session, row.incident), "remedy", what, details, by=by, now=now)
            return Remedy.model_validate(row)


def _held(session: Session, remedy: int) -> RemedyRow:
    row = session.get(RemedyRow, remedy)
    if row is None:
        raise NotInCasebook(f"There is no remedy {remedy}.")
    hold(session, row.incident)
    session.refresh(row)
    return row
