"""The lessons: what the guard should know next time, proposed by the recovery and merged by a person."""

from datetime import datetime

from sqlalchemy import select

from flows.errors import IllegalMove, NotAllowed, NotInCasebook
from flows.incident import Lesson, LessonKind, LessonState
from flows.store import wording
from flows.store.database import hold
from flows.store.inserting import insert_new
from flows.store.shelf import Shelf
from flows.store.tables import LessonRow
from flows.store.timeline import append


class Lessons(Shelf):
    """All lessons."""

    def propose(self, incident: str, *, kind: LessonKind, title: str, text: str, by: str, now: datetime) -> Lesson:
        """Propose something; a proposal of the same kind and title is made once and stays as it is."""
        fields = {"incident": incident, "kind": kind, "title": title, "text": text, "proposed_at": now}
        with self._database.writing() as session:
            row = hold(session, incident)
            if insert_new(session, LessonRow, {**fields, "state": "proposed"}):
                details = {"kind": kind, "title": title}
                append(session, row, "lesson", wording.proposed(kind, title), details, by=by, now=now)
            kept = session.scalars(select(LessonRow).filter_by(incident=incident, kind=kind, title=title)).one()
            return Lesson.model_validate(kept)

    def decide(self, lesson: int, state: LessonState, *, by: str, now: datetime) -> Lesson:
        """A person has merged or refused it."""
        if state == "proposed" or not by.strip():
            raise NotAllowed("A lesson is merged or refused, by a person with a name.")
        with self._database.writing() as session:
            row = session.get(LessonRow, lesson)
            if row is None:
                raise NotInCasebook(f"There is no lesson {lesson}.")
            held = hold(session, row.incident)
            session.refresh(row)
            if row.state == state:
                return Lesson.model_validate(row)
            if row.state != "proposed":
                raise IllegalMove(f"Lesson {lesson} was {row.state} by {row.decided_by} already.")
            row.state, row.decided_at, row.decided_by = state, now, by
            what = wording.learnt(state, row.title)
            append(session, held, "lesson", what, {"lesson": lesson, "state": state}, by=by, now=now)
            return Lesson.model_validate(row)

    def of(self, incident: str) -> tuple[Lesson, ...]:
        """The lessons of an incident as they were proposed."""
        query = select(LessonRow).where(LessonRow.incident == incident).order_by(LessonRow.id)
        with self._database.reading() as session:
            return tuple(Lesson.model_validate(row) for row in session.scalars(query))
