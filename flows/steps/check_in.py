"""A check-in of the long haul: measure, read, compare with the time before, remind of promises, and say how it stands."""

from datetime import date, timedelta

from flows.case import Case
from flows.incident import CheckIn, CheckInStatus, Json, MetricPoint, Noun, Remedy
from flows.platforms.base import PlatformError
from flows.steps.listen import Answers, answers
from flows.steps.long_haul import AFTER_RELAPSE, plan

TITLE = "Look again"
BASELINE_DAYS = 730
"""How far back before the incident everyday numbers count."""


class Look(Noun):
    """What one check-in has found."""

    day: int
    status: CheckInStatus
    assessment: Json
    answers: Answers
    reminded: tuple[str, ...]
    said: str


def check_in(case: Case, day: int) -> CheckIn:
    """Do the check-in of that day, once: a later call gives what the first one found."""
    known = case.casebook.check_ins.get(case.name, day)
    if known.state != "planned":
        return known
    _measure(case)
    found = assessed(case)
    heard = answers(case)
    reminded = tuple(_remind(case, remedy) for remedy in _due(case))
    status: CheckInStatus = found["status"]
    look = Look(
        day=day, status=status, assessment=found, answers=heard, reminded=reminded, said=_said(status, reminded, heard)
    )
    first, done = case.casebook.check_ins.finish(
        case.name, day, status=status, result=look.model_dump(mode="json"), by=case.by, now=case.now
    )
    if first and status == "relapsed":
        _look_more_often(case)
    return done


def assessed(case: Case) -> Json:
    """How the numbers stand beside those from before the incident; without numbers nobody can tell."""
    from flows.assessment import assess

    incident = case.incident
    start = (incident.published_at or incident.opened_at).date()
    book = case.casebook.metrics
    points = book.baseline(incident.account, since=start - timedelta(days=BASELINE_DAYS)) + book.of(case.name)
    series: dict[str, dict[date, float]] = {}
    for point in points:
        series.setdefault(point.metric, {})[point.day] = point.value
    return assess(series, incident=start, as_of=case.now.date()).as_json()


def _measure(case: Case) -> None:
    """Write down today's numbers of the account, if it can be asked."""
    if case.platform is None:
        return
    try:
        followers = case.platform.followers()
    except PlatformError as error:
        case.tell("metrics", f"The numbers of {case.incident.account} could not be read: {error}")
        return
    if followers is not None:
        point = MetricPoint(
            account=case.incident.account,
            metric="follower_count",
            day=case.now.date(),
            value=followers,
            source=case.platform.name,
            incident=case.name,
        )
        case.casebook.metrics.record([point])


def _due(case: Case) -> list[Remedy]:
    """The promises that are due within a week or overdue."""
    soon = case.now.date() + timedelta(days=7)
    return [remedy for remedy in case.casebook.remedies.of(case.name, state="open") if remedy.due <= soon]


def _remind(case: Case, remedy: Remedy) -> str:
    case.casebook.remedies.remind(remedy.id, by=case.by, now=case.now)
    late = remedy.due < case.now.date()
    return f"{remedy.owner}: {remedy.promise} ({'overdue since' if late else 'due on'} {remedy.due:%-d %B %Y})"


def _look_more_often(case: Case) -> None:
    passed = (case.now - case.incident.opened_at).days
    plan(case, [passed + days for days in AFTER_RELAPSE])
    case.tell("relapse", "It has come back: more check-ins are planned, and a new apology may be needed.")


SAID: dict[CheckInStatus, str] = {
    "recovered": "The numbers are back inside the margins that were fixed when the incident was opened, and have stayed there.",
    "recovering": "The numbers are on their way back, but not for long enough to say so.",
    "not_recovered": "The numbers are still worse than before.",
    "relapsed": "It had got better and is worse again.",
    "insufficient_data": "Nobody can tell: there are too few numbers from before or since.",
}


def _said(status: CheckInStatus, reminded: tuple[str, ...], heard: Answers) -> str:
    waiting = f" {len(heard.waiting)} questions below the apology wait for an answer." if heard.waiting else ""
    promises = f" {len(reminded)} promises are due." if reminded else ""
    return f"{SAID[status]}{waiting}{promises}"
