"""What the incident still does to one number, on each of the fixed days of looking, and whether that is inside.

At a look the mean effects over the last weeks and months are compared with the margin: three weeks tell soonest, half a
year tells most about a number that scatters. Looking often and in several ways makes luck likelier, so the bar is
settled beforehand: so high that a number that stays exactly on its margin passes in any way at any of all looks with
the stated error rate.
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
TIMES = (1, 4 / 3, 2, 3, 4, 6)
"""How long the stretches are, in hold periods."""
WORTH = 0.25
"""Standard errors of room that a full recovery must leave above the bar: with 0.25, three in five would be seen."""
DRAWS = 1000
SHAKY_DAYS = 21
SHAKIER = 2.0
"""From how much more day-to-day movement than before the incident the error is enlarged."""


class Doubt(NamedTuple):
    """What a change of the tool leaves open.

    For each day the added ``variance``, and the ``blind`` days on which nothing can be said.
    """

    variance: Floats
    blind: Flags


class Stretches(NamedTuple):
    """The days ``[start, end)`` that each look is about, the mean effect in them and its standard error."""

    starts: Ints
    ends: Ints
    effect: Floats
    error: Floats

    def above(self, bar: float) -> Floats:
        """The worse end of each interval; infinite where nothing is known."""
        return np.where(np.isfinite(self.effect), self.effect + bar * self.error, np.inf)

    def below(self, bar: float) -> Floats:
        """The better end of each interval."""
        return np.where(np.isfinite(self.effect), self.effect - bar * self.error, -np.inf)


class Trace(NamedTuple):
    """One number at all looks up to now, and at last on the day itself.

    ``days`` are those of looking, ``stretches`` the long ones of each by length, ``asked`` which of them count (one row
    for each length), ``week`` its last days, ``begin`` the week around the begin of the hold period. ``bar`` is by how
    many standard errors those that count must be inside, ``alarm`` by how many any must be surely outside;
    ``tells_from`` is the first day of looking on which a full recovery could be told, None if there is none.
    """

    days: Ints
    stretches: tuple[Stretches, ...]
    asked: Flags
    week: Stretches
    begin: Stretches
    bar: float
    alarm: float
    margin: float
    tells_from: int | None

    @property
    def inside(self) -> Flags:
        """Whether the whole interval of one of the stretches that count is inside the margin."""
        return self._least([stretch.above(self.bar) for stretch in self.stretches]) < self.margin

    @property
    def outside(self) -> Flags:
        """Whether the last week or the shortest stretch is surely outside the margin."""
        return np.maximum(self.week.below(self.alarm), self.stretches[0].below(self.alarm)) > self.margin

    @property
    def reachable(self) -> Flags:
        """Whether no effect at all would pass: else nothing can be told."""
        return self._least([self.bar * stretch.error for stretch in self.stretches]) < self.margin

    @property
    def now(self) -> tuple[int, int, float, float]:
        """The stretch that tells most about now: first day, end, effect and standard error."""
        ends = np.array([float(stretch.above(self.bar)[-1]) for stretch in self.stretches])
        counts = self.asked[:, -1] & np.isfinite(ends)
        best = self.stretches[int(np.argmin(np.where(counts, ends, np.inf) if counts.any() else ends))]
        return int(best.starts[-1]), int(best.ends[-1]), float(best.effect[-1]), float(best.error[-1])

    def _least(self, values: Sequence[Floats]) -> Floats:
        least: Floats = np.where(self.asked, np.array(values), np.inf).min(axis=0)
        return least


class Terms(NamedTuple):
    """What was settled before anything was seen: days of looking, days to hold, the error rate of all looks."""

    looks: Sequence[int]
    hold: int
    rate: float


def trace(effects: Floats, past: Counterfactual, margin: float, terms: Terms, doubt: Doubt) -> Trace:
    """Follow one number over all looks that its days allow.

    Args:
        effects: what is measured minus what would have been, for the days 0, 1, 2 ...; NaN is unknown.
        past: what would have been, for all days up to the last look.
        margin: on the same scale.
        terms: the looks, past and future; the bar is set for all of them.
        doubt: what a change of the tool leaves open.
    """
    hold, horizon = terms.hold, len(past.mean)
    mask = np.ones(horizon)
    mask[: len(effects)] = np.isfinite(effects)
    planned = np.array([look for look in terms.looks if hold - 1 <= look < horizon], dtype=np.int64)
    days = np.append(planned[planned < len(effects)], len(effects) - 1)
    reach = _Reach(effects, past, mask, doubt)
    begin = np.maximum(days + 1 - hold - BLOCK // 2, 0)
    spans = [(days + 1 - length, days + 1) for length in (*lengths(hold), BLOCK)]
    *stretches, week, at_begin = reach.of([*spans, (begin, np.minimum(begin + BLOCK, days + 1))])
    settled = _settled(past, planned, lengths(hold), margin, terms.rate)
    first = np.searchsorted(planned, days, side="right")
    counts = np.pad(settled.asked, ((0, 0), (1, 0)))[:, first]  # none before the first look
    bars = {"bar": settled.bar, "alarm": settled.alarm, "margin": margin}
    return Trace(days, tuple(stretches), counts, week, at_begin, **bars, tells_from=settled.tells_from)


def lengths(hold: int) -> list[int]:
    """How many days the stretches have that each look is about: whole weeks, at least the hold period."""
    base = max(hold, 2 * BLOCK)
    return [base, *(round(base * times / BLOCK) * BLOCK for times in TIMES[1:])]


def _error(past: Counterfactual, mask: Floats, starts: Ints, ends: Ints) -> Floats:
    """The standard error of the mean effect of stretches: within each idea, and between the ideas."""
    total = np.zeros(len(starts))
    for idea in past.ideas:
        heavy = idea.freedom / max(idea.freedom - 2, 1)
        offset = _means(idea.mean - past.mean, mask, starts, ends)
        total += idea.weight * (idea.spread**2 * heavy * covariance(idea, mask, starts, ends) + offset**2)
    return np.sqrt(np.maximum(total, 1e-18))


def _means(values: Floats, mask: Floats, starts: Ints, ends: Ints) -> Floats:
    running = np.concatenate([[0.0], np.where(mask > 0, values, 0.0).cumsum()])
    means: Floats = (running[ends] - running[starts]) / np.maximum(counted(mask, starts, ends), 1)
    return means


class _Reach(NamedTuple):
    effects: Floats
    past: Counterfactual
    mask: Floats
    doubt: Doubt

    def of(self, asked: Sequence[tuple[Ints, Ints]]) -> list[Stretches]:
        """The effect in each set of stretches; all at once, because that is much quicker."""
        found = self._all(*(np.concatenate(part) for part in zip(*asked, strict=True)))
        return [Stretches(*part) for part in zip(*(np.split(column, len(asked)) for column in found), strict=True)]

    def _all(self, begins: Ints, ends: Ints) -> Stretches:
        """NaN where a stretch begins before the incident or too few of its days are known."""
        starts = np.maximum(begins, 0)
        values = np.zeros(len(self.mask))
        values[: len(self.effects)] = np.nan_to_num(self.effects)
        effect = _means(values, self.mask, starts, ends)
        known = (counted(self.mask, starts, ends) >= ENOUGH * (ends - starts)) & ~self.doubt.blind[ends - 1]
        known &= (begins >= 0) | (ends < 2 * BLOCK)
        variance = _error(self.past, self.mask, starts, ends) ** 2 * self._shakier(starts, ends)
        variance = variance + _means(np.sqrt(self.doubt.variance), self.mask, starts, ends) ** 2
        return Stretches(starts, ends, np.where(known, effect, np.nan), np.sqrt(variance))

    def _shakier(self, starts: Ints, ends: Ints) -> Floats:
        """How much larger the variance is than that of the baseline, judged by the movement from day to day."""
        moves = np.full(len(self.mask), np.nan)
        moves[1 : len(self.effects)] = np.diff(self.effects) ** 2
        begins = np.maximum(np.minimum(starts, ends - SHAKY_DAYS), 0)
        typical = _means(np.nan_to_num(moves), np.isfinite(moves).astype(np.float64), begins, ends)
        ratio = typical / max(self.past.jitter**2, 1e-18)
        return np.where(ratio > SHAKIER, ratio, 1.0)


# --- the bar --------------------------------------------------------------------------------------------------------


class _Settled(NamedTuple):
    """What is fixed before anything is seen; ``asked`` has a row for each length, a column for each look."""

    bar: float
    alarm: float
    asked: Flags
    tells_from: int | None


def _settled(past: Counterfactual, looks: Ints, offered: Sequence[int], margin: float, rate: float) -> _Settled:
    """The bar, the alarm, and the stretches that count.

    The bar is so many standard errors that all looks together go wrong with ``rate``, by drawing from what is known; as
    if no day will be missing, so that it never moves afterwards. A stretch in which even a full recovery would be seen
    too seldom (``WORTH``) does not count: it would only raise the bar for those that can tell. The alarm is the bar of
    all stretches.
    """
    ends = np.broadcast_to(looks + 1, (len(offered), len(looks)))
    starts = ends - np.array(offered)[:, None]
    there = starts >= 0
    if not there.any():
        return _Settled(float("inf"), float("inf"), there, None)
    error = np.full(there.shape, np.inf)
    error[there] = _error(past, np.ones(len(past.mean)), starts[there], ends[there])
    worst = np.concatenate([_errors(idea, past.mean, starts[there], ends[there], error[there]) for idea in past.ideas])

    def bar(limit: float) -> float:
        return float(np.quantile(worst[:, error[there] <= limit].max(axis=1), 1 - rate))

    limits = np.unique(error[there])
    first, last = 0, len(limits) - 1  # the more stretches, the higher the bar: the most that are all worth it
    while first < last:
        middle = (first + last + 1) // 2
        worth = margin / limits[middle] >= bar(limits[middle]) + WORTH
        first, last = (middle, last) if worth else (first, middle - 1)
    limit = float(limits[first]) * 1.05
    height, asked = bar(limit), error <= limit
    telling = looks[(asked & (height * error < margin)).any(axis=0)]
    return _Settled(height, bar(np.inf), asked, int(telling[0]) if len(telling) else None)


def _errors(idea: Idea, mean: Floats, starts: Ints, ends: Ints, error: Floats) -> Floats:
    """The errors of all stretches, in standard errors, in each of this idea's share of the draws."""
    share = max(round(DRAWS * idea.weight), 1)
    running = np.zeros((share, len(mean) + 1), dtype=np.float32)
    paths = _paths(idea, share, len(mean)) + (idea.mean - mean).astype(np.float32)
    np.cumsum(paths, axis=1, out=running[:, 1:])
    means = (running[:, ends] - running[:, starts]) / ((ends - starts) * error).astype(np.float32)
    errors: Floats = means.astype(np.float64)
    return errors


