"""What a number does without any incident: its level, its week, its drift and, after two years, its year."""

from datetime import date
from typing import NamedTuple

import numpy as np

from flows.assessment.noise import Floats, Ints
from flows.assessment.nouns import Margin, Series

YEAR = 365.25
TWO_YEARS = 725
LONGEST_BASELINE = 800
"""Days before the incident that are looked at; without two full years only the last half-year is."""
HALF_YEAR = 183
FEW = 20.0
"""Below so many a day, counts are taken as they are; above, changes are proportions."""


class Measured(NamedTuple):
    """One number, day by day from ``first`` (numbered from the incident: day 0), on the scale on which it is judged.

    ``values`` grow in the direction that is worse; NaN is a day without a value. ``kind`` is the scale: ``log`` for
    proportions of large numbers, ``ratio`` for proportions of small ones (in units of their mean), ``plain`` for
    differences. ``margin`` is on that scale, ``unit`` what one of it is in the number's own units.
    """

    first: int
    values: Floats
    kind: str
    sign: float
    margin: float
    unit: float
    grows: bool

    @property
    def days(self) -> Ints:
        """The number of each day."""
        return self.first + np.arange(len(self.values))

    def shown(self, effect: float) -> float:
        """An effect on the scale as a share or difference for people."""
        worse = self.sign * effect
        return float(np.expm1(worse)) if self.kind == "log" else worse * (self.unit if self.kind == "plain" else 1.0)

    def own(self, value: float) -> float:
        """A value on the scale in the number's own units."""
        plain = self.sign * value
        return float(np.exp(plain)) if self.kind == "log" else plain * self.unit


def measured(series: Series, margin: Margin, incident: date, as_of: date) -> Measured:
    """The number on its scale, from its first day (at most ``LONGEST_BASELINE`` before the incident) to ``as_of``."""
    last = (as_of - incident).days
    points = {(day - incident).days: value for day, value in series.items() if value is not None and day <= as_of}
    first = max(min(points, default=0), -LONGEST_BASELINE)
    if first > -TWO_YEARS:
        first = max(first, -HALF_YEAR)
    raw = np.full(max(last - first + 1, 0), np.nan)
    for day, value in points.items():
        if first <= day <= last:
            raw[day - first] = value
    return _scaled(first, raw, margin)


def _scaled(first: int, raw: Floats, margin: Margin) -> Measured:
    before = raw[: max(-first, 0)]
    known = before[np.isfinite(before)]
    sign = 1.0 if margin.worse == "up" else -1.0
    middle = float(np.median(known)) if len(known) else 0.0
    if margin.unit != "share":
        percent = margin.unit == "points" and len(known) > 0 and float(np.max(known)) > 1
        return Measured(first, sign * raw, "plain", sign, margin.size * (100.0 if percent else 1.0), 1.0, margin.grows)
    if middle >= FEW:
        values = sign * np.log(np.maximum(raw, 0.5))
        return Measured(
            first, values, "log", sign, abs(float(np.log1p(sign * min(margin.size, 0.99)))), 1.0, margin.grows
        )
    mean = float(np.mean(known)) if len(known) else 0.0
    unit = mean if mean > 0 else 1.0
    return Measured(first, sign * raw / unit, "ratio", sign, margin.size, unit, margin.grows)


def columns(days: Ints, incident: date, *, yearly: bool, steps: tuple[int, ...]) -> Floats:
    """One row a day: level, drift (days from the incident), six weekdays, changes of the tool, and the year's waves."""
    weekday = (days + incident.weekday()) % 7
    parts = [np.ones(len(days)), days.astype(np.float64)]
    parts += [(weekday == number).astype(np.float64) - 1 / 7 for number in range(1, 7)]
    parts += [(days >= step).astype(np.float64) for step in steps]
    if yearly:
        angle = 2 * np.pi * (days + incident.timetuple().tm_yday) / YEAR
        parts += [wave(turns * angle) for turns in (1, 2) for wave in (np.sin, np.cos)]
    return np.column_stack(parts)
