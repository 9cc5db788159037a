"""Tell people, once each, what they should know now; whatever goes wrong with that, the recovery goes on."""

from collections.abc import Iterable

from flows.alerts.channels import Alerts
from flows.alerts.occasions import Occasion, occasions
from flows.terminal.desk import Desk
from guard.errors import GuardError

TELLER = "alerts"
"""Who tells people, in the timeline."""


def tell_people(desk: Desk, incident: str | None = None) -> tuple[str, ...]:
    """Tell people what nobody has told them yet, of one incident or of everything; say what did not arrive.

    It never raises because an alert cannot be sent. Without addresses nobody is told, and nothing is written down.
    """
    if not desk.addresses:
        return ()
    try:
        return tell(desk, occasions(desk, incident))
    except GuardError as error:
        return (f"Nobody could be told: {error}",)


def tell(desk: Desk, told: Iterable[Occasion]) -> tuple[str, ...]:
    """Tell people about these occasions unless they know already; say what did not arrive."""
    known = desk.casebook.alerts.told()
    problems: list[str] = []
    for occasion in told:
        if occasion.key not in known:
            problems += _tell(desk, occasion)
    return tuple(problems)


def _tell(desk: Desk, occasion: Occasion) -> list[str]:
    shelf, now = desk.casebook.alerts, desk.clock()
    if not shelf.claim(occasion.key, now=now, incident=occasion.incident):
        return []
    problems: list[str] = []
    delivered = Alerts(desk.addresses, problems.append).send(occasion.title, occasion.body, occasion.kind)
    shelf.settle(occasion.key, occasion.title, delivered=delivered, problems=problems, by=TELLER, now=now)
    return problems
