"""What the incident still does to one number, on each of the fixed days of looking, and whether that is inside.

At a look the mean effect over the last days is compared with the margin. How many days is settled beforehand, by how
noisy the baseline is: three weeks for a steady number, months for a rare one. The bar is settled beforehand, too: so
high that a number that stays exactly on its margin passes at any of all looks together with the stated error rate.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from flows.assessment.counterfactual import Counterfactual, Idea, counted, covariance
from flows.assessment.noise import Flags, Floats, Ints

BLOCK = 7
"""Days of the short means that watch the hold period and find a relapse."""
ENOUGH = 0.6
"""The share of the days of a stretch that must be measured."""
_PLANNED_BAR = 2.5
_PLANNED_SHARE = 0.6
"""The stretch is long enough once the bar takes up this share of the margin: no effect at all then nearly surely passes."""
_DRAWS = 2000
_RECENT = 2 / 3
"""Stretches reach back over this share of the time since the incident at most, so that the first storm is not in them."""
SHAKY_DAYS = 21
SHAKIER = 2.0
"""From how much more day-to-day movement than before the incident the error is enlarged."""


class Stretches(NamedTuple):
    """The days ``[start, end)`` that each look is about, the mean effect in them and its standard error."""

    starts: Ints
    ends: Ints
    effect: Floats
    error: Floats


class Doubt(NamedTuple):
    """What a change of the tool leaves open: for each day the added ``variance``, and the ``blind`` days on which
    nothing can be said.
    """

    variance: Floats
    blind: Flags


class Trace(NamedTuple):
    """One number at all looks up to now, and at last on the day itself.

    ``days`` are those of looking, ``stretch`` the long one of each, ``week`` its last days, ``begin`` the week around
    the begin of the hold period, ``bar`` the height of the bar in standard errors.
    """

    days: Ints
    stretch: Stretches
    week: Stretches
    begin: Stretches
    bar: float
    margin: float

    @property
    def inside(self) -> Flags:
        """Whether the whole interval is inside the margin."""
        return self.stretch.effect + self.bar * self.stretch.error < self.margin

    @property
    def outside(self) -> Flags:
        """Whether the last week or the whole stretch is surely outside the margin."""
        week = self.week.effect - self.bar * self.week.error > self.margin
        return week | (self.stretch.effect - self.bar * self.stretch.error > self.margin)

    @property
    def reachable(self) -> Flags:
        """Whether no effect at all would pass: else nothing can be told."""
        return self.bar * self.stretch.error < self.margin


def trace(
    effects: Floats, past: Counterfactual, margin: float, *, looks: Sequence[int], hold: int, rate: float, doubt: Doubt
) -> Trace:
    """Follow one number over all looks that its days allow.

    Args:
        effects: what is measured minus what would have been, for the days 0, 1, 2 ...; NaN is unknown.
        past: what would have been, for all days up to the last look.
        margin: on the same scale.
        looks: the days of all looks, past and future; the bar is set for all of them.
        hold: days that the number must stay inside.
        rate: of the error over all looks together.
        doubt: what a change of the tool leaves open.
    """
    horizon = len(past.mean)
    mask = np.ones(horizon)
    mask[: len(effects)] = np.isfinite(effects)
    planned = np.array([look for look in looks if hold - 1 <= look < horizon], dtype=np.int64)
    bar = _bar(past, planned + 1 - _lengths(planned, past, hold, margin), planned + 1, rate)
    days = np.append(planned[planned < len(effects)], len(effects) - 1)
    reach = _Reach(effects, past, mask, doubt)
    begin = np.maximum(days + 1 - hold - BLOCK // 2, 0)
    return Trace(
        days,
        reach.of(days + 1 - _lengths(days, past, hold, margin), days + 1),
        reach.of(np.maximum(days + 1 - BLOCK, 0), days + 1),
        reach.of(begin, np.minimum(begin + BLOCK, days + 1)),
        bar,
        margin,
    )


def _lengths(looks: Ints, past: Counterfactual, hold: int, margin: float) -> Ints:
    """How many days each look is about: the fewest that are precise enough, else as many as there are."""
    base = max(hold, 2 * BLOCK)
    offered = (base, base + BLOCK, 2 * base, 3 * base, 4 * base, 6 * base)
    chosen = np.zeros(len(looks), dtype=np.int64)
    mask = np.ones(len(past.mean))
    for length in offered:
        fits = (length <= np.maximum(_RECENT * looks, base)) | (length == base)
        starts = np.maximum(looks + 1 - length, 0)
        open_ = chosen == 0
        error = _error(past, mask, starts, looks + 1)
        good = _PLANNED_BAR * error <= _PLANNED_SHARE * margin
        chosen = np.where(open_ & fits & good, looks + 1 - starts, chosen)
    most = np.max([np.where((n <= np.maximum(_RECENT * looks, base)), n, 0) for n in offered], axis=0)
    return np.where(chosen > 0, chosen, np.minimum(most, looks + 1))


def _error(past: Counterfactual, mask: Floats, starts: Ints, ends: Ints) -> Floats:
    """The standard error of the mean effect of stretches: within each idea, and between the ideas."""
    between = _between(past, mask, starts, ends)
    total = np.zeros(len(starts))
    for idea, offset in zip(past.ideas, between, strict=True):
        heavy = idea.freedom / max(idea.freedom - 2, 1)
        total += idea.weight * (idea.spread**2 * heavy * covariance(idea, mask, starts, ends) + offset**2)
    return np.sqrt(np.maximum(total, 1e-18))


def _between(past: Counterfactual, mask: Floats, starts: Ints, ends: Ints) -> list[Floats]:
    """How far each idea's mean is from that of all."""
    return [_means(idea.mean - past.mean, mask, starts, ends) for idea in past.ideas]


