"""The rounds of an apology: the first one, and one more each time that a person says that it was not enough.

A round has texts, approvals and a place in the ledger of its own, so that each apology goes out once and none is taken
for another. The first round has the plain names; a later one adds its number.
"""

import re

from flows.case import Case
from flows.errors import NotAllowed

KIND = "round"
"""The kind of the timeline event with which a further round begins."""

PURPOSE = "apology"
LAST_STEP = "long_haul"

_KEY = re.compile(rf"/{PURPOSE}\d{{0,4}}-\d{{1,18}}$")


def current(case: Case) -> int:
    """The number of the round that the incident is in; the first one is 1."""
    return 1 + len(case.casebook.timeline.of(case.name, kind=KIND))


def purpose(case: Case) -> str:
    """What the drafts of this round are for: ``apology``, ``apology2`` ..."""
    number = current(case)
    return PURPOSE if number == 1 else f"{PURPOSE}{number}"


def named(step: str, number: int) -> str:
    """The name of a step in a round: ``publish``, ``publish 2`` ..."""
    return step if number == 1 else f"{step} {number}"


def is_out(case: Case, purpose: str) -> bool:
    """Say whether a text of this purpose is out already."""
    entries = case.casebook.publications.of(case.name)
    return any(entry.state == "confirmed" and f"/{purpose}-" in entry.key for entry in entries)


def is_apology(key: str) -> bool:
    """Say whether a key of the ledger stands for an apology, of whichever round."""
    return _KEY.search(key) is not None


def begin(case: Case, *, who: str, why: str, key: str | None = None) -> int:
    """Begin another round on a person's word, and give its number; the same ``key`` again has begun it already.

    After a relapse the reason may be left out: it is the relapse.

    Raises:
        NotAllowed: nobody is named, or there is no reason; the incident is closed; the last apology is not out yet, or
            a further one is being written already.
    """
    if key and (known := _begun(case, key)):
        return known
    why = why.strip() or _relapse(case)
    if not who.strip() or not why:
        raise NotAllowed("A further apology needs the name of a person and a reason.")
    case.must_be_open()
    number = current(case)
    last = case.casebook.steps.get(case.name, named(LAST_STEP, number))
    if last is None or last.state != "done":
        what = "The apology is not out yet" if number == 1 else "A further apology is being written already"
        raise NotAllowed(f"{what}. Go on with it: guard incident go-on {case.name} --by NAME")
    event = case.casebook.timeline.add(
        case.name,
        at=case.now,
        actor=who,
        kind=KIND,
        what=f"Another apology is needed: {why}",
        details={"round": number + 1, "for": key, "why": why, "by": case.by},
        key=f"round {number + 1}",
    )
    if (event.actor, event.details["for"], event.details["why"]) != (who, key, why):
        raise NotAllowed(f"{event.actor} has begun it in this very moment. See: guard incident show {case.name}")
    return number + 1


def _begun(case: Case, key: str) -> int | None:
    events = case.casebook.timeline.of(case.name, kind=KIND)
    return next((int(event.details["round"]) for event in events if event.details["for"] == key), None)


def _relapse(case: Case) -> str:
    """The reason that a relapse is, when the last look has found one."""
    looks = [check for check in case.casebook.check_ins.of(case.name) if check.state == "done"]
    last = max(looks, key=lambda check: check.day, default=None)
    return f"it has come back (check-in of day {last.day})." if last and last.status == "relapsed" else ""
