"""The end: an incident is closed only with a person's word, and what it taught is written down."""

from collections.abc import Sequence
from datetime import timedelta

from flows.case import Case
from flows.errors import NotAllowed
from flows.incident import Incident
from flows.steps.acknowledge import STEP as ACKNOWLEDGE
from flows.steps.lesson import STEP as LESSON
from flows.steps.lesson import Proposed, lesson
from flows.steps.long_haul import plan
from flows.steps.rounds import is_apology

TITLE = "Close the incident"


def close(case: Case, *, by: str, why: str, anyway: bool = False, phrases: Sequence[str] = ()) -> Incident:
    """Close it, and propose its lessons. What is still open keeps it open, unless a person says ``anyway``.

    ``phrases`` are the words by which the guard shall know such a post; without them the post's own are taken.

    Raises:
        NotAllowed: a promise is still open, or nobody knows whether a text went out; nobody is named, or no reason.
        LexiconError: one of the phrases cannot be understood.
    """
    may_close(case, by=by, why=why, anyway=anyway)
    found = case.casebook.steps.get(case.name, ACKNOWLEDGE)
    if found is not None and found.state == "done":
        case.once(LESSON, lambda known: lesson(known, phrases), Proposed)
    return case.casebook.incidents.close(case.name, by=by, now=case.now, why=why)


def may_close(case: Case, *, by: str, why: str, anyway: bool = False) -> None:
    """Let pass what :func:`close` would close.

    Raises:
        NotAllowed: as there.
    """
    if not by.strip() or not why.strip():
        raise NotAllowed("Closing an incident needs the name of a person and a reason.")
    if not anyway and (left := _left(case)):
        raise NotAllowed(f"{case.name} cannot be closed yet. {' '.join(left)} Settle this first, or close it anyway.")


def too_early(case: Case) -> str:
    """What it means to close it without an apology, or on the day on which it was opened, before anybody has looked
    again; empty later on.
    """
    if not case.incident.is_open:
        return ""
    if not apologised(case):
        return f"No apology of {case.name} is out. Once it is closed, none will go out, and no check-ins will come."
    checks = case.casebook.check_ins.of(case.name)
    looked = any(check.state == "done" for check in checks)
    if looked or case.now - case.incident.opened_at >= timedelta(days=1):
        return ""
    days = sorted(check.day for check in checks if check.state == "planned") or sorted(case.agreed.check_in_days)
    return (
        f"{case.name} was opened today, and nobody has looked yet how it goes on. Closing it now ends its check-ins:"
        f" on days {', '.join(map(str, days))} nobody will be told whether it has come back or whether it is over."
    )


def apologised(case: Case) -> bool:
    """Say whether an apology is out, or was handed over to be published by hand."""
    entries = case.casebook.publications.of(case.name)
    return any(entry.state == "confirmed" and is_apology(entry.key) for entry in entries)


def _left(case: Case) -> list[str]:
    """What is still open, a sentence each."""
    promises = [
        f"A promise is open: {remedy.promise} ({remedy.owner}, due {remedy.due:%-d %B %Y})."
        for remedy in case.casebook.remedies.of(case.name, state="open")
    ]
    unknown = [
        f"Nobody knows whether {entry.key} went out."
        for entry in case.casebook.publications.of(case.name)
        if entry.state in {"sent", "unknown"}
    ]
    return promises + unknown


def reopen(case: Case, *, by: str, why: str) -> Incident:
    """Take up a closed incident again, where it was; if its check-ins were planned, those whose days have not come yet.

    Raises:
        NotAllowed: nobody is named, or no reason.
    """
    incident = case.casebook.incidents.reopen(case.name, by=by, now=case.now, why=why)
    if case.casebook.check_ins.of(case.name):
        passed = (case.now - incident.opened_at).days
        coming = [day for day in case.agreed.check_in_days if day > passed]
        plan(case, coming or [passed + 1])
    return incident
