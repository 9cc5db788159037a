"""The page for people who have two minutes, as things stand now: what was found at the beginning, and what came since.

What was weighed at the beginning is kept as it was weighed. What was said, promised and seen since then is read anew
whenever somebody asks.
"""

from collections.abc import Iterator

from flows.case import Case
from flows.gravity import MOST, Gravity, Points
from flows.incident import CheckIn, Json
from flows.outgoing import IN_OUTBOX, Publication, lies_in_outbox
from flows.steps.acknowledge import STEP as ACKNOWLEDGE
from flows.steps.acknowledge import Acknowledged
from flows.steps.approval import KNOWING
from flows.steps.audience import STEP as AUDIENCE
from flows.steps.audience import Heard, heard_so_far
from flows.store import wording
from flows.store.wording import FARED, PROMISE, STANDS


def brief_now(case: Case) -> str:
    """The brief with where the incident stands now.

    Raises:
        RecoveryError: nothing has been weighed yet.
    """
    brief = case.found(ACKNOWLEDGE, Acknowledged).brief.rstrip()
    when = f"{case.now:%-d %B %Y, %H:%M} UTC"
    lines = [f"**Where it stands now: {STANDS[case.incident.state]}** ({when})", "", *map(_item, _since(case))]
    return "\n".join([brief, "", *lines]).rstrip()


def is_weighed(case: Case) -> bool:
    """Say whether the mishap has been weighed."""
    return _is_done(case, ACKNOWLEDGE)


def _is_done(case: Case, step: str) -> bool:
    record = case.casebook.steps.get(case.name, step)
    return record is not None and record.state == "done"


def _item(line: str) -> str:
    return f"- {line}"


def _since(case: Case) -> Iterator[str]:
    book, name = case.casebook, case.name
    if _is_done(case, AUDIENCE):
        yield from _hurt(case)
    yield from (event.what for event in book.timeline.of(name, kind=KNOWING))
    yield from map(_sent, book.publications.of(name))
    yield from (f"Promised ({PROMISE[r.state]}): {r.promise}; {r.owner}, due {r.due}" for r in book.remedies.of(name))
    yield from map(_looked, _last(book.check_ins.of(name)))
    if reason := case.incident.closing_reason:
        yield f"Closed: {reason}"


def _hurt(case: Case) -> Iterator[str]:
    heard = heard_so_far(case)
    yield _grave_now(case, heard)
    groups = ", ".join(group.group for group in heard.groups) or "nobody is named in them yet"
    yield f"{heard.offended:,} of {heard.replies:,} replies are offended. Hurt: {groups}."


def _grave_now(case: Case, heard: Heard) -> str:
    """The sum again: each summand as it was weighed at the beginning, or as the replies show it now if that is more."""
    done = case.found(ACKNOWLEDGE, Acknowledged)
    by_replies = {
        each["name"]: Points(name=each["name"], points=each["points"], why=each["reason"]) for each in _shown(heard)
    }
    points = tuple(max(each, by_replies.get(each.name, each), key=lambda one: one.points) for each in done.points)
    now = Gravity(points=points)
    why = " ".join(f"{each.name}: {each.points} of 3. {each.why}" for each in points if each not in done.points)
    return f"How grave it is by now: {now.level}, {now.total} of {MOST}. {why}".rstrip()


def _shown(heard: Heard) -> list[Json]:
    return list(heard.whole.get("severity", {}).get("because", ()))


def _sent(entry: Publication) -> str:
    said = wording.sent(entry.key, entry.state, account=entry.account, platform=entry.platform, url=entry.url)
    return f"{said} {IN_OUTBOX}" if lies_in_outbox(entry.url) else said


def _last(check_ins: tuple[CheckIn, ...]) -> tuple[CheckIn, ...]:
    """The newest look that has been taken."""
    return tuple(each for each in check_ins if each.status)[-1:]


def _looked(check: CheckIn) -> str:
    return f"Looked on day {check.day}: {FARED[check.status]}." if check.status else ""
