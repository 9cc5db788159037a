"""The queue of everyday posts: waiting for their time, held by a freeze, or drafts that a person must release."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.errors import IllegalMove, NotInCasebook
from flows.incident import Json
from flows.outgoing import QueuedPost, QueueState
from flows.store.database import gate
from flows.store.freezes import freeze_of
from flows.store.inserting import insert_new
from flows.store.shelf import Shelf
from flows.store.tables import QueuedPostRow


class Queue(Shelf):
    """All everyday posts."""

    def add(
        self,
        key: str,
        *,
        account: str,
        post: Json,
        at: datetime,
        by: str,
        now: datetime,
        draft: int | None = None,
        as_draft: bool = False,
    ) -> QueuedPost:
        """Queue a post for ``at``: waiting, or held when the account is frozen, or as a draft for a person.

        The same ``key`` again is the post that is there. ``draft`` names its text among the drafts, for approvals.
        """
        fields = {"key": key, "account": account, "post": post, "at": at, "draft": draft, "queued_by": by}
        new = {**fields, "note": "", "queued_at": now, "changed_at": now}
        with self._database.writing() as session:
            gate(session)
            state = "draft" if as_draft else _waiting(session, account)
            insert_new(session, QueuedPostRow, {**new, "state": state})
            row = session.scalars(select(QueuedPostRow).where(QueuedPostRow.key == key)).one()
            return QueuedPost.model_validate(row)

    def start(self, post: int, *, now: datetime) -> bool:
        """Ask to publish it now: one asker is told yes, and none while the account is frozen (it is held then)."""
        with self._database.writing() as session:
            row = _gated(session, post)
            if row.state != "waiting":
                return False
            row.state, row.changed_at = "publishing", now
            frozen = freeze_of(session, row.account)
            if frozen:
                row.state, row.note = "held", frozen.why
            return not frozen

    def finish(
        self, post: int, state: QueueState, *, now: datetime, publication: str | None, note: str = ""
    ) -> QueuedPost:
        """What became of it: ``published`` or ``refused``, with the key of its ledger row."""
        return self._move(post, ("publishing", "draft"), state, now=now, note=note, publication=publication)

    def withdraw(self, post: int, *, now: datetime, why: str) -> QueuedPost:
        """Make it a draft that stays until a person releases it."""
        return self._move(post, ("waiting", "held", "publishing"), "draft", now=now, note=why)

    def release(self, post: int, *, at: datetime, now: datetime, by: str) -> QueuedPost:
        """Let a draft go out at ``at`` after all; it is held when its account is frozen."""
        with self._database.writing() as session:
            row = _gated(session, post)
            _check(row, ("draft",), "waiting")
            row.state, row.at, row.changed_at = _waiting(session, row.account), at, now
            row.note = f"Released by {by}."
            return QueuedPost.model_validate(row)

    def get(self, post: int) -> QueuedPost:
        """The queued post of that number."""
        with self._database.reading() as session:
            return QueuedPost.model_validate(_found(session, post))

    def named(self, key: str) -> QueuedPost | None:
        """The post that was queued under ``key``, if there is one."""
        with self._database.reading() as session:
            row = session.scalar(select(QueuedPostRow).where(QueuedPostRow.key == key))
            return QueuedPost.model_validate(row) if row else None

    def all(self, *, account: str | None = None, states: Sequence[QueueState] | None = None) -> tuple[QueuedPost, ...]:
        """The posts of an account or all, in some states or all, the next to go out first."""
        query = select(QueuedPostRow).order_by(QueuedPostRow.at, QueuedPostRow.id)
        if account is not None:
            query = query.where(QueuedPostRow.account == account)
        if states is not None:
            query = query.where(QueuedPostRow.state.in_(states))
        with self._database.reading() as session:
            return tuple(QueuedPost.model_validate(row) for row in session.scalars(query))

    def due(self, now: datetime) -> tuple[QueuedPost, ...]:
        """The waiting posts whose time has come."""
        return tuple(post for post in self.all(states=["waiting"]) if post.at <= now)

    def _move(
        self,
        post: int,
        before: Sequence[QueueState],
        state: QueueState,
        *,
        now: datetime,
        note: str,
        publication: str | None = None,
    ) -> QueuedPost:
        with self._database.writing() as session:
            row = _gated(session, post)
            if row.state != state:
                _check(row, before, state)
                row.state, row.note, row.changed_at = state, note, now
                row.publication = publication or row.publication
            return QueuedPost.model_validate(row)


def _waiting(session: Session, account: str) -> QueueState:
    return "held" if freeze_of(session, account) else "waiting"


def _gated(session: Session, post: int) -> QueuedPostRow:
    gate(session)
    return _found(session, post)


def _found(session: Session, post: int) -> QueuedPostRow:
    row = session.get(QueuedPostRow, post)
    if row is None:
        raise NotInCasebook(f"There is no queued post {post}.")
    return row


def _check(row: QueuedPostRow, before: Sequence[QueueState], state: QueueState) -> None:
    if row.state not in before:
        raise IllegalMove(f"Queued post {row.id} is {row.state} and cannot become {state}.")
