"""When replies came: the waves of a storm, where each began, and what kind it is.

Counts per bin are made even in spread (Anscombe's square root) and cut where their level changes (the optimal
partition of ``ruptures``, with a penalty so that noise makes no cut). A wave begins where the level clearly rises.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from math import ceil
from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Kind = Literal["first wave", "news pick-up", "raid", "second wave"]

MOST_BINS = 3000
WIDTHS = (300, 900, 3600, 21600, 86400)
"""Seconds of a bin; the storm's length decides: minutes for hours, hours for weeks, days for years."""
HOUR = 3600
"""The widest bin that is chosen for the sake of few replies."""
PER_BIN = 3
SILENCE = 60 * 86400.0
"""Seconds without a reply after which what follows is looked at by itself."""
ENOUGH_BINS = 48
RISE = 1.6
"""How much higher than before a level is where a wave begins."""
CLEAR = 1.5
"""... and by how many standard deviations of a single bin."""
SMALLEST, SMALLEST_SHARE = 8, 0.02
"""A wave has so many replies, and so large a share of all."""
ENDS = 0.1
"""A wave is over where the level has fallen to this part of its highest bin."""
PENALTY = 3.0
"""Times the logarithm of the number of bins: what another cut must gain."""
ONE_RISE = 3
"""Bins within which two steps up are one rise."""
RAID_BOTS, RAID_COPIES, RAID_TIMES = 0.25, 0.5, 2.0
NEWS, NEWS_TIMES = 0.04, 2.0


class Mark(Struct, frozen=True, gc=False):
    """What is known of one reply for this: its moment (seconds), and how it came."""

    at: float
    bot: bool
    copied: bool
    news: bool
    new_author: bool


class Wave(Struct, frozen=True):
    """One wave; ``kind`` is what it most resembles and ``why`` the figures that say so."""

    start: datetime
    peak: datetime
    end: datetime
    replies: int
    kind: Kind
    why: str


def waves(marks: Sequence[Mark]) -> list[Wave]:
    """The waves in these replies, in order of time."""
    if not marks:
        return []
    ordered = sorted(marks, key=lambda mark: mark.at)
    found: list[Wave] = []
    for start, end in _stretches([mark.at for mark in ordered]):
        found += _in_stretch(ordered[start:end], ordered[:start], is_first=not found)
    return found


def _stretches(times: Sequence[float]) -> list[tuple[int, int]]:
    """Where talk began anew after long silence; a few lonely replies (often a wrong clock) are no stretch."""
    cuts = [0, *(at for at in range(1, len(times)) if times[at] - times[at - 1] > SILENCE), len(times)]
    whole = [*pairwise(cuts)]
    kept = [(start, end) for start, end in whole if end - start >= max(SMALLEST, SMALLEST_SHARE * len(times))]
    return kept or [max(whole, key=lambda one: one[1] - one[0])]


