"""A check-in of the long haul: measure, read, compare with the time before, remind of promises, say how it stands."""

from datetime import date, timedelta

from flows.assessment.nouns import Assessment
from flows.case import Case
from flows.incident import CheckIn, CheckInStatus, Json, MetricPoint, Noun, Remedy
from flows.platforms.base import PlatformError
from flows.steps.listen import Answers, answers
from flows.steps.long_haul import AFTER_RELAPSE, plan

TITLE = "Look again"

Numbers = dict[str, dict[date, float]]
"""Numbers of an account, by name and day."""

BASELINE_DAYS = 730
"""How far back before the incident everyday numbers count."""

OF_A_POST = "replies_to_a_post"
"""A number of single posts, of which there may be many a day: it says nothing about the account."""

SOON = timedelta(days=7)
"""So long before its day people are reminded of a promise."""


class Look(Noun):
    """What one check-in has found. ``changes`` is what is different in the answers since the last one."""

    day: int
    status: CheckInStatus
    assessment: Json
    answers: Answers
    reminded: tuple[str, ...]
    said: str
    changes: tuple[str, ...] = ()


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
    said = _said(status, reminded, heard)
    look = Look(
        day=day,
        status=status,
        assessment=found,
        answers=heard,
        reminded=reminded,
        said=said,
        changes=_changes(case, heard),
    )
    first, done = case.casebook.check_ins.finish(
        case.name, day, status=status, result=look.model_dump(mode="json"), by=case.by, now=case.now
    )
    if first and status == "relapsed":
        _look_more_often(case)
    return done


def _changes(case: Case, heard: Answers) -> tuple[str, ...]:
    """What is different in the answers since the last check-in; nothing where one of both could not read them all."""
    from flows.audience.changes import changes

    done = [each for each in case.casebook.check_ins.of(case.name) if each.state == "done" and each.done_at]
    if not done or heard.problem:
        return ()
    last = Look.model_validate(max(done, key=lambda each: (each.done_at, each.day)).result).answers
    return () if last.problem else changes(last.heard.whole, heard.heard.whole)


def assessed(case: Case) -> Json:
    """How the numbers stand beside those from before the incident; without numbers nobody can tell."""
    judged = judged_numbers(case)
    if judged is None:
        return {"status": "insufficient_data", "metrics": [], "as_of": case.now.date().isoformat()}
    return judged[1].as_json()


def judged_numbers(case: Case) -> tuple[Numbers, Assessment] | None:
    """The numbers by which recovery is judged, and what they say; nothing without any.

    Numbers for which no margin was agreed are left out: nobody may choose one once the outcome is known.
    """
    from flows.assessment import assess

    agreed = case.agreed
    series = {name: days for name, days in numbers(case).items() if name in agreed.margins}
    if not series:
        return None
    return series, assess(
        series, incident=began(case), as_of=case.now.date(), margins=agreed.margins, hold_days=agreed.hold_days
    )


def began(case: Case) -> date:
    """The day on which the post went out; the days before it are the baseline."""
    incident = case.incident
    return (incident.published_at or incident.opened_at).date()


def numbers(case: Case) -> Numbers:
    """All numbers of the account, everyday ones and those of this incident, by name and day."""
    start, book = began(case), case.casebook.metrics
    everyday = book.baseline(case.incident.account, since=start - timedelta(days=BASELINE_DAYS), until=case.now.date())
    series: Numbers = {}
    for point in (*everyday, *book.of(case.name)):
        if point.metric == OF_A_POST:
            continue
        series.setdefault(point.metric, {})[point.day] = point.value
    return series


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
    """The promises that are due soon or overdue."""
    soon = case.now.date() + SOON
    return [remedy for remedy in case.casebook.remedies.of(case.name, state="open") if remedy.due <= soon]


def _remind(case: Case, remedy: Remedy) -> str:
    """Remind the owner, once a day however often the check-in has to start again."""
    if remedy.reminded_at is None or remedy.reminded_at.date() < case.now.date():
        case.casebook.remedies.remind(remedy.id, by=case.by, now=case.now)
    late = remedy.due < case.now.date()
    return f"{remedy.owner}: {remedy.promise} ({'overdue since' if late else 'due on'} {remedy.due:%-d %B %Y})"


def _look_more_often(case: Case) -> None:
    passed = (case.now - case.incident.opened_at).days
    plan(case, [passed + days for days in AFTER_RELAPSE])
    case.tell("relapse", "It has come back: more check-ins are planned, and a new apology may be needed.")


SAID: dict[CheckInStatus, str] = {
    "recovered": "The numbers are back inside the margins that were agreed at the start, and have stayed there.",
    "recovering": "The numbers are on their way back, but not for long enough to say so.",
    "not_recovered": "The numbers are still worse than before.",
    "relapsed": "It had got better and is worse again.",
    "insufficient_data": "Nobody can tell: there are too few numbers from before or since.",
}


def _said(status: CheckInStatus, reminded: tuple[str, ...], heard: Answers) -> str:
    questions = _counted(len(heard.waiting), "question below the apology waits", "questions below the apology wait")
    promises = _counted(len(reminded), "promise is due", "promises are due")
    return " ".join(
        filter(None, (SAID[status], questions and f"{questions} for an answer.", promises and f"{promises}."))
    )


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}" if count else ""
