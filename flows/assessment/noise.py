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


class Noise(NamedTuple):
    """One idea of the noise: ``keep`` of what lasts is left the next day, ``fresh`` of the variance is new each day.

    ``weight`` is how likely that is before anything was seen.
    """

    keep: float
    fresh: float
    weight: float


GRID: tuple[Noise, ...] = (
    Noise(0.0, 1.0, 3.0),
    *(
        Noise(keep, fresh, weight / 4)
        for keep, weight in ((0.3, 2.0), (0.5, 1.5), (0.7, 1.0), (0.88, 0.5))
        for fresh in (0.0, 0.4, 0.7, 0.9)
    ),
    *(Noise(0.94, fresh, 0.06) for fresh in (0.0, 0.4, 0.7)),
    *(Noise(keep, fresh, weight) for keep in (0.98, 0.995) for fresh, weight in ((0.0, 0.06), (0.5, 0.02))),
)
"""From days that know nothing of each other to a number that wanders like the count of followers."""


class White(NamedTuple):
    """Columns of days as each idea of ``GRID`` (first axis) sees them.

    ``columns`` are freed of the noise that lasts, ``begin`` what the past tells of each column on day 0, ``log_size``
    the logarithm of the determinant of the noise, ``pull`` how much of the variance of day 0 the past explains.
    """

    columns: Floats
    begin: Floats
    log_size: Floats
    pull: Floats


def whiten(days: Ints, columns: Floats) -> White:
    """Free the ``columns`` of the measured ``days`` (below 0, ascending, gaps allowed) of each idea's lasting noise.

    A Kalman filter for all ideas at once, exact and as quick for two years as for two months.
    """
    keep, fresh, _ = (np.array(part) for part in zip(*GRID, strict=True))
    lasting = 1 - fresh
    state, variance = np.zeros((len(GRID), columns.shape[1])), lasting.copy()
    white, log_size = np.empty((len(GRID), *columns.shape)), np.zeros(len(GRID))
    for row, (values, gap) in enumerate(zip(columns, np.diff(days, append=0), strict=True)):
        total = variance + fresh
        news = values - state
        white[:, row] = news / np.sqrt(total)[:, None]
        log_size += np.log(total)
        learnt = variance / total
        fade = keep ** int(gap)
        state = (state + learnt[:, None] * news) * fade[:, None]
        variance = variance * (1 - learnt) * fade**2 + lasting * (1 - fade**2)
    return White(white, state, log_size, lasting - variance)


@lru_cache(maxsize=64)
def summed(days: int, keep: float) -> Floats:
    """``summed[a, b]`` is the sum of ``keep ** |i - j|`` over the days i < a, j < b: what lasts, in two stretches."""
    apart = np.abs(np.subtract.outer(np.arange(days), np.arange(days)))
    total = np.zeros((days + 1, days + 1))
    total[1:, 1:] = (keep**apart).cumsum(0).cumsum(1)
    return total