def _in_stretch(ordered: Sequence[Mark], earlier: Sequence[Mark], *, is_first: bool) -> list[Wave]:
    times = np.array([mark.at for mark in ordered])
    first = float(times[0])
    width = bin_width(float(times[-1]) - first, len(times))
    counts = np.bincount(((times - first) // width).astype(np.int64))
    found: list[Wave] = []
    for start, end in _spans(counts, len(ordered)):
        low, high = np.searchsorted(times, [first + start * width, first + end * width])
        peak = first + (start + int(counts[start:end].argmax())) * width
        if high > low:
            kind, why = _kind(ordered[low:high], [*earlier, *ordered[:low]], is_first=is_first and not found)
            found.append(_wave(ordered[low:high], peak, kind, why))
    return found


def bin_width(span: float, replies: int) -> int:
    """Seconds of a bin for ``replies`` over ``span`` seconds: few enough bins, and not one reply in each."""
    widest = max(span / MOST_BINS, min(PER_BIN * span / max(replies, 1), HOUR))
    finest = next((width for width in reversed(WIDTHS) if span / width >= ENOUGH_BINS), WIDTHS[0])
    return next((width for width in WIDTHS if width >= max(widest, min(finest, HOUR))), max(WIDTHS[-1], ceil(widest)))


def _spans(counts: NDArray[np.int64], total: int) -> list[tuple[int, int]]:
    """Where waves begin and end, in bins."""
    levels = _levels(counts)
    starts = [0]
    for (_, _, before), (start, end, level) in pairwise(levels):
        rises = level > RISE * before and 2 * (np.sqrt(level + 0.375) - np.sqrt(before + 0.375)) > CLEAR
        if rises and counts[start:end].sum() >= max(SMALLEST, SMALLEST_SHARE * total):
            starts.append(start)
    starts = _merged(starts, levels)
    return [(start, _end(counts, start, stop)) for start, stop in zip(starts, [*starts[1:], len(counts)], strict=True)]


def _merged(starts: list[int], levels: list[tuple[int, int, float]]) -> list[int]:
    """Without starts that are a further step of the same rise: shortly after the last one, and no fall between."""
    kept = [starts[0]]
    for start in starts[1:]:
        between = [level for low, _, level in levels if kept[-1] <= low < start]
        falls = any(after < before for before, after in pairwise(between))
        if falls or start - kept[-1] > ONE_RISE:
            kept.append(start)
    return kept


def _levels(counts: NDArray[np.int64]) -> list[tuple[int, int, float]]:
    """The stretches of even level: first bin, bin after the last, mean count."""
    cuts = [0, *_cuts(counts)]
    return [(a, b, float(counts[a:b].mean())) for a, b in pairwise(cuts)]


def _cuts(counts: NDArray[np.int64]) -> list[int]:
    if len(counts) < 4:
        return [len(counts)]
    from ruptures import KernelCPD  # type: ignore[import-untyped]

    even = (2 * np.sqrt(counts + 0.375)).reshape(-1, 1)
    cuts: list[int] = KernelCPD(kernel="linear", min_size=1).fit(even).predict(pen=PENALTY * np.log(len(counts)))
    return cuts


def _end(counts: NDArray[np.int64], start: int, stop: int) -> int:
    """The bin after the last of the wave that begins at ``start`` and is over at the latest at ``stop``."""
    peak = start + int(counts[start:stop].argmax())
    level = np.convolve(counts[peak:stop], np.ones(3) / 3, "full")[2:]  # of this bin and the two after it
    quiet = np.flatnonzero(level <= ENDS * counts[peak])
    return peak + int(quiet[0]) if len(quiet) else stop


def _wave(marks: Sequence[Mark], peak: float, kind: Kind, why: str) -> Wave:
    start, end = _moment(marks[0].at), _moment(marks[-1].at)
    return Wave(start=start, peak=_moment(max(peak, marks[0].at)), end=end, replies=len(marks), kind=kind, why=why)


def _kind(marks: Sequence[Mark], before: Sequence[Mark], *, is_first: bool) -> tuple[Kind, str]:
    bots, copied = _part(marks, "bot"), _part(marks, "copied")
    news, earlier = _part(marks, "news"), _part(before, "news")
    if bots >= RAID_BOTS or (copied >= RAID_COPIES and copied >= RAID_TIMES * _part(before, "copied")):
        return "raid", f"{bots:.0%} come from accounts that behave like programs, {copied:.0%} are copies"
    if is_first:
        return "first wave", "the first replies to the post"
    if news >= NEWS and news >= NEWS_TIMES * earlier:
        return "news pick-up", f"{news:.0%} mention the news or another platform, {earlier:.0%} did before"
    new = _part(marks, "new_author")
    return "second wave", f"more replies than before, {new:.0%} of them by people who had not written yet"


def _part(marks: Sequence[Mark], name: str) -> float:
    return sum(getattr(mark, name) for mark in marks) / len(marks) if marks else 0.0


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