def _means(values: Floats, mask: Floats, starts: Ints, ends: Ints) -> Floats:
    running = np.concatenate([[0.0], np.where(mask > 0, values, 0.0).cumsum()])
    means: Floats = (running[ends] - running[starts]) / np.maximum(counted(mask, starts, ends), 1)
    return means


class _Reach(NamedTuple):
    effects: Floats
    past: Counterfactual
    mask: Floats
    doubt: Doubt

    def of(self, starts: Ints, ends: Ints) -> Stretches:
        """The effect in the stretches; NaN where too few of their days are measured."""
        values = np.zeros(len(self.mask))
        values[: len(self.effects)] = np.nan_to_num(self.effects)
        effect = _means(values, self.mask, starts, ends)
        known = (counted(self.mask, starts, ends) >= ENOUGH * (ends - starts)) & ~self.doubt.blind[ends - 1]
        variance = _error(self.past, self.mask, starts, ends) ** 2 * self._shakier(starts, ends)
        variance = variance + _means(np.sqrt(self.doubt.variance), self.mask, starts, ends) ** 2
        return Stretches(starts, ends, np.where(known, effect, np.nan), np.sqrt(variance))

    def _shakier(self, starts: Ints, ends: Ints) -> Floats:
        """How much larger the variance is than that of the baseline, judged by the movement from day to day."""
        moves = np.full(len(self.mask), np.nan)
        moves[1 : len(self.effects)] = np.diff(self.effects) ** 2
        typical = _means(
            np.nan_to_num(moves),
            np.isfinite(moves).astype(np.float64),
            np.maximum(np.minimum(starts, ends - SHAKY_DAYS), 0),
            ends,
        )
        ratio = typical / max(self.past.jitter**2, 1e-18)
        return np.where(ratio > SHAKIER, ratio, 1.0)


# --- the bar --------------------------------------------------------------------------------------------------------


def _bar(past: Counterfactual, starts: Ints, ends: Ints, rate: float) -> float:
    """How many standard errors, so that all looks together go wrong with ``rate``: by drawing from what is known.

    As if no day will be missing, so that the bar never moves afterwards.
    """
    if not len(starts):
        return float("inf")
    mask = np.ones(len(past.mean))
    error = _error(past, mask, starts, ends)
    between = _between(past, mask, starts, ends)
    worst = [_worst(idea, offset, mask, starts, ends, error) for idea, offset in zip(past.ideas, between, strict=True)]
    return float(np.quantile(np.concatenate(worst), 1 - rate))


def _worst(idea: Idea, offset: Floats, mask: Floats, starts: Ints, ends: Ints, error: Floats) -> Floats:
    """The largest error of all looks, in standard errors, in each of this idea's share of the draws."""
    normal, wide = _draws(len(starts), idea.freedom)
    share = slice(0, max(round(_DRAWS * idea.weight), 1))
    values, vectors = np.linalg.eigh(covariance(idea, mask, starts, ends, (starts, ends)))
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    drawn = idea.spread * wide[share, None] * (normal[share] @ root.T) + offset
    worst: Floats = (drawn / error).max(axis=1)
    return worst


@lru_cache(maxsize=32)
def _draws(looks: int, freedom: int) -> tuple[Floats, Floats]:
    """The same draws every time, so that the same numbers give the same answer."""
    random = np.random.default_rng(20_121_105)
    normal = random.standard_normal((_DRAWS, looks))
    return normal, np.sqrt(freedom / random.chisquare(freedom, _DRAWS))
