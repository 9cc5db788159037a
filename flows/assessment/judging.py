"""From the numbers to the answer: follow every number over all looks, then replay what would have been said at each."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np

from flows.assessment.counterfactual import FEWEST_DAYS, Counterfactual, learn
from flows.assessment.decay import half_life
from flows.assessment.design import Measured, measured
from flows.assessment.effect import Doubt, Terms, Trace, trace
from flows.assessment.marks import Marks, left_out, marks, tool_change
from flows.assessment.noise import Flags, Floats
from flows.assessment.nouns import Margin, MetricResult, Note, Series

STALE_DAYS = 7
"""A number whose last value is older than this says nothing about now."""
TOLERANCE = 0.5
"""Standard errors by which the mean of the last week may be beyond the margin without breaking the hold period."""
CALM_DAYS = 14
"""Days that all numbers must have looked fine before a new storm is called a relapse."""
LEVEL_DAYS = 28
STILL = 0.25
"""A number has come to a standstill when less than this share of its effect went away in the last four weeks."""


class Rules(NamedTuple):
    """What was settled before anything was seen."""

    incident: date
    as_of: date
    hold: int
    rate: float
    looks: tuple[int, ...]

    @property
    def day(self) -> int:
        """Days since the incident."""
        return (self.as_of - self.incident).days

    @property
    def horizon(self) -> int:
        """Days from the incident to the last look."""
        return max(*self.looks, self.day) + 1


class Followed(NamedTuple):
    """One number with all that was found out about it; without ``past`` and ``trace`` its ``reason`` says why."""

    name: str
    margin: Margin
    number: Measured
    reason: str
    past: Counterfactual | None = None
    effects: Floats = np.zeros(0)
    trace: Trace | None = None

    @property
    def fine(self) -> Flags:
        """At each look: nothing speaks against being inside, from the begin of the hold period to the last week."""
        if self.trace is None:
            return np.zeros(0, dtype=np.bool_)
        weeks = (self.trace.begin, self.trace.week)
        worse = [week.effect - TOLERANCE * week.error > self.trace.margin for week in weeks]
        fine: Flags = ~np.logical_or.reduce([*worse, self.trace.stretches[0].effect > self.trace.margin])
        return fine

    @property
    def shown(self) -> Flags:
        """At each look: at this or an earlier one it was inside and held, and it has not been outside since."""
        if self.trace is None:
            return np.zeros(0, dtype=np.bool_)
        shown, now = np.zeros(len(self.held), dtype=np.bool_), False
        for look, (held, outside) in enumerate(zip(self.held, self.trace.outside, strict=True)):
            shown[look] = now = (now or bool(held)) and not outside
        return shown

    @property
    def held(self) -> Flags:
        """At each look: inside, and so since the begin of the hold period as far as can be told."""
        if self.trace is None:
            return np.zeros(0, dtype=np.bool_)
        begin, week, margin = self.trace.begin, self.trace.week, self.trace.margin
        return self.trace.inside & ~(begin.effect > margin) & ~(week.effect - TOLERANCE * week.error > margin)

    @property
    def calm(self) -> Flags:
        """At each look: inside as far as it looks, without asking how sure that is."""
        if self.trace is None:
            return np.zeros(0, dtype=np.bool_)
        seen = (self.trace.begin.effect, self.trace.week.effect, self.trace.stretches[0].effect)
        calm: Flags = np.logical_and.reduce([effect < self.trace.margin for effect in seen])
        return calm


def follow(name: str, series: Series, margin: Margin, notes: Sequence[Note], rules: Rules) -> Followed:
    """Everything about one number up to ``rules.as_of``."""
    number = measured(series, margin, rules.incident, rules.as_of)
    marked = marks(name, notes, rules.incident, rules.as_of)
    before = [step for step in marked.steps if step < 0]
    past = learn(number, rules.incident, skip=marked.days, steps=before, horizon=rules.horizon)
    if past is None:
        known = int((np.isfinite(number.values) & (number.days < 0)).sum())
        reason = f"{known} days with a value before the incident are too few; {FEWEST_DAYS} are needed."
        return Followed(name, margin, number, reason)
    effects, doubt = _effects(number, past, marked)
    reason = "" if np.isfinite(effects[-STALE_DAYS:]).any() else f"There is no value of the last {STALE_DAYS} days."
    terms = Terms(rules.looks, rules.hold, rules.rate)
    found = trace(effects, past, number.margin, terms, doubt)
    return Followed(name, margin, number, reason, past, effects, found)


def _effects(number: Measured, past: Counterfactual, marked: Marks) -> tuple[Floats, Doubt]:
    """Measured minus what would have been, from the incident on; with what a change of the tool leaves open."""
    values = number.values[number.days >= 0]
    effects = left_out(values - past.mean[: len(values)], past, marked)
    doubt = Doubt(np.zeros(len(past.mean)), np.zeros(len(past.mean), dtype=np.bool_))
    for step in marked.steps:
        if step >= 0:
            effects, more = tool_change(effects, past, step, number.margin)
            doubt = Doubt(doubt.variance + more.variance, doubt.blind | more.blind)
    return effects, doubt


# --- one number now -------------------------------------------------------------------------------------------------


def result(one: Followed, rules: Rules) -> MetricResult:
    """What is said about one number."""
    if one.trace is None or one.past is None:
        return MetricResult(name=one.name, margin=one.margin, reason=one.reason, **_NOTHING)
    start, end, effect, error = one.trace.now
    number = one.number
    if not np.isfinite(effect):
        reason = one.reason or "Too many of the last days are missing, left out or measured in a new way."
        return MetricResult(name=one.name, margin=one.margin, reason=reason, **_NOTHING)
    without = float(np.mean(one.past.mean[start:end]))
    low, high = sorted(number.shown(effect + side * one.trace.bar * error) for side in (-1, 1))
    half = half_life(one.effects, one.past.spread, one.past.freshness, logarithmic=number.kind == "log")
    return MetricResult(
        name=one.name,
        baseline=number.own(without),
        now=number.own(without + effect),
        effect=number.shown(effect),
        interval=(low, high),
        equivalent=bool(one.shown[-1] and one.fine[-1]) and rules.day + 1 >= rules.hold,
        half_life_days=half.days if half else None,
        half_life_interval=(half.low, half.high) if half else None,
        margin=one.margin,
        percent=one.margin.unit == "points" and number.margin > 2 * one.margin.size,
        days=end - start,
        reason=one.reason,
        level_since=_level_since(one, rules),
    )


_NOTHING: Mapping[str, Any] = {
    "baseline": None,
    "now": None,
    "effect": None,
    "interval": None,
    "equivalent": False,
    "half_life_days": None,
}


def _level_since(one: Followed, rules: Rules) -> date | None:
    """Since when a number that is surely outside has stood still, if for long enough to call it a new level."""
    if one.trace is None or not one.trace.outside[-1] or rules.day < 3 * LEVEL_DAYS:
        return None
    blocks = [_mean(one.effects, end) for end in range(len(one.effects), LEVEL_DAYS, -LEVEL_DAYS)]
    now = blocks[0]
    same = 1
    while same < len(blocks) and blocks[same] - now < STILL * now:
        same += 1
    start = rules.day + 1 - same * LEVEL_DAYS
    return rules.incident + timedelta(days=start) if same >= 2 and now > one.trace.margin else None


def _mean(effects: Floats, end: int) -> float:
    known = effects[max(end - LEVEL_DAYS, 0) : end]
    known = known[np.isfinite(known)]
    return float(known.mean()) if len(known) else float("nan")


# --- all numbers over time ------------------------------------------------------------------------------------------


class Replay(NamedTuple):
    """What was said up to now: the days, numbered from the incident, of what holds, and of all recoveries."""

    recovered: int | None = None
    relapsed: int | None = None
    all: tuple[int, ...] = ()


def replay(numbers: Sequence[Followed], rules: Rules) -> Replay:
    """Go through all looks once more: recovered when all numbers are, relapsed when one is surely outside again."""
    traces = [number.trace for number in numbers if number.trace is not None]
    if len(traces) < len(numbers):
        return Replay()
    days = traces[0].days[:-1]
    held = np.logical_and.reduce([(number.shown & number.fine)[:-1] for number in numbers])
    calm = np.logical_and.reduce([number.calm[:-1] for number in numbers])
    outside = np.logical_or.reduce([one.outside[:-1] for one in traces])
    said, calm_since = Replay(), None
    for day, is_held, is_calm, is_outside in zip(days.tolist(), held, calm, outside, strict=True):
        was_calm = calm_since is not None and day - calm_since >= CALM_DAYS
        if is_outside and (said.recovered is not None or (was_calm and said.relapsed is None)):
            said = Replay(None, day, said.all)
        elif is_held and said.recovered is None and (said.relapsed is None or day - said.relapsed >= rules.hold):
            said = said._replace(recovered=day, all=(*said.all, day))
        if is_outside:
            calm_since = None
        elif is_calm and calm_since is None:
            calm_since = day
    return said
