"""Reads an incident again and names every place that is not as it was written.

The chain shows each change by somebody who does not rewrite all that follows and the incident's own row. To be safe
from them too, keep the head hash somewhere else: the report prints it.
"""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.incident import Broken, Verification
from flows.outgoing import text_hash
from flows.store.database import Database, no_incident
from flows.store.files import Files
from flows.store.tables import ApprovalRow, DraftRow, EvidenceRow, IncidentRow, TimelineRow
from flows.store.timeline import START, event_hash

_TIMELINE = TimelineRow.__table__


def verify(database: Database, files: Files, incident: str) -> Verification:
    """What re-reading the timeline, the evidence, the drafts and the approvals of ``incident`` finds."""
    with database.reading() as session:
        row = session.get(IncidentRow, incident)
        if row is None:
            raise no_incident(incident)
        told = {str(sha) for sha in session.scalars(select(EvidenceRow.sha256).where(EvidenceRow.incident == incident))}
        broken = (*_timeline(session, row), *_evidence(session, files, row), *_texts(session, row))
        return Verification(
            incident=incident,
            events=row.timeline_count,
            evidence=len(told),
            head=row.timeline_head,
            broken=broken,
        )


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


def _evidence(session: Session, files: Files, incident: IncidentRow) -> Iterator[Broken]:
    rows = session.scalars(select(EvidenceRow).where(EvidenceRow.incident == incident.id).order_by(EvidenceRow.id))
    there = {}
    for row in rows:
        there[row.sha256] = row
        if problem := files.problem(row.sha256):
            yield Broken(where=f"evidence {row.id} ({row.kind}, {row.name})", what=problem)
    for number, sha in _told(session, incident, "evidence"):
        if sha not in there:
            yield Broken(where=f"evidence of event {number}", what="It was kept, but is listed no longer.")


def _texts(session: Session, incident: IncidentRow) -> Iterator[Broken]:
    drafts = list(session.scalars(select(DraftRow).where(DraftRow.incident == incident.id).order_by(DraftRow.id)))
    approvals = list(session.scalars(select(ApprovalRow).where(ApprovalRow.incident == incident.id)))
    for kind, rows in (("draft", drafts), ("approval", approvals)):
        for row in rows:
            if text_hash(row.text) != row.sha256:
                yield Broken(where=f"{kind} {row.id}", what="Its text was changed after it was written.")
        there = {row.sha256 for row in rows}
        for number, sha in _told(session, incident, kind):
            if sha not in there:
                yield Broken(where=f"{kind} of event {number}", what="It was written down, but is not there any more.")


def _told(session: Session, incident: IncidentRow, kind: str) -> Iterator[tuple[int, str]]:
    """Number and hash of what the timeline says was kept."""
    query = select(TimelineRow.number, TimelineRow.details).where(
        TimelineRow.incident == incident.id, TimelineRow.kind == kind
    )
    for number, details in session.execute(query):
        try:
            sha = json.loads(details).get("sha256")
        except (ValueError, AttributeError, TypeError):
            continue  # the event was changed, which is told already
        if sha:
            yield number, str(sha)
