"""The ledger of what goes out: written before anything is sent, so that nothing is sent twice.

``send`` is the gate: of all runs that call it for one key exactly one is told yes, once. A run that finds a publication
in ``sent`` without having been told yes does not know whether it went out: it marks it ``unknown`` and looks.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from flows.errors import IllegalMove, NotAllowed, NotInCasebook
from flows.outgoing import MOVES, Publication, PublicationState, lies_in_outbox
from flows.store import wording
from flows.store.database import hold
from flows.store.inserting import insert_new
from flows.store.shelf import Shelf
from flows.store.tables import PublicationRow
from flows.store.timeline import append

_FIRST = 1


class Publications(Shelf):
    """All publications."""

    def intend(
        self,
        key: str,
        *,
        account: str,
        platform: str,
        draft_hash: str,
        by: str,
        now: datetime,
        incident: str | None = None,
        note: str = "",
    ) -> Publication:
        """Write down what is meant to go out. The same intention again is the one that is there.

        Raises:
            NotAllowed: the key stands for another text or account.
        """
        fields = {"account": account, "platform": platform, "draft_hash": draft_hash, "incident": incident}
        new = {**fields, "key": key, "state": "intended", "note": note, "intended_at": now}
        with self._database.writing() as session:
            if incident is not None:
                hold(session, incident)
            if insert_new(session, PublicationRow, new):
                row = _found(session, key)
                _tell(session, row, by, now)
            row = _found(session, key)
            if any(getattr(row, name) != value for name, value in fields.items()):
                raise NotAllowed(f"{key}: this key stands for another text or account already. Use a new one.")
            return Publication.model_validate(row)

    def send(self, key: str, *, by: str, now: datetime) -> bool:
        """Ask to send it, immediately before doing so: exactly one asker is ever told yes for one intention."""
        with self._database.writing() as session:
            row = _held(session, key)
            if not _swap(session, key, ("intended",), state="sent", sender=by, sent_at=now):
                return False
            _tell(session, row, by, now)
            return True

    def confirm(self, key: str, *, platform_id: str, url: str | None, by: str, now: datetime) -> Publication:
        """It is out and was read back, as ``platform_id`` at ``url``."""
        return self._move(key, "confirmed", by, now, platform_id=platform_id, url=url)

    def correct(self, key: str, *, platform_id: str, url: str | None, by: str, now: datetime) -> Publication:
        """It is out, but elsewhere than a person has said: the last word counts, and the timeline keeps both."""
        with self._database.writing() as session:
            row = _held(session, key)
            what = wording.corrected(row.key, was=row.url or row.platform_id or "", now=url or platform_id)
            if not _swap(session, key, ("confirmed",), platform_id=platform_id, url=url):
                raise IllegalMove(_refusal(row, "confirmed"))
            _tell(session, row, by, now, what)
            return Publication.model_validate(row)

    def lose(self, key: str, *, by: str, now: datetime, why: str) -> Publication:
        """Nobody knows whether it went out: the connection or the process ended in between."""
        return self._move(key, "unknown", by, now, note=why)

    def refuse(self, key: str, *, by: str, now: datetime, why: str) -> Publication:
        """It certainly did not go out: the platform or a person said no."""
        return self._move(key, "refused", by, now, note=why)

    def retry(self, key: str, *, by: str, now: datetime, why: str) -> Publication:
        """Mean it to go out again after it certainly did not, under the same key, because a person says so."""
        return self._move(key, "intended", by, now, note=why)

    def get(self, key: str) -> Publication:
        """The publication with that key."""
        with self._database.reading() as session:
            return Publication.model_validate(_found(session, key))

    def named(self, key: str) -> Publication | None:
        """The publication with that key, if there is one."""
        with self._database.reading() as session:
            row = session.scalar(select(PublicationRow).where(PublicationRow.key == key))
            return Publication.model_validate(row) if row else None

    def of(self, incident: str) -> tuple[Publication, ...]:
        """The publications of an incident as they were intended."""
        return self._select(PublicationRow.incident == incident)

    def all(self, states: Sequence[PublicationState]) -> tuple[Publication, ...]:
        """All publications in one of ``states``, say those whose fate a person must find out."""
        return self._select(PublicationRow.state.in_(states))

    def everyday(self, account: str, *, since: datetime) -> tuple[Publication, ...]:
        """The everyday posts of an account that went out since then."""
        row = PublicationRow
        out = (row.state == "confirmed") & (row.account == account) & (row.settled_at >= since)
        return self._select(out & row.incident.is_(None))

    def _select(self, condition: Any) -> tuple[Publication, ...]:
        query = select(PublicationRow).where(condition).order_by(PublicationRow.id)
        with self._database.reading() as session:
            return tuple(Publication.model_validate(row) for row in session.scalars(query))

    def _move(self, key: str, state: PublicationState, by: str, now: datetime, **values: Any) -> Publication:
        """Bring it into ``state`` if that may follow; nothing happens when it is there in the same way."""
        settled = None if state == "intended" else now
        with self._database.writing() as session:
            row = _held(session, key)
            same = row.state == state and row.platform_id == values.get("platform_id", row.platform_id)
            if not same:
                before = [old for old, following in MOVES.items() if state in following]
                if lies_in_outbox(row.url) and state == row.state:
                    before.append(state)  # a person has copied it from there to where people see it
                if not _swap(session, key, before, state=state, settled_at=settled, **values):
                    raise IllegalMove(_refusal(row, state))
                _tell(session, row, by, now)
            return Publication.model_validate(row)


def _held(session: Session, key: str) -> PublicationRow:
    """The row as it is once its incident is held."""
    row = _found(session, key)
    if row.incident is not None:
        hold(session, row.incident)
        session.refresh(row)
    return row


def _found(session: Session, key: str) -> PublicationRow:
    row = session.scalar(select(PublicationRow).where(PublicationRow.key == key))
    if row is None:
        raise NotInCasebook(f"There is no publication {key}.")
    return row


def _swap(session: Session, key: str, before: Sequence[str], **values: Any) -> bool:
    """Compare and swap: change the row only if it is still in one of the states ``before``."""
    statement = update(PublicationRow).where(PublicationRow.key == key, PublicationRow.state.in_(before))
    result = session.execute(statement.values(**values).execution_options(synchronize_session=False))
    session.expire_all()
    return isinstance(result, CursorResult) and result.rowcount == _FIRST


def _tell(session: Session, row: PublicationRow, by: str, now: datetime, what: str = "") -> None:
    if row.incident is None:
        return
    state: PublicationState = row.state  # type: ignore[assignment]
    names = ("key", "account", "draft_hash", "state", "platform_id", "url", "note")
    details = {name: getattr(row, name) for name in names}
    what = what or wording.sent(row.key, state, account=row.account, platform=row.platform, url=row.url)
    append(session, hold(session, row.incident), "publication", what, details, by=by, now=now)


def _refusal(row: PublicationRow, state: PublicationState) -> str:
    advice = {
        "sent": "A run is sending it or died while it was: mark it unknown and look on the platform.",
        "unknown": "Look on the platform first, then confirm it or say that it did not go out.",
        "confirmed": "It is out.",
    }.get(row.state, "")
    return f"Publication {row.key} is {row.state} and cannot become {state}. {advice}".rstrip()
