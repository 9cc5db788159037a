"""How an everyday post is judged, now and again when it goes out, and whether enough people have approved it."""

from datetime import datetime, timedelta

from flows.errors import NotAllowed
from flows.everyday.answers import Answer, Approver
from flows.everyday.wanted import for_guard
from flows.incident import Json
from flows.outgoing import ApprovalRules, QueuedPost
from flows.terminal.desk import Desk
from guard.engine import INCOMPLETE, Guard
from guard.judges import configured
from guard.model import Verdict

APPROVAL_HOLDS = timedelta(hours=24)
"""How long after its time an approved post may still go out."""


def judge(desk: Desk, post: Json, moment: datetime) -> Verdict:
    """What the guard says about a kept post that is to go out at ``moment``."""
    judges = [*configured.own_model(), *desk.judges]
    return Guard(desk.config, now=moment, folder=desk.folder, judges=judges).check(for_guard(post, moment))


def stopped(desk: Desk, verdict: Verdict) -> Answer | None:
    """The answer for a post that goes nowhere: not wholly checked, or blocked."""
    if configured.incomplete(desk.config, verdict):
        why = next((f.message for f in verdict.findings if f.code == INCOMPLETE.code), "")
        said = f"It was not wholly checked, so it does not go out. {why}".rstrip()
        return Answer(
            "incomplete", said, "Try again; if it stays so, tell whoever looks after the guard.", None, verdict
        )
    if verdict.decision == "block":
        return Answer("blocked", "The guard blocks this post. Nothing was kept.", "Change it.", None, verdict)
    return None


def as_findings(verdict: Verdict) -> list[Json]:
    """What the guard said, as it stands beside a draft."""
    names = ("code", "rule", "severity", "quote", "message", "instead", "fingerprint")
    return [{name: getattr(f, name) for name in names} for f in verdict.findings if f.severity != "info"]


def rules_of(queued: QueuedPost, until: datetime, now: datetime) -> ApprovalRules:
    """An approval holds until a day after the post's time."""
    holds = max(until - now, timedelta(0)) + APPROVAL_HOLDS
    return ApprovalRules(two_person=bool(queued.post.get("two_person")), valid_for=holds)


def approve(desk: Desk, queued: QueuedPost, verdict: Verdict, approver: Approver, *, until: datetime) -> None:
    """Write down who approves, then what of: in this order, so that nothing counts as approved that nobody has seen."""
    if not approver.reason.strip():
        raise NotAllowed("An approval needs a reason: --reason TEXT says why it may go out although the guard objects.")
    now, draft = desk.clock(), queued.draft or 0
    desk.casebook.approvals.decide(
        draft, "approved", who=approver.name, now=now, reason=approver.reason, rules=rules_of(queued, until, now)
    )
    desk.casebook.drafts.judge(draft, as_findings(verdict))


def unapproved(desk: Desk, queued: QueuedPost, verdict: Verdict, moment: datetime) -> str:
    """Who must still approve, or what was found since somebody did; empty when nothing is missing.

    Where an engine did not answer that may be lacking, a person must look; whoever has approved the post has looked.
    """
    if verdict.decision == "pass":
        return ""
    standing = desk.casebook.approvals.standing(
        queued.draft or 0, now=moment, rules=rules_of(queued, moment, desk.clock())
    )
    if standing.rejected:
        return f"It was rejected: {standing.reason}"
    if not standing.approved:
        late = " The approval has expired." if standing.expired else ""
        return f"A person must look first, and nobody has approved it.{late}"
    seen = {finding.get("fingerprint") for finding in standing.draft.findings}
    weighty = [f for f in verdict.findings if f.severity != "info" and f.code != INCOMPLETE.code]
    new = [f.message for f in weighty if f.fingerprint not in seen]
    return f"The guard has found more since it was approved: {' '.join(new)}" if new else ""
