"""The freezes: nothing that is queued goes out until a person thaws it, and then nothing goes out by itself."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.errors import NotAllowed, NotInCasebook
from flows.outgoing import ALL_ACCOUNTS, Freeze
from flows.store.database import gate, hold
from flows.store.inserting import insert_new
from flows.store.shelf import Shelf
from flows.store.tables import FreezeRow, QueuedPostRow
from flows.store.timeline import append


class Freezes(Shelf):
    """All freezes."""

    def freeze(
        self, account: str = ALL_ACCOUNTS, *, by: str, why: str, now: datetime, incident: str | None = None
    ) -> Freeze:
        """Stop the queue of ``account`` or of all: what waits is held at once, what comes later waits held.

        An account that is frozen stays so under the freeze that is there. What a run is sending at this very moment
        (state ``publishing``) cannot be stopped: read the queue again afterwards.
        """
        fields = {"account": account, "incident": incident, "since": now, "by": by, "why": why}
        with self._database.writing() as session:
            gate(session)
            held = hold(session, incident) if incident is not None else None
            new = insert_new(session, FreezeRow, fields)
            stopped = _hold_back(session, account, now, why)
            if held is not None and (new or stopped):
                whose = "all accounts" if account == ALL_ACCOUNTS else account
                details = {"account": account, "held": stopped}
                append(session, held, "freeze", f"Froze the queue of {whose}.", details, by=by, now=now)
            return Freeze.model_validate(_active(session, account))

    def thaw(self, account: str = ALL_ACCOUNTS, *, by: str, why: str, now: datetime) -> int:
        """Lift a freeze. What it held becomes drafts that a person releases one by one; says how many.

        Raises:
            NotInCasebook: there is no such freeze; all accounts and a single one are frozen separately.
            NotAllowed: the name or the reason is missing.
        """
        if not by.strip() or not why.strip():
            raise NotAllowed("Thawing needs the name of a person and a reason.")
        with self._database.writing() as session:
            gate(session)
            row = _active(session, account)
            if row is None:
                raise NotInCasebook(f"There is no freeze of {account}. guard thaw lists those that there are.")
            held = hold(session, row.incident) if row.incident is not None else None
            row.lifted_at, row.lifted_by, row.lifted_why = now, by, why
            session.flush()
            count = _to_drafts(session, account, now)
            if held is not None:
                what = "Lifted the freeze. What it held are drafts now, and a person releases each of them."
                details = {"account": account, "drafts": count}
                append(session, held, "thaw", what, details, by=by, now=now)
            return count

    def of(self, account: str) -> Freeze | None:
        """The freeze that stops ``account`` now, its own or that of all accounts."""
        with self._database.reading() as session:
            row = freeze_of(session, account)
            return Freeze.model_validate(row) if row else None

    def active(self) -> tuple[Freeze, ...]:
        """All freezes that are on."""
        query = select(FreezeRow).where(FreezeRow.lifted_at.is_(None)).order_by(FreezeRow.id)
        with self._database.reading() as session:
            return tuple(Freeze.model_validate(row) for row in session.scalars(query))


def freeze_of(session: Session, account: str) -> FreezeRow | None:
    """The freeze that stops ``account``."""
    return _active(session, account) or _active(session, ALL_ACCOUNTS)


def _active(session: Session, account: str) -> FreezeRow | None:
    return session.scalar(select(FreezeRow).where(FreezeRow.account == account, FreezeRow.lifted_at.is_(None)))


def _posts(session: Session, account: str, state: str) -> list[QueuedPostRow]:
    query = select(QueuedPostRow).where(QueuedPostRow.state == state).order_by(QueuedPostRow.id)
    if account != ALL_ACCOUNTS:
        query = query.where(QueuedPostRow.account == account)
    return list(session.scalars(query))


def _hold_back(session: Session, account: str, now: datetime, why: str) -> int:
    waiting = _posts(session, account, "waiting")
    for post in waiting:
        post.state, post.note, post.changed_at = "held", why, now
    return len(waiting)


def _to_drafts(session: Session, account: str, now: datetime) -> int:
    free = [post for post in _posts(session, account, "held") if freeze_of(session, post.account) is None]
    for post in free:
        post.state, post.changed_at = "draft", now
    return len(free)
