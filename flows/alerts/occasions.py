"""What people should be told about at this moment, read from the casebook: who looks when does not matter.

Each occasion has a key, by which people are told once. What is long past is not told: who sets up alerts today does
not want to hear of last year.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from flows.alerts.channels import Kind
from flows.incident import Incident
from flows.steps.approval import waiting
from flows.terminal.desk import Desk

FRESH = timedelta(days=1)
"""So long it is news that an incident was opened."""

RELAPSE_FRESH = timedelta(days=7)

MISSED = timedelta(days=1)
"""So late a check-in counts as missed; the daily sweep does them within a day."""

BEFORE_DUE = timedelta(days=1)
"""So long before its day people are told of a promise that is still open."""

LOST = timedelta(minutes=10)
"""A text that is being sent for so long was left by its program: nobody knows whether it is out."""


class Occasion(NamedTuple):
    """Something that people should know: ``key`` names it for ever, the rest is the alert. No word of a post in it."""

    key: str
    incident: str | None
    title: str
    body: str
    kind: Kind = "warning"


def occasions(desk: Desk, only: str | None = None) -> Iterator[Occasion]:
    """What there is to tell now, about all open incidents and the everyday posts, or about ``only`` one incident."""
    found = {each.id: each for each in desk.casebook.incidents.all() if each.is_open and only in {None, each.id}}
    yield from _opened(desk, found)
    for incident in found.values():
        if incident.state in {"awaiting_approval", "approved"}:
            yield from _waiting(desk, incident)
    yield from _unknown(desk, found, everyday=only is None)
    yield from _missed(desk, found)
    yield from _relapsed(desk, found)
    yield from _due(desk, found)


def _opened(desk: Desk, found: dict[str, Incident]) -> Iterator[Occasion]:
    for name, incident in found.items():
        if desk.clock() - incident.opened_at <= FRESH:
            due = incident.opened_at + timedelta(minutes=desk.case(name, by="alerts").agreed.holding_minutes)
            body = (
                f"{incident.lead} leads. What is queued is being stopped. A first answer should be out by"
                f" {due:%H:%M} UTC.\nguard incident show {name}"
            )
            yield Occasion(f"{name}/opened", name, f"{name}: a post went wrong, the recovery has begun", body)


def _waiting(desk: Desk, incident: Incident) -> Iterator[Occasion]:
    """A text of the incident that too few people stand behind."""
    case = desk.case(incident.id, by="alerts")
    draft = waiting(case)
    standing = desk.casebook.approvals.standing(draft.id, now=desk.clock(), rules=case.agreed.approvals)
    if standing.approved or standing.rejected:
        return
    how = f"Read it, then: guard incident approve {incident.id} --by NAME"
    name = f"{incident.id}/draft-{draft.id}"
    if standing.expired:
        what = f"{incident.id}: an approval of draft {draft.id} has expired"
        yield Occasion(f"{name}/expired-{standing.expired}", incident.id, what, f"It goes nowhere before that. {how}")
    elif incident.state == "awaiting_approval":
        what = f"{incident.id}: draft {draft.id} waits for approval"
        people = "1 more person" if standing.missing == 1 else f"{standing.missing} people"
        yield Occasion(f"{name}/waits-{standing.missing}", incident.id, what, f"It waits for {people}. {how}")


def _unknown(desk: Desk, found: dict[str, Incident], *, everyday: bool) -> Iterator[Occasion]:
    """What may be out or not."""
    for entry in desk.casebook.publications.all(["sent", "unknown"]):
        since = entry.sent_at or entry.intended_at
        if entry.state == "sent" and desk.clock() - since < LOST:
            continue
        key = f"{entry.key}/unknown-{since:%Y%m%d%H%M%S}"
        if entry.incident in found:
            body = f"Look at {entry.account}. Then say what you have seen: guard incident show {entry.incident}"
            yield Occasion(
                key, entry.incident, f"{entry.incident}: nobody knows whether a text went out", body, "failure"
            )
        elif everyday and entry.incident is None:
            body = f"Look at {entry.account}. Then say what you have seen: guard publish --list"
            yield Occasion(key, None, f"{entry.account}: nobody knows whether a post went out", body, "failure")


def _missed(desk: Desk, found: dict[str, Incident]) -> Iterator[Occasion]:
    for check in desk.casebook.check_ins.due(desk.clock() - MISSED):
        if check.incident in found:
            title = f"{check.incident}: the check-in of day {check.day} was missed"
            body = f"It was due on {check.due_at:%-d %B %Y}. Do what is due: guard incident check-ins"
            yield Occasion(f"{check.incident}/day-{check.day}/missed", check.incident, title, body)


def _relapsed(desk: Desk, found: dict[str, Incident]) -> Iterator[Occasion]:
    for check in desk.casebook.check_ins.relapses(desk.clock() - RELAPSE_FRESH):
        if check.incident in found:
            title = f"{check.incident}: it has come back"
            body = (
                f"The check-in of day {check.day} says so. Look: guard incident show {check.incident}\n"
                f"If another apology is needed: guard incident again {check.incident} --why TEXT --by NAME"
            )
            yield Occasion(f"{check.incident}/day-{check.day}/relapsed", check.incident, title, body, "failure")


def _due(desk: Desk, found: dict[str, Incident]) -> Iterator[Occasion]:
    today = desk.clock().date()
    for promise in desk.casebook.remedies.due(today + BEFORE_DUE):
        if promise.incident in found:
            late = promise.due < today
            title = f"{promise.incident}: promise {promise.id} {'is overdue' if late else 'is due'}"
            body = (
                f"{promise.owner} sees to it, until {promise.due:%-d %B %Y}. When it is kept: guard incident remedy"
                f' {promise.incident} --prove {promise.id} "how one knows" --by NAME'
            )
            yield Occasion(f"{promise.incident}/remedy-{promise.id}/due-{promise.due}", promise.incident, title, body)
