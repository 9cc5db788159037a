"""The lessons: what the guard should know next time, proposed by the recovery and merged by a person."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.errors import IllegalMove, NotAllowed, NotInCasebook
from flows.incident import Lesson, LessonKind, LessonState
from flows.store import wording
from flows.store.database import hold
from flows.store.inserting import insert_new
from flows.store.shelf import Shelf
from flows.store.tables import LessonRow
from flows.store.timeline import append


class Lessons(Shelf):
    """All lessons. The number (``id``) of a lesson counts within its incident, from 1, as they were proposed."""

    def propose(self, incident: str, *, kind: LessonKind, title: str, text: str, by: str, now: datetime) -> Lesson:
        """Propose something; a proposal of the same kind and title is made once and stays as it is."""
        fields = {"incident": incident, "kind": kind, "title": title, "text": text, "proposed_at": now}
        with self._database.writing() as session:
            row = hold(session, incident)
            if insert_new(session, LessonRow, {**fields, "state": "proposed"}):
                details = {"kind": kind, "title": title}
                append(session, row, "lesson", wording.proposed(kind, title), details, by=by, now=now)
            return next(each for each in _numbered(session, incident) if (each.kind, each.title) == (kind, title))

    def decide(self, incident: str, lesson: int, state: LessonState, *, by: str, now: datetime) -> Lesson:
        """A person has merged or refused the lesson with this number in the incident."""
        if state == "proposed" or not by.strip():
            raise NotAllowed("A lesson is merged or refused, by a person with a name.")
        with self._database.writing() as session:
            held = hold(session, incident)
            row = next((row for number, row in _rows(session, incident) if number == lesson), None)
            if row is None:
                raise NotInCasebook(f"There is no lesson {lesson}.")
            if row.state not in {state, "proposed"}:
                raise IllegalMove(f"Lesson {lesson} was {row.state} by {row.decided_by} already.")
            if row.state == "proposed":
                row.state, row.decided_at, row.decided_by = state, now, by
                what = wording.learnt(state, row.title)
                append(session, held, "lesson", what, {"lesson": lesson, "state": state}, by=by, now=now)
            return _lesson(lesson, row)

    def of(self, incident: str) -> tuple[Lesson, ...]:
        """The lessons of an incident as they were proposed."""
        with self._database.reading() as session:
            return _numbered(session, incident)


def _numbered(session: Session, incident: str) -> tuple[Lesson, ...]:
    return tuple(_lesson(number, row) for number, row in _rows(session, incident))


def _rows(session: Session, incident: str) -> Iterable[tuple[int, LessonRow]]:
    """The rows of an incident, by the numbers that people call them by; none is ever taken away."""
    query = select(LessonRow).where(LessonRow.incident == incident).order_by(LessonRow.id)
    return enumerate(session.scalars(query).all(), 1)


def _lesson(number: int, row: LessonRow) -> Lesson:
    return Lesson.model_validate(row).model_copy(update={"id": number})
