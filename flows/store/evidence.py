"""The evidence: the post, its media, the replies and the counts as they were seen, before anything is deleted."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from flows.errors import NotInCasebook
from flows.incident import Evidence, EvidenceKind
from flows.store.database import Database, hold, no_incident
from flows.store.files import Files, chunks_of
from flows.store.shelf import Shelf
from flows.store.tables import EvidenceRow, IncidentRow
from flows.store.timeline import append


class EvidenceShelf(Shelf):
    """All evidence."""

    def __init__(self, database: Database, files: Files) -> None:
        super().__init__(database)
        self._files = files

    def keep(
        self,
        incident: str,
        content: bytes | Iterable[bytes],
        *,
        kind: EvidenceKind,
        name: str,
        source: str,
        by: str,
        now: datetime,
    ) -> Evidence:
        """Keep ``content`` as seen at ``now``. ``name`` is what a person calls it, ``source`` where it was seen.

        The same content of the same kind and source is kept once; keeping it again gives what is there.
        """
        with self._database.reading() as session:  # before the file is written: an unknown incident leaves none
            if session.get(IncidentRow, incident) is None:
                raise no_incident(incident)
        sha256, size = self._files.put([content] if isinstance(content, bytes) else content)
        with self._database.writing() as session:
            row = hold(session, incident)
            known = session.scalar(
                select(EvidenceRow).filter_by(incident=incident, kind=kind, sha256=sha256, source=source)
            )
            if known is None:
                known = EvidenceRow(
                    incident=incident, kind=kind, name=name, source=source, sha256=sha256, size=size, taken_at=now
                )
                session.add(known)
                details = {"kind": kind, "name": name, "source": source, "sha256": sha256, "size": size}
                append(
                    session,
                    row,
                    "evidence",
                    f"Kept {name}{',' if ',' in name else ''} as evidence.",
                    details,
                    by=by,
                    now=now,
                )
            return Evidence.model_validate(known)

    def keep_file(
        self, incident: str, path: str, *, kind: EvidenceKind, name: str, source: str, by: str, now: datetime
    ) -> Evidence:
        """Keep the content of the file ``path``."""
        return self.keep(incident, chunks_of(path), kind=kind, name=name, source=source, by=by, now=now)

    def of(self, incident: str, *, kind: EvidenceKind | None = None) -> tuple[Evidence, ...]:
        """The evidence of an incident in the order in which it was kept."""
        query = select(EvidenceRow).where(EvidenceRow.incident == incident).order_by(EvidenceRow.id)
        if kind:
            query = query.where(EvidenceRow.kind == kind)
        with self._database.reading() as session:
            return tuple(Evidence.model_validate(row) for row in session.scalars(query))

    def get(self, evidence: int) -> Evidence:
        """The evidence of that number."""
        with self._database.reading() as session:
            row = session.get(EvidenceRow, evidence)
            if row is None:
                raise NotInCasebook(f"There is no evidence {evidence}.")
            return Evidence.model_validate(row)

    def read(self, evidence: int) -> bytes:
        """The content, checked against its hash."""
        return self._files.read(self.get(evidence).sha256)
