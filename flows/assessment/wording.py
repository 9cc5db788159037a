"""The answer as a page of text for the people who look after a brand's accounts."""

from flows.assessment.nouns import Assessment, MetricResult, Status

HEADLINES: dict[Status, str] = {
    "recovering": "Not recovered yet",
    "recovered": "Recovered",
    "relapsed": "Relapsed: it got better, and then worse again",
    "not_recovered": "Not recovered, and it does not move any more",
    "insufficient_data": "Cannot tell",
}

ADVICE: dict[Status, str] = {
    "recovering": "Keep your promises and keep listening.",
    "recovered": "Go on measuring: a relapse is reported if one comes.",
    "relapsed": "Find out what set it off before you answer, and treat it like a new incident if it is one.",
    "not_recovered": "This looks like a new normal. Decide with the people in charge what you will do differently.",
    "insufficient_data": "This is no bad news and no good news. It says what is missing.",
}


def page(answer: Assessment) -> str:
    """Everything about the answer, in lines."""
    days = (answer.as_of - answer.incident).days
    headline = HEADLINES[answer.status]
    if answer.recovered_on:
        headline += f" on {answer.recovered_on}"
    lines = [f"{headline} (as of {answer.as_of}, {_days(days)} after the incident).", ""]
    lines += [f"  {reason}" for reason in answer.reasons]
    lines += [f"  {ADVICE[answer.status]}", ""]
    for metric in answer.metrics:
        lines += [f"  {line}" for line in _metric(metric)]
    lines += ["", f"Next look: {answer.next_check_in}.", f"How this was judged: {answer.method}"]
    return "\n".join(lines)


def _metric(metric: MetricResult) -> list[str]:
    name = metric.name.replace("_", " ")
    if metric.effect is None or metric.interval is None:
        return [f"?  {name}: cannot tell. {metric.reason}".rstrip()]
    low, high = (_change(metric, value) for value in metric.interval)
    mark = "ok" if metric.equivalent else "- "
    first = (
        f"{mark} {name}: {_number(metric.now)} a day in the last {_days(metric.days)}; "
        f"without the incident it would be about {_number(metric.baseline)}."
    )
    second = f"   That is {_change(metric, metric.effect)} (surely between {low} and {high}); {_limit(metric)}."
    more = [f"   {metric.reason}"] if metric.reason else []
    if metric.level_since:
        more.append(f"   It has stood there since about {metric.level_since}.")
    return [first, second, *more, *_half(metric)]


def _half(metric: MetricResult) -> list[str]:
    if metric.half_life_days is None or metric.half_life_interval is None:
        return []
    low, high = metric.half_life_interval
    return [f"   The storm halved every {metric.half_life_days:g} days ({low:g} to {high:g})."]


def _limit(metric: MetricResult) -> str:
    more = "above" if metric.margin.worse == "up" else "below"
    return f"up to {metric.margin.text} {more} counts as recovered"


def _change(metric: MetricResult, value: float) -> str:
    if metric.margin.unit == "share":
        return f"{value * 100:+.1f} %"
    if metric.margin.unit == "points":
        percent = value if metric.percent else value * 100
        return f"{percent:+.1f} points"
    return f"{value:+.3g}"


def _number(value: float | None) -> str:
    if value is None:
        return "?"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