def _paths(idea: Idea, draws: int, days: int) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    """Ways in which what would have been may differ from what is thought, day by day."""
    first, second, third, wide = (part[:draws] for part in _drawn(days, idea.freedom))
    lasting, keep = 1 - idea.noise.fresh, idea.noise.keep
    fade = (keep ** np.arange(days)).astype(np.float32)
    root = np.linalg.cholesky(idea.known + 1e-12 * np.eye(len(idea.known)))
    open_ = third[:, : len(root)] @ (idea.gain @ root).T.astype(np.float32)
    size = np.float32(np.sqrt(idea.noise.fresh))
    paths = first * size + open_
    if keep:
        paths += np.float32(np.sqrt(lasting * (1 - keep**2))) * (second @ _memory(days, keep))
        begin = np.float32(np.sqrt(max(lasting - idea.pull, 0.0)))
        paths += third[:, -1:] * begin * fade
    return paths * (np.float32(idea.spread) * wide[:, None])


@lru_cache(maxsize=16)
def _memory(days: int, keep: float) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    """What the news of each day (rows) is worth on each later day (columns)."""
    apart = np.subtract.outer(np.arange(days), np.arange(days)).T
    memory = np.where(apart >= 0, keep ** np.maximum(apart, 0).astype(np.float64), 0.0)
    memory[0] = 0.0  # day 0 is drawn apart, because the past tells something about it
    return memory.astype(np.float32)


@lru_cache(maxsize=16)
def _drawn(days: int, freedom: int) -> tuple["np.ndarray[tuple[int, ...], np.dtype[np.float32]]", ...]:
    """The same draws every time, so that the same numbers give the same answer."""
    wide = np.sqrt(freedom / np.random.default_rng(freedom).chisquare(freedom, DRAWS)).astype(np.float32)
    return (*_normal(days), wide)


@lru_cache(maxsize=4)
def _normal(days: int) -> tuple["np.ndarray[tuple[int, ...], np.dtype[np.float32]]", ...]:
    random = np.random.default_rng(20_121_105)
    return tuple(random.standard_normal((DRAWS, width), dtype=np.float32) for width in (days, days, 64))
