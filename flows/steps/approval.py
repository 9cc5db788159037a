"""Step 5, approval: a person reads, edits, approves or rejects. What they approved, to the letter, is what goes out."""

from flows.case import Case, NeedsPerson, Rejected
from flows.incident import IncidentState, Noun
from flows.outgoing import EVERYBODY, Approval, Decision, Draft
from flows.steps.apology import judge, lacks
from flows.steps.rounds import purpose as purpose_now

STEP = "approval"
TITLE = "Wait for a person to approve the text"
KNOWING = "approved-all-the-same"
"""The kind of the timeline event that says who said yes to a text although something was missing or found in it."""


class Approved(Noun):
    """The text that may go out: its draft, the hash of its characters, and who said so."""

    draft: int
    sha256: str
    by: tuple[str, ...]


def approval(case: Case) -> Approved:
    """The text for everybody, once enough people have approved it.

    Raises:
        NeedsPerson: nobody has decided yet, or not enough people.
        Rejected: somebody has said no.
    """
    try:
        approved = approved_now(case)
    except (NeedsPerson, Rejected) as no:
        _move(case, "rejected" if isinstance(no, Rejected) else "awaiting_approval")
        raise
    _move(case, "approved")
    return approved


def approved_now(case: Case, purpose: str | None = None) -> Approved:
    """The newest text, if at this moment enough people stand behind it: an approval expires, an edit needs its own.

    Without a ``purpose`` it is the apology, that of the round in which the incident is.

    Raises:
        NeedsPerson: there is no text, or too few people have approved it.
        Rejected: somebody has said no.
    """
    draft = waiting(case, purpose)
    standing = case.casebook.approvals.standing(draft.id, now=case.now, rules=case.agreed.approvals)
    if standing.rejected:
        raise Rejected(f"Draft {draft.id} was rejected: {standing.reason}")
    if not standing.approved:
        people = "one more person" if standing.by else "a person"
        people = people if standing.missing == 1 else f"{standing.missing} people"
        late = " An approval of it has expired." if standing.expired else ""
        what = f"Draft {draft.id} waits for {people} to approve it.{late}"
        raise NeedsPerson(STEP, what, fix=f"guard incident approve {case.name} --by NAME")
    return Approved(draft=draft.id, sha256=draft.sha256, by=standing.by)


def waiting(case: Case, purpose: str | None = None) -> Draft:
    """The newest draft for everybody, the one that is to be decided about; without a ``purpose`` the apology.

    Raises:
        NeedsPerson: there is none yet.
    """
    drafts = case.casebook.drafts.of(case.name, purpose=purpose or purpose_now(case), newest=True)
    for draft in reversed(drafts):
        if draft.audience == EVERYBODY:
            return draft
    fix = f"Go on with the recovery: guard incident go-on {case.name} --by NAME"
    raise NeedsPerson(STEP, "There is no draft yet.", fix=fix)


def decide(  # noqa: PLR0913 - a decision and who took it, by name
    case: Case, draft: Draft, decision: Decision, *, who: str, reason: str = "", text: str | None = None
) -> Approval:
    """Write down what ``who`` decided. An edit is judged again, and becomes a draft of its own.

    Raises:
        NotAllowed: the incident is closed, the two-person rule forbids it, or the reason or the text is missing.
    """
    case.must_be_open()
    kept = case.casebook.approvals.decide(
        draft.id,
        decision,
        who=who,
        now=case.now,
        reason=reason,
        text=text,
        findings=judge(case, text) if text else (),
        rules=case.agreed.approvals,
    )
    if kept.decision != "rejected":
        _own_up(case, case.casebook.drafts.get(kept.successor or draft.id), who)
    return kept


def _own_up(case: Case, draft: Draft, who: str) -> None:
    """Write down that ``who`` said yes to a text with something missing or found in it; nothing where it was whole."""
    against = [f["message"] for f in (*draft.findings, *lacks(case, draft))]
    if against:
        what = f"{who} said yes to draft {draft.id} all the same, although: {' '.join(against)}"
        case.tell(KNOWING, what, {"draft": draft.id}, key=f"{KNOWING} {draft.id} {who}")


def _move(case: Case, state: IncidentState) -> None:
    """Say how far the incident is, unless it says so already."""
    if case.incident.state != state:
        case.casebook.incidents.move(case.name, state, by=case.by, now=case.now)
