"""The drafts: every text that was meant to go out, none ever changed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from flows.errors import NotAllowed, NotInCasebook
from flows.incident import Json
from flows.outgoing import EVERYBODY, Draft, text_hash
from flows.store import wording
from flows.store.database import hold
from flows.store.shelf import Shelf
from flows.store.tables import DraftRow
from flows.store.timeline import append


class Drafts(Shelf):
    """All drafts."""

    def add(
        self,
        incident: str | None,
        text: str,
        *,
        platform: str,
        author: str,
        now: datetime,
        audience: str = EVERYBODY,
        purpose: str = "apology",
        findings: Sequence[Json] = (),
        supersedes: int | None = None,
    ) -> Draft:
        """Keep a text; ``supersedes`` names the draft it replaces. The same text for the same end is kept once.

        ``purpose`` is what it is for (``holding``, ``apology``, ``reply``, ``post``). Without an incident it belongs
        to an everyday post.

        Raises:
            NotAllowed: another draft has replaced that draft already, or the text is empty.
        """
        if not text.strip():
            raise NotAllowed("A draft needs a text.")
        fields = {
            "incident": incident,
            "text": text,
            "sha256": text_hash(text),
            "platform": platform,
            "author": author,
            "audience": audience,
            "purpose": purpose,
            "supersedes": supersedes,
        }
        with self._database.writing() as session:
            if incident is not None:
                hold(session, incident)
            known = session.scalar(_same(fields).order_by(DraftRow.id))
            row = known or write_draft(session, {**fields, "findings": list(findings), "written_at": now})
            return Draft.model_validate(row)

    def get(self, draft: int) -> Draft:
        """The draft of that number."""
        with self._database.reading() as session:
            return Draft.model_validate(found(session, draft))

    def of(self, incident: str, *, purpose: str | None = None, newest: bool = False) -> tuple[Draft, ...]:
        """The drafts of an incident as they were written; with ``newest`` only those that nothing supersedes."""
        query = select(DraftRow).where(DraftRow.incident == incident).order_by(DraftRow.id)
        if purpose:
            query = query.where(DraftRow.purpose == purpose)
        with self._database.reading() as session:
            drafts = [Draft.model_validate(row) for row in session.scalars(query)]
        replaced = {draft.supersedes for draft in drafts} if newest else set()
        return tuple(draft for draft in drafts if draft.id not in replaced)

    def judge(self, draft: int, findings: Sequence[Json]) -> Draft:
        """Note what the guard says about the draft now."""
        with self._database.writing() as session:
            row = found(session, draft)
            row.findings = list(findings)
            return Draft.model_validate(row)


def found(session: Session, draft: int) -> DraftRow:
    """The row of a draft.

    Raises:
        NotInCasebook: there is none.
    """
    row = session.get(DraftRow, draft)
    if row is None:
        raise NotInCasebook(f"There is no draft {draft}.")
    return row


def successor(session: Session, draft: int) -> DraftRow | None:
    """The draft that supersedes this one."""
    return session.scalar(select(DraftRow).where(DraftRow.supersedes == draft))


def write_draft(session: Session, fields: Json) -> DraftRow:
    """Write a draft, of the round after the one it supersedes, into the transaction that holds its incident."""
    before = fields["supersedes"]
    if before is not None and (later := successor(session, before)):
        raise NotAllowed(f"Draft {before} was replaced by draft {later.id} already. Read that one and start from it.")
    row = DraftRow(**fields, round=found(session, before).round + 1 if before is not None else 1)
    session.add(row)
    session.flush()
    if row.incident is not None:
        what = wording.drafted(row.id, row.purpose, row.audience, row.round)
        details = {"draft": row.id, "sha256": row.sha256, "supersedes": before}
        append(session, hold(session, row.incident), "draft", what, details, by=row.author, now=row.written_at)
    return row


def _same(fields: Json) -> Select[DraftRow]:
    query = select(DraftRow).filter_by(**{name: value for name, value in fields.items() if value is not None})
    for name in ("incident", "supersedes"):
        if fields[name] is None:
            query = query.where(getattr(DraftRow, name).is_(None))
    return query
