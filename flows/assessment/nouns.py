"""What goes into "have we recovered?" and what comes out of it: margins, notes, the answer for each number."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field

from flows.incident import CheckInStatus, Noun

Status = CheckInStatus

Series = Mapping[date, float | None]
"""The values of one number by day. A day that is not there, or is None, is a day nobody measured."""

Direction = Literal["up", "down"]
"""The way that is worse: ``up`` for complaints, ``down`` for sales."""

NoteKind = Literal["campaign", "holiday", "outage", "measurement_change"]


class Margin(Noun):
    """How much worse than without the incident still counts as recovered; agreed when the incident was opened.

    ``size`` is a share of what would have been (0.15 = 15 %) or, with ``unit="points"``, percentage points as a share
    of one (0.03 = 3 points); for a number that is measured in per cent, such as 12.5, 3 points are 3. With
    ``unit="units"`` it is in the number's own units. ``grows`` is for numbers that add up, as followers do.
    """

    worse: Direction
    size: float = Field(gt=0, allow_inf_nan=False)
    unit: Literal["share", "points", "units"] = "share"
    grows: bool = False

    @property
    def text(self) -> str:
        """The margin for people: "15 %", "3 points"."""
        percent = f"{self.size * 100:.4g}"
        return {"share": f"{percent} %", "points": f"{percent} points", "units": f"{self.size:.4g}"}[self.unit]


DEFAULTS: Mapping[str, Margin] = {
    "mention_volume": Margin(worse="up", size=0.15),
    "negative_share": Margin(worse="up", size=0.03, unit="points"),
    "follower_count": Margin(worse="down", size=0.01, grows=True),
    "complaint_count": Margin(worse="up", size=0.20),
    "sales_index": Margin(worse="down", size=0.03),
}
"""The numbers that are known by name, with their usual margins."""

SCHEDULE: tuple[int, ...] = (*range(1, 184, 2), *range(211, 366, 28))
"""The days after the incident on which the answer may be "recovered": every other day for half a year, then monthly for
the rest of the year. Fixed, because the bar is set for exactly these looks; looking in between changes nothing."""


class Note(Noun):
    """Something else that happened from ``start`` to ``end``, so that its mark is not taken for the incident's."""

    start: date
    end: date
    kind: NoteKind
    text: str = ""


class MetricResult(Noun):
    """How one number stands.

    ``effect`` and ``interval`` are what the incident still does to it against what would have been without it: a share
    (0.12 = 12 % more) or, for numbers judged in points or units, a difference. ``equivalent`` says that the whole
    interval was inside the margin at a look, and that nothing has spoken against it since. ``baseline`` is what would
    have been in the days of ``now``, the days looked at. ``percent``: measured in per cent (12.5, not 0.125).
    """

    name: str
    baseline: float | None
    now: float | None
    effect: float | None
    interval: tuple[float, float] | None
    equivalent: bool
    half_life_days: float | None
    half_life_interval: tuple[float, float] | None = None
    margin: Margin
    percent: bool = False
    days: int = 0
    reason: str = ""
    level_since: date | None = None

    def as_json(self) -> dict[str, Any]:
        """The number as INTERFACES.md has it."""
        low_high = [_short(x) for x in self.interval] if self.interval else None
        return {
            "name": self.name,
            "baseline": _short(self.baseline),
            "now": _short(self.now),
            "effect": _short(self.effect),
            "interval": low_high,
            "equivalent": self.equivalent,
            "half_life_days": self.half_life_days,
        }


class Assessment(Noun):
    """The answer. ``reasons`` are sentences for people; ``as_json`` is what programs read."""

    status: Status
    recovered_on: date | None
    as_of: date
    metrics: tuple[MetricResult, ...]
    method: str
    next_check_in: date
    incident: date
    hold_days: int
    relapsed_on: date | None = None
    recoveries: tuple[date, ...] = ()
    reasons: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object that ``guard incident assess --format json`` prints."""
        return {
            "status": self.status,
            "recovered_on": self.recovered_on.isoformat() if self.recovered_on else None,
            "as_of": self.as_of.isoformat(),
            "metrics": [metric.as_json() for metric in self.metrics],
            "method": self.method,
            "next_check_in": self.next_check_in.isoformat(),
        }


def _short(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.6g}")
