"""The remedies: what was promised, by whom, until when, and how one knows that it was done.

A promise is a row of a ledger, never only a sentence in an apology: the check-ins remind of it until it is proven.
"""

from datetime import date

from flows.case import Case
from flows.errors import NotAllowed
from flows.incident import Remedy


def promise(case: Case, what: str, *, owner: str, due: date) -> Remedy:
    """Write down a promise, for a day that has not passed.

    Raises:
        NotAllowed: the day has passed, the incident is closed, or a word or a name is missing.
    """
    if due < case.now.date():
        raise NotAllowed(f"{due:%-d %B %Y} has passed. Promise something for a day to come.")
    case.must_be_open()
    return case.casebook.remedies.promise(case.name, what, owner=owner, due=due, by=case.by, now=case.now)


def prove(case: Case, number: int, proof: str) -> Remedy:
    """It is done, and ``proof`` shows it."""
    return case.casebook.remedies.prove(_own(case, number), proof, by=case.by, now=case.now)


def give_up(case: Case, number: int, why: str) -> Remedy:
    """It will not be done, and ``why``."""
    return case.casebook.remedies.give_up(_own(case, number), why, by=case.by, now=case.now)


def _own(case: Case, number: int) -> int:
    if all(remedy.id != number for remedy in case.casebook.remedies.of(case.name)):
        raise NotAllowed(f"{case.name} has no promise {number}. guard incident remedy {case.name} lists them.")
    return number
