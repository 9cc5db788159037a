"""The casebook as a whole: opened once, then one shelf a noun. Every method is one transaction; times are passed in."""

import os
from collections.abc import Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from flows.incident import Verification
from flows.store.alerts import AlertShelf
from flows.store.approvals import Approvals
from flows.store.check_ins import CheckIns
from flows.store.database import Database
from flows.store.drafts import Drafts
from flows.store.evidence import EvidenceShelf
from flows.store.files import Files
from flows.store.freezes import Freezes
from flows.store.incidents import Incidents
from flows.store.lessons import Lessons
from flows.store.metrics import Metrics
from flows.store.place import casebook_url, evidence_folder
from flows.store.publications import Publications
from flows.store.queue import Queue
from flows.store.remedies import Remedies
from flows.store.schema import prepare
from flows.store.steps import Steps
from flows.store.timeline import Timeline
from flows.store.verifying import verify


class Casebook:
    """What the recovery writes down. Threads may share one; each process opens its own.

    Every method raises CasebookError when the database or the disk does not work, having changed nothing, and
    NotInCasebook for an incident that is not there.
    """

    def __init__(self, database: Database, files: Files) -> None:
        self._database = database
        self.files = files
        self.incidents = Incidents(database)
        self.timeline = Timeline(database)
        self.evidence = EvidenceShelf(database, files)
        self.drafts = Drafts(database)
        self.approvals = Approvals(database)
        self.publications = Publications(database)
        self.remedies = Remedies(database)
        self.metrics = Metrics(database)
        self.check_ins = CheckIns(database)
        self.lessons = Lessons(database)
        self.freezes = Freezes(database)
        self.queue = Queue(database)
        self.steps = Steps(database)
        self.alerts = AlertShelf(database)

    @classmethod
    def open(
        cls, setting: str | None = None, *, evidence: str | None = None, environ: Mapping[str, str] = os.environ
    ) -> Self:
        """The casebook that ``setting`` (a file, or the URL of a database) names, made or upgraded where needed.

        Without a setting it is the one of ``MISHAP_CASEBOOK``, else the one in this user's data folder; ``evidence``
        is the folder of the evidence files, else one beside the casebook.

        Raises:
            CasebookTooNew: a newer version of this program wrote it.
            CasebookError: it cannot be opened or made.
        """
        url = casebook_url(setting, environ)
        database = Database(url)
        with ExitStack() as unless_prepared:
            unless_prepared.callback(database.close)
            prepare(database)
            unless_prepared.pop_all()
        return cls(database, Files(evidence or evidence_folder(url, environ)))

    @property
    def place(self) -> str:
        """Where it is, fit for showing."""
        return self._database.place

    def verify(self, incident: str) -> Verification:
        """Read the whole incident again and say what is not as it was written: events, evidence, texts."""
        return verify(self._database, self.files, incident)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
