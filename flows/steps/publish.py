"""Step 6, publish exactly once: the ledger first, then the platform, then a look whether it is there.

How that is done stands in ``flows.sending``; here stands what an incident adds: that people stand behind the text at
this moment, what is answered, and whom to ask. As soon as one text may be out, no other is sent in its place.
"""

from collections.abc import Callable

from flows.case import Case, NeedsPerson
from flows.incident import Moment, Noun
from flows.outgoing import Draft, Publication
from flows.platforms.absent import Absent
from flows.platforms.base import Gone, Platform, Unclear
from flows.sending import Letter, NotSent, Sender, Unsure
from flows.steps.approval import approved_now
from flows.steps.rounds import purpose
from guard.engine import INCOMPLETE, Profile
from guard.judges.configured import incomplete

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
        NeedsPerson: nobody has approved it, or the approval has expired; the guard blocks it, or could not check it
            wholly; the account cannot be spoken to; nobody knows whether it went out.
        Rejected: the text was rejected after all.
    """
    out = send_approved(case, purpose(case), profile="apology")
    case.casebook.incidents.move(case.name, "published", by=case.by, now=case.now)
    return out


def send_approved(case: Case, what_for: str, *, profile: Profile) -> Out:
    """Send the newest text for a purpose if it is approved now, or find out what became of one that was sent."""
    earlier = [p for p in case.casebook.publications.of(case.name) if p.key.startswith(f"{case.name}/{what_for}-")]
    for entry in earlier:
        if entry.state in {"sent", "unknown", "confirmed"}:
            return _found_out(case, entry)
    draft = case.casebook.drafts.get(approved_now(case, what_for).draft)
    key = f"{case.name}/{what_for}-{draft.id}"
    for entry in earlier:
        if entry.state == "intended" and entry.key != key:
            why = f"Draft {draft.id} has taken its place."
            case.casebook.publications.refuse(entry.key, by=case.by, now=case.now, why=why)
    return _sent(case, draft, key, profile)


def _found_out(case: Case, entry: Publication) -> Out:
    """What became of a text that was sent before."""
    if entry.state == "confirmed":
        return _out(entry)
    if case.platform is None:
        what = f"Nobody knows whether {entry.key} went out, and {entry.account} cannot be spoken to from here."
        raise NeedsPerson(STEP, what, fix=_how_to_settle(entry))
    text = next((d.text for d in case.casebook.drafts.of(case.name) if d.sha256 == entry.draft_hash), "")
    return _settled(
        case, case.platform, lambda sender: sender.look(entry, text, tell=lambda what: _tell(case, entry.key, what))
    )


def _sent(case: Case, draft: Draft, key: str, profile: Profile) -> Out:
    platform = case.platform
    if platform is None or isinstance(platform, Absent):
        raise _by_hand(case, draft, key, platform)
    letter = Letter(
        key=key,
        account=case.incident.account,
        text=draft.text,
        incident=case.name,
        answers=lambda: _root(case, platform),
    )
    return _settled(
        case,
        platform,
        lambda sender: sender.send(
            letter,
            last_look=lambda: _judge_again(case, draft.text, profile),
            tell=lambda what: _tell(case, key, what),
        ),
    )


def _settled(case: Case, platform: Platform, act: Callable[[Sender], Publication]) -> Out:
    """What came of sending or looking; what stays open is a question for a person."""
    sender = Sender(case.casebook.publications, platform, by=case.by, clock=lambda: case.now)
    try:
        return _out(act(sender))
    except Unsure as problem:
        raise NeedsPerson(STEP, str(problem), fix=_how_to_settle(problem.entry)) from problem
    except NotSent as problem:
        raise NeedsPerson(STEP, str(problem), fix=_how_to_retry(problem.entry)) from problem
    except Unclear as problem:
        what = f"Nobody knows whether the text went out: {problem}"
        raise NeedsPerson(STEP, what, fix=f"Then go on: guard incident go-on {case.name} --by NAME") from problem


def _by_hand(case: Case, draft: Draft, key: str, absent: Absent | None) -> NeedsPerson:
    """The request to post a text by hand, which is written down first; or to set up the account that is ``absent``."""
    entry = case.casebook.publications.intend(
        key,
        account=case.incident.account,
        platform=case.incident.platform,
        draft_hash=draft.sha256,
        by=case.by,
        now=case.now,
        incident=case.name,
    )
    if entry.state == "refused":
        return NeedsPerson(STEP, f"It did not go out: {entry.note}", fix=_how_to_retry(entry))
    what = f"The account {entry.account} cannot be spoken to from here, so draft {draft.id} must be posted by hand."
    fix = f"Then: guard incident posted {case.name} {key} ADDRESS --by NAME"
    if absent:
        what = f"Draft {draft.id} has not gone out: the account {entry.account} could not be reached. {absent.problem}"
        again = f"approve {case.name} --holding" if "/holding-" in key else f"go-on {case.name}"
        fix = f"Put that right, and go on: guard incident {again} --by NAME. Or post it by hand. {fix}"
        return NeedsPerson(STEP, what, fix=fix)
    return NeedsPerson(STEP, what, fix=f"Post it. {fix}")


def _judge_again(case: Case, text: str, profile: Profile) -> None:
    """The world may have changed since the approval: what the guard blocks now does not go out."""
    verdict = case.check(text, profile=profile)
    if verdict.decision == "block":
        reasons = " ".join(finding.message for finding in verdict.findings if finding.severity == "block")
        fix = f"Write a better text: guard incident approve {case.name} --text FILE --by NAME"
        raise NeedsPerson(STEP, f"The guard blocks this text: {reasons}", fix=fix)
    if incomplete(case.config, verdict):
        why = " ".join(finding.message for finding in verdict.findings if finding.code == INCOMPLETE.code)
        fix = f"When that is put right: guard incident go-on {case.name} --by NAME"
        raise NeedsPerson(STEP, f"The text was not wholly checked, so it has not gone out. {why}", fix=fix)


def _root(case: Case, platform: Platform) -> str | None:
    """The post that is answered, when it still stands."""
    place = case.mishap.post.id
    if place is None:
        return None
    try:
        return platform.read(place).id
    except Gone:
        return None


def _tell(case: Case, key: str, what: str) -> None:
    case.tell("look", what, {"key": key}, key=f"look {key}")


def _out(entry: Publication) -> Out:
    return Out(
        key=entry.key,
        platform_id=entry.platform_id or "",
        url=entry.url or "",
        at=entry.settled_at or entry.intended_at,
    )


def _how_to_settle(entry: Publication) -> str:
    return (
        f"Look there. If it is out: guard incident posted {entry.incident} {entry.key} ADDRESS --by NAME."
        f' If not: guard incident not-posted {entry.incident} {entry.key} "how you know" --by NAME'
    )


def _how_to_retry(entry: Publication) -> str:
    return f'guard incident retry {entry.incident} {entry.key} "why it will work now" --by NAME'
