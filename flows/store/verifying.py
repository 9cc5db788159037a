"""Reads an incident again and names every place that is not as it was written.

The chain shows each change by somebody who does not rewrite all that follows and the incident's own row. To be safe
from them too, keep the head hash somewhere else: the report prints it. What else the casebook holds about an incident
(evidence, drafts, approvals, the ledger) is compared with what the timeline says was written.
"""

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.incident import Broken, Json, Verification
from flows.outgoing import text_hash
from flows.store.columns import Base
from flows.store.database import Database, as_json, no_incident
from flows.store.files import Files
from flows.store.tables import ApprovalRow, DraftRow, EvidenceRow, IncidentRow, PublicationRow, TimelineRow
from flows.store.timeline import START, event_hash

_TIMELINE = TimelineRow.__table__
_Row = TypeVar("_Row", bound=Base)

_KEPT: tuple[tuple[str, type[Base], tuple[str, ...]], ...] = (
    ("evidence", EvidenceRow, ("kind", "name", "source", "sha256", "size")),
    ("draft", DraftRow, ("sha256", "supersedes", "author")),
    ("approval", ApprovalRow, ("draft", "draft_hash", "decision", "sha256", "successor", "reason", "who")),
)
"""What the timeline repeats about each kind of row, so that the two can be compared."""


def verify(database: Database, files: Files, incident: str) -> Verification:
    """What re-reading everything about ``incident`` finds."""
    with database.reading() as session:
        row = session.get(IncidentRow, incident)
        if row is None:
            raise no_incident(incident)
        kept = list(_rows(session, EvidenceRow, incident))
        broken = (*_timeline(session, row), *_post(session, row), *_files(files, kept), *_contents(session, row))
        return Verification(
            incident=incident,
            events=row.timeline_count,
            evidence=len(kept),
            head=row.timeline_head,
            broken=broken,
        )


def post_hash(post: Json) -> str:
    """The hash under which the timeline remembers the post as it was when the incident was opened."""
    return text_hash(as_json(post))


# --- the timeline itself --------------------------------------------------------------------------------------------


def _timeline(session: Session, incident: IncidentRow) -> Iterator[Broken]:
    """The first broken event; what follows it hangs on it and says nothing more."""
    number, head = 0, START
    query = select(_TIMELINE).where(_TIMELINE.c.incident == incident.id).order_by(_TIMELINE.c.number)
    for row in session.execute(query).mappings():
        number += 1
        if problem := _problem(row, number, head):
            yield Broken(where=f"event {number}", what=problem)
            return
        head = row["hash"]
    if (number, head) != (incident.timeline_count, incident.timeline_head):
        what = f"The timeline ends after event {number}, but {incident.timeline_count} were written. The rest is gone."
        yield Broken(where=f"event {number + 1}", what=what)


def _problem(row: Any, number: int, head: str) -> str:
    if row["number"] != number:
        return f"Event {number} is missing."
    if row["previous"] != head:
        return "It does not follow the event before it: one of the two was changed or put in."
    if row["hash"] != event_hash(row):
        return "It was changed after it was written."
    return ""


# --- what the timeline tells about ----------------------------------------------------------------------------------


def _post(session: Session, incident: IncidentRow) -> Iterator[Broken]:
    opened = next(_told(session, incident, "state"), None)
    if opened and opened[1].get("post") != post_hash(incident.post):
        yield Broken(where="the post", what="It is not the one with which the incident was opened.")


def _files(files: Files, kept: Iterable[EvidenceRow]) -> Iterator[Broken]:
    for row in kept:
        if problem := files.problem(row.sha256):
            yield Broken(where=f"evidence {row.id} ({row.kind}, {row.name})", what=problem)


def _contents(session: Session, incident: IncidentRow) -> Iterator[Broken]:
    for kind, table, fields in _KEPT:
        rows: list[Any] = list(_rows(session, table, incident.id))
        yield from _texts(kind, rows)
        there = {f"{kind} {row.id}": tuple(getattr(row, name) for name in fields) for row in rows}
        told = {
            f"{kind} of event {number}": tuple(details.get(name) for name in fields)
            for number, details in _told(session, incident, kind)
        }
        yield from _differences(there, told)
    yield from _ledger(session, incident)


def _texts(kind: str, rows: Iterable[Any]) -> Iterator[Broken]:
    for row in rows:
        if kind != "evidence" and text_hash(row.text) != row.sha256:
            yield Broken(where=f"{kind} {row.id}", what="Its text was changed after it was written.")


def _differences(there: Mapping[str, Hashable], told: Mapping[str, Hashable]) -> Iterator[Broken]:
    for where in [where for where, what in there.items() if what not in told.values()]:
        yield Broken(where=where, what="The timeline knows nothing of it as it is: it was changed or put in.")
    for where in [where for where, what in told.items() if what not in there.values()]:
        yield Broken(where=where, what="It was written down, but is there no more or was changed.")


def _ledger(session: Session, incident: IncidentRow) -> Iterator[Broken]:
    fields = ("account", "draft_hash", "state", "platform_id", "url")
    last = {str(details.get("key")): details for _, details in _told(session, incident, "publication")}
    rows = {row.key: row for row in _rows(session, PublicationRow, incident.id)}
    for key in sorted(last.keys() | rows.keys()):
        row, told = rows.get(key), last.get(key, {})
        if row is None or any(getattr(row, name) != told.get(name) for name in fields):
            yield Broken(where=f"publication {key}", what="The ledger does not say what the timeline says.")


def _rows(session: Session, table: type[_Row], incident: str) -> Iterable[_Row]:
    columns = table.__table__.c
    return session.scalars(select(table).where(columns.incident == incident).order_by(columns.id))


def _told(session: Session, incident: IncidentRow, kind: str) -> Iterator[tuple[int, Json]]:
    """Number and details of the events of a ``kind``, with the actor under the names that rows have for that."""
    query = select(TimelineRow.number, TimelineRow.details, TimelineRow.actor)
    query = query.where(TimelineRow.incident == incident.id, TimelineRow.kind == kind).order_by(TimelineRow.number)
    for number, text, actor in session.execute(query):
        try:
            yield number, {**json.loads(text), "who": actor, "author": actor}
        except (ValueError, TypeError):
            continue  # the event was changed, which is told already
