"""How the days of a number hang together: some of the noise lasts (a good week), some is gone the next day.

The noise of a day is taken as ``(1 - fresh) * lasting + fresh * new``, where what lasts fades by ``keep`` a day (a
first-order autoregression). Neither is known, and few days cannot tell: so all pairs on a grid are kept, weighted by
how well they explain the days before the incident. That is how short baselines get honestly wide intervals.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_CACHED_DAYS = 400
"""Longer baselines are rare, and their matrices large: they are not kept."""


class Noise(NamedTuple):
    """One idea of the noise: ``keep`` of what lasts is left the next day, ``fresh`` of the variance is new each day.

    ``weight`` is how likely that is before anything was seen.
    """

    keep: float
    fresh: float
    weight: float


GRID: tuple[Noise, ...] = (
    Noise(0.0, 0.0, 2.0),
    *(
        Noise(keep, fresh, weight / 4)
        for keep, weight in ((0.3, 1.5), (0.5, 1.5), (0.7, 1.5), (0.85, 1.0), (0.94, 0.6), (0.98, 0.3), (0.995, 0.3))
        for fresh in (0.0, 0.4, 0.7, 0.9)
    ),
)
"""From days that know nothing of each other to a number that wanders like the count of followers."""


class Whitener(NamedTuple):
    """What turns days with this noise into independent ones: the inverse of the Cholesky factor, and its log size."""

    inverse: Floats
    log_size: float


def whitener(days: Ints, noise: Noise) -> Whitener:
    """The whitener of the measured ``days`` (numbered, gaps allowed)."""
    if len(days) > _CACHED_DAYS:
        return _whitener(days, noise)
    return _cached((days - days[0]).tobytes(), noise)


@lru_cache(maxsize=len(GRID) * 8)
def _cached(days: bytes, noise: Noise) -> Whitener:
    return _whitener(np.frombuffer(days, dtype=np.int64), noise)


def _whitener(days: Ints, noise: Noise) -> Whitener:
    apart = np.abs(days[:, None] - days[None, :])
    matrix = (1 - noise.fresh) * noise.keep**apart if noise.keep else np.zeros(apart.shape)
    np.fill_diagonal(matrix, 1.0)
    factor = np.linalg.cholesky(matrix)
    return Whitener(np.linalg.inv(factor), 2 * float(np.log(np.diag(factor)).sum()))


def with_past(days: Ints, noise: Noise) -> Floats:
    """How the noise of day 0 hangs together with that of the ``days`` before it (their numbers are below 0)."""
    return (1 - noise.fresh) * noise.keep ** (-days).astype(np.float64) if noise.keep else np.zeros(len(days))


@lru_cache(maxsize=64)
def summed(days: int, keep: float) -> Floats:
    """``summed[a, b]`` is the sum of ``keep ** |i - j|`` over the days i < a, j < b: what lasts, in two stretches."""
    apart = np.abs(np.subtract.outer(np.arange(days), np.arange(days)))
    total = np.zeros((days + 1, days + 1))
    total[1:, 1:] = (keep**apart if keep else np.zeros(apart.shape)).cumsum(0).cumsum(1)
    return total
