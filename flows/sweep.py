"""The daily sweep: do every check-in whose time has come, also those that were missed."""

from collections.abc import Iterator

from flows.steps.check_in import check_in
from flows.terminal.desk import Desk
from guard.errors import GuardError

SWEEPER = "daily sweep"


def sweep(at: Desk) -> Iterator[str]:
    """Do what is due, the oldest first; give one sentence for each. One that fails does not stop the others."""
    for due in at.casebook.check_ins.due(at.clock()):
        try:
            done = check_in(at.case(due.incident, by=SWEEPER), due.day)
        except GuardError as error:
            yield f"{due.incident}, day {due.day}: this check-in could not be done and is tried again: {error}"
        else:
            yield f"{due.incident}, day {due.day}: {done.result.get('said', done.status)}"
