"""What a verdict's score is worth: does it order posts, does it mean what it says, what does each threshold cost.

Everything is counted from pairs (score, people would stop it), in plain Python.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt

from msgspec import Struct, to_builtins

Pair = tuple[float, bool]
Z = 1.959963984540054
BINS = 10
THRESHOLDS = tuple(step / 20 for step in range(1, 20))


class Bin(Struct, frozen=True):
    """Posts with a score from ``low`` on: how many, their mean score, and the share that people would stop."""

    low: float
    posts: int
    score: float
    risky: float


class Cost(Struct, frozen=True):
    """What stopping every post from ``threshold`` on would cost; ``precision`` is missing where nothing is stopped."""

    threshold: float
    stopped: float
    alarms: float
    precision: float | None


def auroc(pairs: Sequence[Pair]) -> tuple[float, float, float] | None:
    """The chance that a risky post scores above a harmless one, with its 95 % interval (Hanley and McNeil 1982)."""
    risky, harmless = _counts(pairs)
    n, m = risky.total(), harmless.total()
    if not n or not m:
        return None
    below, wins = 0, 0.0
    for score in sorted({*risky, *harmless}):
        wins += risky[score] * (below + harmless[score] / 2)
        below += harmless[score]
    area = wins / (n * m)
    first, second = area / (2 - area), 2 * area * area / (1 + area)
    spread = area * (1 - area) + (n - 1) * (first - area * area) + (m - 1) * (second - area * area)
    half = Z * sqrt(max(spread, 0.0) / (n * m))
    return area, max(0.0, area - half), min(1.0, area + half)


def average_precision(pairs: Sequence[Pair]) -> float | None:
    """The precision at each risky post, from the highest score down, on average; posts of one score count together."""
    risky, harmless = _counts(pairs)
    hits, seen, total = 0, 0, 0.0
    for score in sorted({*risky, *harmless}, reverse=True):
        hits, seen = hits + risky[score], seen + risky[score] + harmless[score]
        total += risky[score] * hits / seen
    return total / hits if hits else None


def bins(pairs: Sequence[Pair]) -> list[Bin]:
    """The posts in ten equal bins of the score; empty bins are left out."""
    groups: dict[int, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(min(int(pair[0] * BINS), BINS - 1), []).append(pair)
    return [
        Bin(at / BINS, len(group), sum(s for s, _ in group) / len(group), sum(r for _, r in group) / len(group))
        for at, group in sorted(groups.items())
    ]


def calibration_error(pairs: Sequence[Pair]) -> float:
    """How far score and truth lie apart on average over the bins (expected calibration error)."""
    return sum(b.posts * abs(b.score - b.risky) for b in bins(pairs)) / max(len(pairs), 1)


def brier(pairs: Sequence[Pair]) -> float:
    """The mean squared distance of the score from the truth (Brier 1950)."""
    return sum((score - risky) ** 2 for score, risky in pairs) / max(len(pairs), 1)


def costs(pairs: Sequence[Pair]) -> list[Cost]:
    """What each threshold would cost."""
    risky, harmless = [s for s, r in pairs if r], [s for s, r in pairs if not r]
    return [_cost(threshold, risky, harmless) for threshold in THRESHOLDS]


def _cost(threshold: float, risky: Sequence[float], harmless: Sequence[float]) -> Cost:
    hits, alarms = sum(s >= threshold for s in risky), sum(s >= threshold for s in harmless)
    return Cost(
        threshold,
        hits / max(len(risky), 1),
        alarms / max(len(harmless), 1),
        hits / (hits + alarms) if hits + alarms else None,
    )


def _counts(pairs: Sequence[Pair]) -> tuple[Counter[float], Counter[float]]:
    return Counter(s for s, r in pairs if r), Counter(s for s, r in pairs if not r)


def told(pairs: Sequence[Pair]) -> Iterator[str]:
    """The figures as lines, each table with a sentence that says what it shows; nothing where one kind is missing."""
    area = auroc(pairs)
    if area is None:
        return
    yield "\nHow well the score puts risky posts above harmless ones (1 is perfect, 0.5 is a coin):"
    yield f"  AUROC {area[0]:.3f} (95 %: {area[1]:.3f} to {area[2]:.3f})"
    yield f"  average precision {average_precision(pairs):.3f}"
    yield "\nIf a score means what it says, the last two columns are alike (of posts scored 0.30, 30 % are risky):"
    yield f"  {'score':>11} {'posts':>6} {'mean score':>11} {'risky':>7}"
    for b in bins(pairs):
        yield f"  {b.low:.1f} to {b.low + 1 / BINS:.1f}  {b.posts:6} {b.score:11.1%} {b.risky:7.1%}"
    yield f"  calibration error {calibration_error(pairs):.3f}, Brier score {brier(pairs):.3f} (0 is perfect)"
    yield "\nWhat you would get by stopping every post from a score on:"
    yield f"  {'from':>5} {'risky stopped':>14} {'harmless stopped':>17} {'of the stopped, risky':>22}"
    for c in costs(pairs):
        precision = "none" if c.precision is None else f"{c.precision:.1%}"
        yield f"  {c.threshold:5.2f} {c.stopped:14.1%} {c.alarms:17.1%} {precision:>22}"


def figures(pairs: Sequence[Pair]) -> dict[str, object]:
    """The same as plain values for JSON; what cannot be counted is null."""
    area = auroc(pairs)
    return {
        "auroc": None if area is None else {"value": round(area[0], 4), "interval": [round(x, 4) for x in area[1:]]},
        "average_precision": average_precision(pairs),
        "calibration_error": round(calibration_error(pairs), 4),
        "brier": round(brier(pairs), 4),
        "bins": [to_builtins(b) for b in bins(pairs)],
        "thresholds": [to_builtins(c) for c in costs(pairs)],
    }
