"""The page for people who have two minutes, as things stand now: what was found at the beginning, and what came since.

What was weighed at the beginning is kept as it was weighed. What was said, promised and seen since then is read anew
whenever somebody asks.
"""

from collections.abc import Iterator

from flows import wording
from flows.case import Case
from flows.incident import CheckIn
from flows.outgoing import IN_OUTBOX, Publication, lies_in_outbox
from flows.steps.acknowledge import STEP as ACKNOWLEDGE
from flows.steps.acknowledge import Acknowledged
from flows.steps.approval import KNOWING
from flows.steps.audience import STEP as AUDIENCE
from flows.steps.audience import heard_so_far
from flows.wording import FARED, STANDS


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
    record = case.casebook.steps.get(case.name, ACKNOWLEDGE)
    return record is not None and record.state == "done"


def _item(line: str) -> str:
    return f"- {line}"


def _since(case: Case) -> Iterator[str]:
    book, name = case.casebook, case.name
    record = book.steps.get(name, AUDIENCE)
    if record is not None and record.state == "done":
        yield from _hurt(case)
    yield from (event.what for event in book.timeline.of(name, kind=KNOWING))
    yield from map(_sent, book.publications.of(name))
    yield from (f"Promised ({r.state}): {r.promise}; {r.owner}, due {r.due}" for r in book.remedies.of(name))
    yield from map(_looked, _last(book.check_ins.of(name)))
    if reason := case.incident.closing_reason:
        yield f"Closed: {reason}"


def _hurt(case: Case) -> Iterator[str]:
    heard = heard_so_far(case)
    groups = ", ".join(group.group for group in heard.groups) or "nobody is named in them yet"
    yield f"{heard.offended:,} of {heard.replies:,} replies are offended. Hurt: {groups}."


def _sent(entry: Publication) -> str:
    said = wording.sent(entry.key, entry.state, account=entry.account, platform=entry.platform)
    return f"{said} {IN_OUTBOX}" if lies_in_outbox(entry.url) else said


def _last(check_ins: tuple[CheckIn, ...]) -> tuple[CheckIn, ...]:
    """The newest look that has been taken."""
    return tuple(each for each in check_ins if each.status)[-1:]


def _looked(check: CheckIn) -> str:
    return f"Looked on day {check.day}: {FARED[check.status]}." if check.status else ""
