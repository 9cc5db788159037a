"""How fast the storm dies down: the half-life of what is too much, with how sure that is, or nothing."""

from typing import NamedTuple

import numpy as np

from flows.assessment.noise import Floats

FEWEST_DAYS = 10
"""Days after the peak below which no half-life is given: a curve through a week promises anything."""
LONGEST_FIT = 60
_CERTAIN = 3.84
"""The 95 % point of chi-square with one degree of freedom."""
_LOOSEST = 4.0
"""How many times the shortest half-life in the interval the longest may be."""
_CLEAR = 3.0
"""How many standard deviations of a day the storm must be high."""
_HALVES = np.geomspace(0.5, 120.0, 80)
_HEIGHTS = np.geomspace(0.5, 2.0, 21)


class HalfLife(NamedTuple):
    """Days in which the storm halves, with its 95 % interval."""

    days: float
    low: float
    high: float


def half_life(effects: Floats, spread: float, freshness: float, *, logarithmic: bool) -> HalfLife | None:
    """The half-life since the peak; None when there is no storm, too few days, or no telling.

    Args:
        effects: measured minus what would have been, by day from the incident; NaN is unknown.
        spread: the noise of a day.
        freshness: of that, how many independent days one day is worth (1 when days know nothing of each other).
        logarithmic: whether effects are logarithms of proportions.
    """
    known = np.flatnonzero(np.isfinite(effects))
    if len(known) < FEWEST_DAYS:
        return None
    early = known[known <= max(known[0] + 20, 0)]
    peak = int(early[np.argmax(effects[early])])
    days = known[(known >= peak) & (known < peak + LONGEST_FIT)]
    if days[-1] - peak < FEWEST_DAYS or effects[peak] < _CLEAR * spread:
        return None
    misfit = _misfits(effects[days], (days - peak).astype(np.float64), effects[peak], logarithmic=logarithmic)
    noise = max(spread**2, float(misfit.min()) / len(days)) / max(freshness, 0.05)
    fits = misfit.min(axis=1)
    inside = _HALVES[fits - fits.min() <= _CERTAIN * noise]
    return _told(float(_HALVES[fits.argmin()]), float(inside.min()), float(inside.max()))


def _misfits(seen: Floats, since: Floats, height: float, *, logarithmic: bool) -> Floats:
    """The sum of squares for each half-life (rows) and height (columns) of an exponential decay."""
    top = np.expm1(height) if logarithmic else height
    curves = top * _HEIGHTS[None, :, None] * 0.5 ** (since[None, None, :] / _HALVES[:, None, None])
    misfit: Floats = ((seen - (np.log1p(curves) if logarithmic else curves)) ** 2).sum(axis=2)
    return misfit


def _told(days: float, low: float, high: float) -> HalfLife | None:
    """Only what is known well enough to be told, and lies inside what was tried."""
    if high > _LOOSEST * low or high >= _HALVES[-1] or low <= _HALVES[0]:
        return None
    return HalfLife(float(f"{days:.2g}"), float(f"{low * 0.97:.2g}"), float(f"{high * 1.03:.2g}"))
