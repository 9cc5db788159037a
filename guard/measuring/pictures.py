"""Two pictures of the score: what each threshold costs, and whether a score means what it says."""

import os
from collections.abc import Sequence

from guard.measuring.scores import Pair, bins, costs


def draw(pairs: Sequence[Pair], folder: str) -> None:
    """Write ``thresholds.png`` and ``reliability.png`` into ``folder``, which is made where it is missing."""
    from matplotlib.figure import Figure

    os.makedirs(folder, exist_ok=True)
    priced, groups = costs(pairs), bins(pairs)
    figure = Figure(figsize=(7, 4.5), layout="constrained")
    axes = figure.subplots()
    at = [cost.threshold for cost in priced]
    axes.plot(at, [cost.stopped for cost in priced], label="risky posts stopped")
    axes.plot(at, [cost.alarms for cost in priced], label="harmless posts stopped")
    axes.set(xlabel="posts are stopped from this score on", ylabel="share of posts", ylim=(0, 1.02))
    axes.legend()
    figure.savefig(os.path.join(folder, "thresholds.png"))
    figure = Figure(figsize=(5, 5), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], linestyle=":", label="a score that means what it says")
    axes.plot([b.score for b in groups], [b.risky for b in groups], marker="o", label="your posts")
    axes.set(xlabel="mean score", ylabel="share of posts that people would stop", ylim=(0, 1.02))
    axes.legend()
    figure.savefig(os.path.join(folder, "reliability.png"))
