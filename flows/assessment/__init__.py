"""Have we recovered? Each number is judged against what would have been without the incident, at fixed looks.

``docs/recovered.md`` explains the method and shows how often it is wrong.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from flows.assessment.nouns import DEFAULTS, SCHEDULE, Assessment, Margin, MetricResult, Note, Series
from flows.assessment.reading import known, parse_metric, read_notes, read_series
from guard.errors import UsageError

__all__ = [
    "DEFAULTS",
    "LONGEST_HOLD",
    "SCHEDULE",
    "Assessment",
    "Margin",
    "MetricResult",
    "Note",
    "Point",
    "Series",
    "assess",
    "parse_metric",
    "read_notes",
    "read_series",
]

LONGEST_HOLD = 120
"""The hold period in days is at most this."""


class Point(Protocol):
    """One value of one day, as the casebook's ``MetricPoint`` has it."""

    @property
    def metric(self) -> str:
        """The number's name."""
        ...

    @property
    def day(self) -> date:
        """The day it is of."""
        ...

    @property
    def value(self) -> float:
        """What was measured."""
        ...


def assess(  # noqa: PLR0913 - what was agreed beforehand has many parts
    series: Mapping[str, Series] | Iterable[Point],
    *,
    incident: date,
    as_of: date | None = None,
    margins: Mapping[str, Margin] = DEFAULTS,
    notes: Sequence[Note] = (),
    hold_days: int = 21,
    error_rate: float = 0.05,
    looks: Sequence[int] = SCHEDULE,
) -> Assessment:
    """Say whether a brand has recovered from an incident, as of a day.

    Args:
        series: each number's values by day, or points with ``metric``, ``day``, ``value`` (the last of a day counts).
        incident: the day on which the post went wrong; days before it are the baseline.
        as_of: the last day that counts as known; the last day with a value when left out.
        margins: how much worse is still fine, for each number; agreed when the incident was opened.
        notes: what else happened.
        hold_days: for how many days the numbers must have stayed inside.
        error_rate: the chance of a wrong "recovered", over all looks, for a number that stays on its margin.
        looks: the days after the incident on which the answer may become "recovered".

    Raises:
        UsageError: there is no number, one without a margin, or the days do not fit together.
    """
    numbers = dict(series) if isinstance(series, Mapping) else _by_name(series)
    last = _last(numbers, incident, as_of)
    known(numbers, margins, where="the numbers")
    if not 1 <= hold_days <= LONGEST_HOLD:
        raise UsageError(f"The hold period must be 1 to {LONGEST_HOLD} days, not {hold_days}.")
    if not 0 < error_rate < 0.5:
        raise UsageError(f"The error rate must lie between 0 and 0.5, not {error_rate}. Usual is 0.05.")
    from flows.assessment.answering import judged
    from flows.assessment.judging import Rules

    rules = Rules(incident, last, hold_days, error_rate, tuple(sorted({day for day in looks if day > 0})))
    return judged(numbers, margins, notes, rules)


def _by_name(points: Iterable[Point]) -> dict[str, dict[date, float | None]]:
    numbers: dict[str, dict[date, float | None]] = {}
    for point in points:
        numbers.setdefault(point.metric, {})[point.day] = point.value
    return numbers


def _last(numbers: Mapping[str, Series], incident: date, as_of: date | None) -> date:
    if not numbers:
        raise UsageError("There is no number to judge. Give at least one, such as mention_volume.")
    days = [day for values in numbers.values() for day, value in values.items() if value is not None]
    if not days:
        raise UsageError("All cells are blank. Give the values of the days before and after the incident.")
    last = as_of or max(days)
    if last < incident:
        raise UsageError(
            f"The incident is on {incident}, but the last day is {last}. Give the days up to now, or correct the date."
        )
    return last
