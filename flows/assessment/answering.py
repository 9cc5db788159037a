"""Put the numbers together into one answer that says what is known, what is not, and when to look again."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from flows.assessment.judging import Followed, Replay, Rules, follow, replay, result
from flows.assessment.nouns import Assessment, Margin, MetricResult, Note, Series, Status

LONG_DAYS = 84
"""Days after which standing still is called a new level instead of a slow recovery."""
_FEW_DAYS = 7

METHOD = (
    "For each number: what would have been is learnt from the days before the incident (level, week, drift; the year "
    "where there are two), with noise that may last from day to day. The mean effect of the last {hold} days or more "
    "must lie inside the margin with its whole one-sided interval, whose bar makes the chance of a wrong 'recovered' "
    "over all {looks} fixed looks together {rate:.0%} for a number that stays on its margin. Every number must have "
    "passed, and nothing may speak against any of them in the hold period of {hold} days. No number is merged with "
    "another."
)


def judged(
    series: Mapping[str, Series], margins: Mapping[str, Margin], notes: Sequence[Note], rules: Rules
) -> Assessment:
    """The answer for all numbers in ``series`` as of ``rules.as_of``."""
    numbers = [follow(name, values, margins[name], notes, rules) for name, values in series.items()]
    said = replay(numbers, rules)
    metrics = tuple(result(number, rules) for number in numbers)
    status, reasons = _status(numbers, metrics, said, rules)
    return Assessment(
        status=status,
        recovered_on=_date(rules, said.recovered) if status == "recovered" else None,
        as_of=rules.as_of,
        metrics=metrics,
        method=METHOD.format(hold=rules.hold, looks=sum(day + 1 >= rules.hold for day in rules.looks), rate=rules.rate),
        next_check_in=_next(status, rules),
        incident=rules.incident,
        hold_days=rules.hold,
        relapsed_on=_date(rules, said.relapsed),
        recoveries=tuple(rules.incident + timedelta(days=day) for day in said.all),
        reasons=reasons,
    )


def _date(rules: Rules, day: int | None) -> date | None:
    return None if day is None else rules.incident + timedelta(days=day)


def _status(
    numbers: Sequence[Followed], metrics: Sequence[MetricResult], said: Replay, rules: Rules
) -> tuple[Status, tuple[str, ...]]:
    if said.recovered is not None:
        stale = (
            f"{metric.name}: {metric.reason} Whether it is still inside, nobody knows."
            for metric in metrics
            if metric.reason
        )
        return "recovered", (
            f"All numbers were inside on {_date(rules, said.recovered)}, after the hold period.",
            *stale,
        )
    if said.relapsed is not None:
        return "relapsed", (f"On {_date(rules, said.relapsed)} it was clearly worse again.",)
    outside = [one.name for one in numbers if one.trace is not None and bool(one.trace.outside[-1])]
    if outside:
        return _outside(outside, metrics, rules)
    return _unclear(numbers, metrics, rules)


def _outside(names: Sequence[str], metrics: Sequence[MetricResult], rules: Rules) -> tuple[Status, tuple[str, ...]]:
    levels = {metric.name: metric.level_since for metric in metrics if metric.level_since and metric.name in names}
    if levels and rules.day >= LONG_DAYS:
        return "not_recovered", tuple(f"{name} has stood on a new level since {day}." for name, day in levels.items())
    if rules.day >= rules.looks[-1]:
        return "not_recovered", (f"A year is over, and still outside: {', '.join(names)}.",)
    return "recovering", (f"Still clearly outside the margin: {', '.join(names)}.",)


def _unclear(
    numbers: Sequence[Followed], metrics: Sequence[MetricResult], rules: Rules
) -> tuple[Status, tuple[str, ...]]:
    """No number is clearly outside: then it takes time, or it cannot be told."""
    missing = tuple(f"{metric.name}: {metric.reason}" for metric in metrics if metric.reason)
    if missing or rules.day + 1 < _FEW_DAYS:
        return "insufficient_data", missing or ("The incident is too fresh for an answer.",)
    if rules.day + 1 < rules.hold:
        return "recovering", (f"The hold period of {rules.hold} days is not over.",)
    vague = [one for one in numbers if one.trace is not None and not (one.shown[-1] or one.trace.reachable[-1])]
    if vague:
        return "insufficient_data", tuple(f"{one.name} {_vague(one, rules)}" for one in vague)
    if rules.day >= rules.looks[-1]:
        return "not_recovered", ("A year is over, and it is not shown that all numbers are back.",)
    waiting = [metric.name for metric in metrics if not metric.equivalent]
    what = f"Not yet surely inside the margin: {', '.join(waiting)}." if waiting else "The hold period is not over."
    return "recovering", (what,)


def _vague(one: Followed, rules: Rules) -> str:
    """Why nothing can be told of a number, and from when on it perhaps can."""
    first = one.trace.tells_from if one.trace is not None else None
    if first is not None and first > rules.day:
        return f"scatters too much for so few days. It can be told from about {_date(rules, first)} on."
    why = "scatters so much, or has so short a history, that even a full recovery could not be told apart"
    return f"{why} from a number on its margin."


def _next(status: Status, rules: Rules) -> date:
    """When to look again: daily at first, weekly later, monthly once it has recovered."""
    wait = 28 if status == "recovered" else 7 if rules.day >= 3 else 1
    later = [day for day in rules.looks if day >= rules.day + wait]
    soon = 7 if rules.day == 3 else later[0] if later and wait > 1 else rules.day + wait
    return rules.incident + timedelta(days=max(soon, rules.day + 1))
