"""What would have been without the incident, with how sure that is: learnt from the days before it alone.

A regression with correlated noise (universal kriging): level, week, drift, for two years also the year. Its error has
all parts: the noise of the days looked at, that of the baseline, the drift carried forward, and not knowing the noise.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from flows.assessment.design import TWO_YEARS, Measured, columns
from flows.assessment.noise import GRID, Flags, Floats, Ints, Noise, summed, whiten

FEWEST_DAYS = 28
"""Days with a value before the incident without which nothing is said: four of each weekday."""
UNUSUAL = 5.0
"""Robust standard deviations from which a day before the incident is left out."""
DRIFTS = {False: ((0.08, 0.88), (0.35, 0.1), (8.0, 0.02)), True: ((2.0, 0.5), (10.0, 0.5))}
"""How many margins a quarter a number may drift by itself (standard deviation), and how likely that is beforehand;
for numbers that do not grow by themselves, and for those that do."""
_QUARTER = 90.0
_FORGET = 0.015
"""Ideas of the noise with a smaller share of the weight are dropped."""
_DRIFT = 1


class Idea(NamedTuple):
    """One idea of the noise and the drift, fitted: ``weight`` its share, ``spread`` the noise of a day, ``mean`` the
    value without the incident for each day after it, ``gain`` the rows and ``known`` the covariance of what the
    regression leaves open, ``pull`` how much of the noise of day 0 the past tells, ``freedom`` the days left over.
    """

    noise: Noise
    weight: float
    spread: float
    mean: Floats
    gain: Floats
    known: Floats
    pull: float
    freedom: int


class Counterfactual(NamedTuple):
    """All ideas with weight, for the days 0, 1, 2 ... after the incident; ``spread`` and ``jitter`` are the noise of a
    day and of the step from one day to the next, ``unusual`` the days that were left out.
    """

    ideas: tuple[Idea, ...]
    mean: Floats
    spread: float
    jitter: float
    used: int
    unusual: int

    @property
    def freshness(self) -> float:
        """How many independent days one day is worth: 1 when days know nothing of each other."""
        worth = ((idea.noise.keep, 1 - idea.noise.fresh, idea.weight) for idea in self.ideas)
        return float(sum(weight / (1 + 2 * lasting * keep / (1 - keep)) for keep, lasting, weight in worth))


def learn(number: Measured, incident: date, *, skip: Ints, steps: Sequence[int], horizon: int) -> Counterfactual | None:
    """What would have been on the ``horizon`` days from the incident; None when too few days before it are known.

    ``skip`` are days that notes speak of, ``steps`` days before the incident on which the way of measuring changed.
    """
    days = number.days
    usable = np.isfinite(number.values) & (days < 0) & ~np.isin(days, skip)
    if usable.sum() < FEWEST_DAYS:
        return None
    span = -int(days[usable][0])
    use = tuple(step for step in steps if (days[usable] < step).any() and (days[usable] >= step).any())
    rows = columns(days, incident, yearly=span >= TWO_YEARS, steps=use)
    plain = _usual(rows, number.values, usable)
    after = columns(np.arange(horizon), incident, yearly=span >= TWO_YEARS, steps=use)
    past = _Past(days[plain], rows[plain], number.values[plain], after, number.margin, number.grows)
    ideas = _weighed(list(_fitted(past)))
    if number.kind == "ratio" and number.sign > 0:  # rare counts scatter more where there are more of them
        ideas = tuple(idea._replace(spread=idea.spread * (1 + number.margin) ** 0.75) for idea in ideas)
    mean = np.add.reduce([idea.weight * idea.mean for idea in ideas])
    spread = float(np.sqrt(sum(idea.weight * idea.spread**2 for idea in ideas)))
    return Counterfactual(ideas, mean, spread, _jitter(past), int(plain.sum()), int(usable.sum() - plain.sum()))


class _Past(NamedTuple):
    days: Ints
    rows: Floats
    values: Floats
    after: Floats
    margin: float
    grows: bool


def _usual(rows: Floats, values: Floats, usable: Flags) -> Flags:
    """Which usable days are no outliers; at most one in ten is called one."""
    left = np.full(len(values), np.nan)
    keep = usable.copy()
    for _ in range(2):
        weights = np.linalg.lstsq(rows[keep], values[keep], rcond=None)[0]
        left[usable] = values[usable] - rows[usable] @ weights
        middle = np.median(left[keep])
        scale = max(1.4826 * float(np.median(np.abs(left[keep] - middle))), 0.4 * float(np.std(left[keep])), 1e-12)
        keep = usable & (np.abs(np.nan_to_num(left) - middle) <= UNUSUAL * scale)
    few = keep.sum() >= max(0.9 * usable.sum(), FEWEST_DAYS)
    return keep if few else usable


def _fitted(past: _Past) -> Iterator[tuple[float, Idea]]:
    """Each idea of the noise with each drift, with the logarithm of how well it explains the past."""
    white = whiten(past.days, np.column_stack([past.rows, past.values]))
    products = np.einsum("gni,gnj->gij", white.columns, white.columns)
    for noise, product, begin, log_size, pull in zip(
        GRID, products, white.begin, white.log_size, white.pull, strict=True
    ):
        fade = noise.keep ** np.arange(len(past.after), dtype=np.float64)
        gain = past.after - np.outer(fade, begin[:-1])
        for prior, one in _with_drifts(product, past):
            mean = past.after @ one.weights + fade * float(begin[-1] - begin[:-1] @ one.weights)
            freedom = len(past.values) - past.rows.shape[1] + 1
            spread = float(np.sqrt(one.rest / freedom))
            fit = one.fit - 0.5 * log_size + np.log(prior * noise.weight)
            yield float(fit), Idea(noise, 0.0, spread, mean, gain, one.inverse, float(pull), freedom)


class _Solved(NamedTuple):
    """A regression solved: what is left open, the weights, the rest, and the logarithm of how well it fits."""

    inverse: Floats
    weights: Floats
    rest: float
    fit: float


def _with_drifts(product: Floats, past: _Past) -> Iterator[tuple[float, _Solved]]:
    """The regression with each idea of the drift, and how likely that is beforehand."""
    freedom = len(past.values) - past.rows.shape[1] + 1
    rough = _solved(product, 0.0, freedom).rest / freedom
    for margins, prior in DRIFTS[past.grows]:
        yield prior, _solved(product, rough / (margins * past.margin / _QUARTER) ** 2, freedom)


def _solved(product: Floats, precision: float, freedom: int) -> _Solved:
    matrix = product[:-1, :-1] + 1e-9 * np.eye(len(product) - 1)
    matrix[_DRIFT, _DRIFT] += precision
    inverse: Floats = np.asarray(np.linalg.inv(matrix), dtype=np.float64)
    weights = inverse @ product[:-1, -1]
    total = float(product[-1, -1])
    rest = max(total - float(weights @ product[:-1, -1]), 1e-12 * max(total, 1e-12))
    size = float(np.linalg.slogdet(matrix)[1]) - np.log(max(precision, 1e-300))
    return _Solved(inverse, weights, rest, float(-0.5 * (size + freedom * np.log(rest))))


def _weighed(fits: list[tuple[float, Idea]]) -> tuple[Idea, ...]:
    logs = np.array([log for log, _ in fits])
    shares = np.exp(logs - logs.max())
    shares /= shares.sum()
    kept = [(share, idea) for share, (_, idea) in zip(shares, fits, strict=True) if share >= _FORGET]
    total = sum(share for share, _ in kept)
    return tuple(idea._replace(weight=float(share / total)) for share, idea in kept)


def _jitter(past: _Past) -> float:
    """The typical size of the step from one day to the next, week and drift taken out."""
    left = past.values - past.rows @ np.linalg.lstsq(past.rows, past.values, rcond=None)[0]
    steps = np.diff(left)[np.diff(past.days) == 1]
    return float(np.sqrt(np.mean(steps**2))) if len(steps) > 6 else 0.0


# --- stretches of days ----------------------------------------------------------------------------------------------


def stretch_gain(idea: Idea, mask: Floats, starts: Ints, ends: Ints) -> Floats:
    """What the regression leaves open, averaged over the measured days (``mask``) of the stretches ``[start, end)``."""
    running = np.vstack([np.zeros(idea.gain.shape[1]), (idea.gain * mask[:, None]).cumsum(0)])
    count = counted(mask, starts, ends)
    means: Floats = (running[ends] - running[starts]) / np.maximum(count, 1)[:, None]
    return means


def counted(mask: Floats, starts: Ints, ends: Ints) -> Floats:
    """How many measured days the stretches have."""
    running = np.concatenate([[0.0], mask.cumsum()])
    count: Floats = running[ends] - running[starts]
    return count


def covariance(idea: Idea, mask: Floats, starts: Ints, ends: Ints, others: tuple[Ints, Ints] | None = None) -> Floats:
    """How the errors of the means of stretches hang together, in squares of ``spread``.

    With ``others=None`` only each with itself (a row of variances), which is quick.
    """
    own = others is None
    begins, stops = (starts, ends) if others is None else others
    total, length = summed(len(mask), idea.noise.keep), ends - starts
    gains = stretch_gain(idea, mask, starts, ends)
    count = np.maximum(counted(mask, starts, ends), 1)
    fade = _faded(idea, starts, ends)
    lasting, fresh = 1 - idea.noise.fresh, idea.noise.fresh
    if own:
        same = (total[ends, ends] - 2 * total[starts, ends] + total[starts, starts]) / length**2
        open_ = np.einsum("ij,jk,ik->i", gains, idea.known, gains)
        alone: Floats = lasting * same + fresh / count - idea.pull * fade**2 + open_
        return alone
    both = total[np.ix_(ends, stops)] - total[np.ix_(ends, begins)] - total[np.ix_(starts, stops)]
    both = (both + total[np.ix_(starts, begins)]) / np.outer(length, stops - begins)
    shared = np.maximum(np.minimum.outer(ends, stops) - np.maximum.outer(starts, begins), 0)
    new = shared / np.outer(length, stops - begins) * np.sqrt(np.outer(length / count, length / count))
    all_: Floats = lasting * both + fresh * new - idea.pull * np.outer(fade, fade) + gains @ idea.known @ gains.T
    return all_


def _faded(idea: Idea, starts: Ints, ends: Ints) -> Floats:
    """How much of the noise of day 0 is left on average in each stretch."""
    keep = idea.noise.keep
    if not keep:
        return np.zeros(len(starts))
    reach: Floats = (keep**starts - keep**ends) / (1 - keep) / (ends - starts)
    return reach
