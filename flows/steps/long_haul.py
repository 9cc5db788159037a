"""Step 8, the long haul: plan to look again, in days and in months, before everybody has forgotten to."""

from collections.abc import Iterable

from flows.case import Case
from flows.incident import CheckIn, Noun
from flows.steps.rounds import current

STEP = "long_haul"
TITLE = "Plan the check-ins of the coming months"

AFTER_RELAPSE = (1, 3, 7, 14)
"""Days after a relapse on which to look again."""


class Planned(Noun):
    """The days after the opening on which the recovery looks again."""

    days: tuple[int, ...]


def long_haul(case: Case) -> Planned:
    """Write the check-ins into the casebook, where whoever keeps the calendar (Prefect, the daily sweep) finds them.

    After a further apology it is looked at soon again, whatever is planned for later.
    """
    passed = (case.now - case.incident.opened_at).days
    soon = [passed + days for days in AFTER_RELAPSE] if current(case) > 1 else []
    checks = plan(case, [*case.agreed.check_in_days, *soon])
    case.casebook.incidents.move(case.name, "long_haul", by=case.by, now=case.now)
    return Planned(days=tuple(check.day for check in checks))


def plan(case: Case, days: Iterable[int]) -> tuple[CheckIn, ...]:
    """Plan check-ins on these days after the opening; days that are planned already stay as they are."""
    start = case.incident.opened_at
    return case.casebook.check_ins.plan(case.name, start=start, days=days, by=case.by, now=case.now)
