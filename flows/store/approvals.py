"""The approvals: who said that which text may go out, until when, and whether that is enough.

People are told apart by their names, whatever the case of the letters. That a name is who it says it is, somebody else
must see to: the log-in of the server or of the machine.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from flows.errors import NotAllowed
from flows.incident import Json, moment_text
from flows.outgoing import MACHINE, Approval, ApprovalRules, Decision, Draft, Standing, text_hash
from flows.store import wording
from flows.store.database import hold
from flows.store.drafts import found, successor, write_draft
from flows.store.shelf import Shelf
from flows.store.tables import ApprovalRow, DraftRow
from flows.store.timeline import append

_PLAIN = ApprovalRules()


class Approvals(Shelf):
    """All approvals."""

    def decide(
        self,
        draft: int,
        decision: Decision,
        *,
        who: str,
        now: datetime,
        reason: str = "",
        text: str | None = None,
        findings: Sequence[Json] = (),
        rules: ApprovalRules = _PLAIN,
    ) -> Approval:
        """Write down what ``who`` decided; the same decision again, while it counts, is the one that is there.

        An edit comes with its ``text`` and what the guard says about that (``findings``): the text becomes a new draft
        of which ``who`` is the author. A rejection comes with a reason.

        Raises:
            NotAllowed: nobody is named; it is their own draft and the two-person rule is on; the draft was replaced;
                the reason or the text is missing.
        """
        with self._database.writing() as session:
            row = _held(session, draft)
            if decision == "edited" and text == row.text:
                decision = "approved"
            _refuse(row, decision, who=who, reason=reason, text=text, rules=rules)
            wanted = text_hash(text) if decision == "edited" and text else row.sha256
            last = _last(_decisions(session, draft), who)
            if last and _still(last, draft, decision, wanted, now):
                return Approval.model_validate(last)
            if later := successor(session, draft):
                raise NotAllowed(f"Draft {draft} was replaced by draft {later.id}. Read and decide about that one.")
            edited = decision == "edited" and _edited(session, row, text or "", who=who, now=now, findings=findings)
            said = {"decision": decision, "who": who.strip(), "reason": reason, "decided_at": now}
            kept = _written(session, row, edited or None, said | {"expires_at": now + rules.valid_for})
            return Approval.model_validate(kept)

    def standing(self, draft: int, *, now: datetime, rules: ApprovalRules = _PLAIN) -> Standing:
        """Whether the draft may go out at ``now``, and what is missing if not."""
        with self._database.reading() as session:
            row = found(session, draft)
            decisions = _decisions(session, draft)
            later = successor(session, draft)
            return _standing(Draft.model_validate(row), decisions, later, now, rules)

    def of(self, incident: str) -> tuple[Approval, ...]:
        """All decisions about an incident as they were taken."""
        query = select(ApprovalRow).where(ApprovalRow.incident == incident).order_by(ApprovalRow.id)
        with self._database.reading() as session:
            return tuple(Approval.model_validate(row) for row in session.scalars(query))

    def about(self, draft: int) -> tuple[Approval, ...]:
        """All decisions about a draft as they were taken, the edit that made it among them."""
        with self._database.reading() as session:
            return tuple(Approval.model_validate(row) for row in _decisions(session, draft))


def _held(session: Session, draft: int) -> DraftRow:
    """The draft, with what makes deciders take turns held: its incident, or the draft itself."""
    incident = found(session, draft).incident
    if incident is not None:
        hold(session, incident)
    return session.get_one(DraftRow, draft, with_for_update={"key_share": True}, populate_existing=True)


def _refuse(
    draft: DraftRow, decision: Decision, *, who: str, reason: str, text: str | None, rules: ApprovalRules
) -> None:
    if not who.strip() or same_person(who, MACHINE):
        raise NotAllowed("A decision needs the name of the person who takes it.")
    if decision == "edited" and not (text or "").strip():
        raise NotAllowed("An edit needs the new text.")
    if decision == "rejected" and not reason.strip():
        raise NotAllowed("A rejection needs a reason, so that the next draft can do better.")
    if decision == "approved" and rules.two_person and same_person(who, draft.author):
        raise NotAllowed(f"{who} wrote draft {draft.id}. With the two-person rule, somebody else must approve it.")


def same_person(one: str, other: str) -> bool:
    """Say whether two names are of one person."""
    return _name(one) == _name(other)


def _name(who: str) -> str:
    return " ".join(who.split()).casefold()


def _decisions(session: Session, draft: int) -> list[ApprovalRow]:
    query = select(ApprovalRow).where(or_(ApprovalRow.draft == draft, ApprovalRow.successor == draft))
    return list(session.scalars(query.order_by(ApprovalRow.id)))


def _last(decisions: list[ApprovalRow], who: str) -> ApprovalRow | None:
    return next((row for row in reversed(decisions) if same_person(row.who, who)), None)


def _still(row: ApprovalRow, draft: int, decision: Decision, sha256: str, now: datetime) -> bool:
    return (row.draft, row.decision, row.sha256) == (draft, decision, sha256) and row.expires_at > now


def _edited(
    session: Session, draft: DraftRow, text: str, *, who: str, now: datetime, findings: Sequence[Json]
) -> DraftRow:
    same = {name: getattr(draft, name) for name in ("incident", "purpose", "audience", "platform")}
    new = {"text": text, "sha256": text_hash(text), "author": who.strip(), "written_at": now, "supersedes": draft.id}
    return write_draft(session, {**same, **new, "findings": list(findings)})


def _written(session: Session, draft: DraftRow, edited: DraftRow | None, said: Json) -> ApprovalRow:
    """Write down what was said about ``draft``; the text that may go out is that of the edit where there is one."""
    meant = edited or draft
    row = ApprovalRow(
        **said,
        incident=draft.incident,
        draft=draft.id,
        draft_hash=draft.sha256,
        text=meant.text,
        sha256=meant.sha256,
        successor=edited.id if edited else None,
    )
    session.add(row)
    session.flush()
    _tell(session, row)
    return row


def _tell(session: Session, row: ApprovalRow) -> None:
    if row.incident is None:
        return
    names = ("draft", "draft_hash", "decision", "sha256", "successor", "reason")
    details = {name: getattr(row, name) for name in names} | {"expires_at": moment_text(row.expires_at)}
    what = wording.decided(row.who, row.decision, row.draft, reason=row.reason, successor=row.successor)
    append(session, hold(session, row.incident), "approval", what, details, by=row.who, now=row.decided_at)


def _standing(
    draft: Draft, decisions: list[ApprovalRow], later: DraftRow | None, now: datetime, rules: ApprovalRules
) -> Standing:
    last = {_name(row.who): row for row in decisions if row.sha256 == draft.sha256}
    rejected = next((row for row in last.values() if row.decision == "rejected"), None)
    said_yes = [row for row in last.values() if row.decision != "rejected"]
    counting = [row for row in said_yes if row.expires_at > now]
    own = _name(draft.author)
    approvers = [row.who for name, row in last.items() if row in counting and not (rules.two_person and name == own)]
    missing = _missing(draft, approvers, rules)
    return Standing(
        draft=draft,
        approved=not missing and rejected is None and later is None,
        rejected=rejected is not None,
        by=tuple(approvers),
        missing=missing,
        expired=len(said_yes) - len(counting),
        reason=rejected.reason if rejected else "",
        successor=later.id if later else None,
    )


def _missing(draft: Draft, approvers: list[str], rules: ApprovalRules) -> int:
    """How many people must still approve: one; under the two-person rule so many that two have had a hand in it."""
    needed = 2 if rules.two_person and same_person(draft.author, MACHINE) else 1
    return max(0, needed - len(approvers))
