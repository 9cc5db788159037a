"""Step 6, publish exactly once: the ledger first, then the platform, then a look whether it is there.

A run that dies between sending and writing that down leaves the ledger at ``sent``. Whoever comes next looks on the
platform; what is not found there surely is a question for a person, never a second post.
"""

from datetime import timedelta

from flows.case import Case, NeedsPerson
from flows.crash import crash_point
from flows.incident import Moment, Noun
from flows.outgoing import Publication
from flows.platforms.base import Platform, Published, Refused, Unclear
from flows.platforms.texts import is_same_text
from flows.steps.approval import STEP as APPROVAL
from flows.steps.approval import Approved

STEP = "publish"
TITLE = "Publish the apology, once"
LOOK_BACK = timedelta(minutes=5)
"""How long before it was sent a post may stand there: clocks differ."""


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
    ledger = case.casebook.publications
    entry = ledger.intend(
        key,
        account=case.incident.account,
        platform=platform.name,
        draft_hash=draft.sha256,
        by=case.by,
        now=case.now,
        incident=case.name,
    )
    if entry.state == "confirmed":
        return _out(entry)
    if entry.state == "intended":
        _judge_again(case, draft.text, profile)
        crash_point("publish.intended")
        if ledger.send(key, by=case.by, now=case.now):
            return _send(case, platform, key, draft.text)
        entry = ledger.get(key)
    return _look(case, platform, entry, draft.text)


def _judge_again(case: Case, text: str, profile: str) -> None:
    """The world may have changed since the approval: what the guard blocks now does not go out."""
    verdict = case.check(text, profile=profile)  # type: ignore[arg-type]
    if verdict.decision == "block":
        reasons = " ".join(finding.message for finding in verdict.findings if finding.severity == "block")
        raise NeedsPerson(STEP, f"The guard blocks this text now: {reasons}", fix="Edit it and approve it again.")


def _send(case: Case, platform: Platform, key: str, text: str) -> Out:
    ledger = case.casebook.publications
    crash_point("publish.sending")
    try:
        published = platform.publish(text, key=key, in_reply_to=_root(case, platform))
    except Unclear as error:
        ledger.lose(key, by=case.by, now=case.now, why=str(error))
        return _look(case, platform, ledger.get(key), text)
    except Refused as error:
        ledger.refuse(key, by=case.by, now=case.now, why=str(error))
        raise NeedsPerson(
            STEP, f"The platform refused it: {error}", fix=f"guard incident retry {case.name} {key}"
        ) from error
    crash_point("publish.sent")
    return _confirm(case, platform, key, published)


def _root(case: Case, platform: Platform) -> str | None:
    """The post that is answered, when it still stands."""
    place = case.mishap.post.id
    if place is None:
        return None
    try:
        return platform.read(place).id
    except Refused:
        return None


def _confirm(case: Case, platform: Platform, key: str, published: Published) -> Out:
    """Read it back before it counts as out."""
    try:
        seen = platform.read(published.id)
    except Refused:
        seen = published
    if not is_same_text(seen.text, published.text):
        case.tell("publication", "What stands on the platform differs from what was sent. Look at it.", {"key": key})
    crash_point("publish.read_back")
    entry = case.casebook.publications.confirm(
        key, platform_id=published.id, url=seen.url or None, by=case.by, now=case.now
    )
    return _out(entry)


def _look(case: Case, platform: Platform, entry: Publication, text: str) -> Out:
    """Find out on the platform what became of something that was sent before."""
    if entry.state == "confirmed":
        return _out(entry)
    if entry.state == "refused":
        raise NeedsPerson(STEP, f"It did not go out: {entry.note}", fix=f"guard incident retry {case.name} {entry.key}")
    since = entry.sent_at - LOOK_BACK if entry.sent_at else None
    try:
        found = platform.find(entry.key, text=text, since=since)
    except Refused as error:
        raise NeedsPerson(
            STEP, f"Nobody knows whether it went out, and the platform cannot be asked: {error}"
        ) from error
    if found is not None:
        return _confirm(case, platform, entry.key, found)
    if entry.state == "sent":
        case.casebook.publications.lose(
            entry.key,
            by=case.by,
            now=case.now,
            why="The run ended while it was sending, and the post is not to be found.",
        )
    raise NeedsPerson(
        STEP,
        f"Nobody knows whether {entry.key} went out: it was being sent, and it is not to be found on {platform.name}.",
        fix=f"Look there. Then: guard incident posted {case.name} {entry.key} ADDRESS, or guard incident not-posted ...",
    )


def _out(entry: Publication) -> Out:
    return Out(
        key=entry.key,
        platform_id=entry.platform_id or "",
        url=entry.url or "",
        at=entry.settled_at or entry.intended_at,
    )
