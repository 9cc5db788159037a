"""Step 6, publish exactly once: the ledger first, then the platform, then a look whether it is there.

How that is done stands in ``flows.sending``; here stands what an incident adds: what is answered, and whom to ask.
"""

from flows.case import Case, NeedsPerson
from flows.incident import Moment, Noun
from flows.outgoing import Publication
from flows.platforms.base import Platform, Refused
from flows.sending import Letter, NotSent, Sender, Unsure
from flows.steps.approval import STEP as APPROVAL
from flows.steps.approval import Approved

STEP = "publish"
TITLE = "Publish the apology, once"


class Out(Noun):
    """What is out: where it stands, and since when."""

    key: str
    platform_id: str
    url: str
    at: Moment


def publish(case: Case) -> Out:
    """Publish the approved text from the account of the incident, as a reply to the post where it still stands.

    Raises:
        NeedsPerson: the guard blocks the text, the account cannot be spoken to, or nobody knows whether it went out.
    """
    approved = case.found(APPROVAL, Approved)
    out = send(case, approved.draft, key=f"{case.name}/apology", profile="apology")
    case.casebook.incidents.move(case.name, "published", by=case.by, now=case.now)
    return out


def send(case: Case, draft_id: int, *, key: str, profile: str) -> Out:
    """Send one draft of an incident under ``key``, or find out what became of it."""
    draft = case.casebook.drafts.get(draft_id)
    platform = case.platform
    if platform is None:
        what = f"The account {case.incident.account} cannot be reached from here, so the text must be posted by hand."
        raise NeedsPerson(STEP, what, fix=f"Post it, then: guard incident posted {case.name} {key} ADDRESS")
    letter = Letter(
        key=key,
        account=case.incident.account,
        text=draft.text,
        incident=case.name,
        answers=lambda: _root(case, platform),
    )
    sender = Sender(case.casebook.publications, platform, by=case.by, clock=lambda: case.now)
    try:
        entry = sender.send(
            letter,
            last_look=lambda: _judge_again(case, draft.text, profile),
            tell=lambda what: case.tell("publication", what, {"key": key}),
        )
    except NotSent as problem:
        raise NeedsPerson(STEP, str(problem), fix=_fix(case, problem)) from problem
    return _out(entry)


def _fix(case: Case, problem: NotSent) -> str:
    """What a person can do about a text that is not out, or perhaps not."""
    key = problem.entry.key
    if not isinstance(problem, Unsure):
        return f"guard incident retry {case.name} {key}"
    return f"Look there. Then: guard incident posted {case.name} {key} ADDRESS, or guard incident not-posted ..."


def _judge_again(case: Case, text: str, profile: str) -> None:
    """The world may have changed since the approval: what the guard blocks now does not go out."""
    verdict = case.check(text, profile=profile)  # type: ignore[arg-type]
    if verdict.decision == "block":
        reasons = " ".join(finding.message for finding in verdict.findings if finding.severity == "block")
        raise NeedsPerson(STEP, f"The guard blocks this text now: {reasons}", fix="Edit it and approve it again.")


def _root(case: Case, platform: Platform) -> str | None:
    """The post that is answered, when it still stands."""
    place = case.mishap.post.id
    if place is None:
        return None
    try:
        return platform.read(place).id
    except Refused:
        return None


def _out(entry: Publication) -> Out:
    return Out(
        key=entry.key,
        platform_id=entry.platform_id or "",
        url=entry.url or "",
        at=entry.settled_at or entry.intended_at,
    )
