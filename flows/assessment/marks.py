"""Notes and odd days: what else left its mark on a number, so that it is not taken for the incident's, or its end's."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from flows.assessment.counterfactual import Counterfactual, covariance
from flows.assessment.effect import Doubt
from flows.assessment.noise import Floats, Ints
from flows.assessment.nouns import Note

AFTERGLOW = 14
"""How many days a campaign, holiday or outage may still be felt after the last day that its note names."""
_LOCAL = 14
"""Days before a note that tell where the number stood."""
_ODD = 2.5
_TOO_GOOD = 5.0
"""Standard deviations to the better side from which a day is more likely an outage than a recovery."""
CHANGE_DAYS = 21
"""Days on either side of a change of the tool that tell how far it moved the number."""
_FEWEST_BESIDE = 7
_LIKELY_JUMP = 0.5
_WIDE_JUMP = 3.0


class Marks(NamedTuple):
    """Days, numbered from the incident: those that notes speak of, and those from which another tool measures."""

    days: Ints
    steps: tuple[int, ...]


def marks(name: str, notes: Sequence[Note], incident: date, as_of: date) -> Marks:
    """The notes that concern the number ``name`` and were known by ``as_of``."""
    known = [note for note in notes if note.start <= as_of]
    days = [
        day
        for note in known
        if note.kind != "measurement_change"
        for day in range((note.start - incident).days, (note.end - incident).days + 1)
    ]
    steps = {(n.start - incident).days for n in known if n.kind == "measurement_change" and _concerns(name, n.text)}
    return Marks(np.array(sorted(set(days)), dtype=np.int64), tuple(sorted(steps)))


_NAMED = re.compile(r"mention_volume|negative_share|complaint_count|follower_count|sales_index")


def _concerns(name: str, text: str) -> bool:
    """A note that names numbers speaks of those only."""
    return name in text or not _NAMED.search(text)


def left_out(effects: Floats, past: Counterfactual, marked: Marks) -> Floats:
    """The effects without the days of notes, the days on which those were still felt, and days too good to be true.

    Only the days before each day are asked, so that a look back says what was said then.
    """
    kept = effects.copy()
    for day in marked.days[(marked.days >= 0) & (marked.days < len(kept))]:
        kept[day] = np.nan
    for day in _lasts(marked.days):
        _forget_afterglow(kept, effects, past.spread, int(day))
    return _without_too_good(kept, past.spread)


def _lasts(days: Ints) -> Ints:
    """The last day of each run of days."""
    return days[np.append(np.diff(days) > 1, True)] if len(days) else days


def _forget_afterglow(kept: Floats, effects: Floats, spread: float, last: int) -> None:
    """Leave out the days right after a note for as long as they are far from where the number stood before it."""
    run = last
    while run - 1 >= 0 and run < len(kept) and np.isnan(kept[run]):
        run -= 1
    before = kept[max(run - _LOCAL + 1, 0) : run + 1] if 0 <= last < len(kept) else np.zeros(0)
    before = before[np.isfinite(before)]
    if len(before) < _LOCAL // 2:
        return
    level, noise = float(np.median(before)), max(spread, float(np.std(before)))
    for day in range(last + 1, min(last + 1 + AFTERGLOW, len(kept))):
        if np.isfinite(effects[day]) and abs(effects[day] - level) <= _ODD * noise:
            return
        kept[day] = np.nan


def _without_too_good(effects: Floats, spread: float) -> Floats:
    """Days far better than without any incident are left out for two weeks; what is still better then, is better."""
    kept, run = effects.copy(), 0
    for day in np.flatnonzero(np.isfinite(effects)):
        run = run + 1 if effects[day] < -_TOO_GOOD * spread else 0
        if 0 < run <= AFTERGLOW:
            kept[day] = np.nan
        elif run:
            kept[day] = -_TOO_GOOD * spread
    return kept


def tool_change(effects: Floats, past: Counterfactual, step: int, margin: float) -> tuple[Floats, Doubt]:
    """The effects as the old tool would have measured them, and what that leaves open.

    The jump is the step between the weeks before and after, beside a slope that goes through both. Half of all changes
    are taken to move nothing (the tool may concern another number), so a jump that hardly shows is believed in part.
    """
    beside = np.arange(max(step - CHANGE_DAYS, 0), min(step + CHANGE_DAYS, len(effects)))
    beside = beside[np.isfinite(effects[beside])]
    horizon = len(past.mean)
    variance, blind = np.zeros(horizon), np.zeros(horizon, dtype=np.bool_)
    blind[step : min(step + CHANGE_DAYS, horizon)] = True
    if min((beside < step).sum(), (beside >= step).sum()) < _FEWEST_BESIDE:
        blind[step:] = True
        return effects, Doubt(variance, blind)
    jump, doubt = _jump(effects, past, beside, step, margin)
    moved = effects.copy()
    moved[step:] -= jump
    variance[step:] = doubt
    return moved, Doubt(variance, blind)


def _jump(effects: Floats, past: Counterfactual, beside: Ints, step: int, margin: float) -> tuple[float, float]:
    rows = np.column_stack([np.ones(len(beside)), beside - step, beside >= step]).astype(np.float64)
    weights = np.linalg.pinv(rows)[2]
    mask = np.ones(len(past.mean))
    together = [covariance(idea, mask, beside, beside + 1, (beside, beside + 1)) for idea in past.ideas]
    noise = sum(
        idea.weight * idea.spread**2 * float(weights @ matrix @ weights)
        for idea, matrix in zip(past.ideas, together, strict=True)
    )
    return believed(float(weights @ effects[beside]), max(noise, 1e-18), (_WIDE_JUMP * margin) ** 2)


def believed(seen: float, noise: float, wide: float) -> tuple[float, float]:
    """Mean and variance of a jump that was ``seen`` with variance ``noise``.

    Half of all jumps are nothing at all, the others have variance ``wide``.
    """
    total = noise + wide
    shows = min(seen**2 / 2 * (1 / noise - 1 / total), 500.0)
    odds = _LIKELY_JUMP / (1 - _LIKELY_JUMP) * np.sqrt(noise / total) * np.exp(shows)
    chance = float(odds / (1 + odds))
    mean, variance = seen * wide / total, noise * wide / total
    return chance * mean, chance * (variance + mean**2) - (chance * mean) ** 2
