"""From which risk on a post is stopped: a threshold for each group of categories, within budgets of false alarms.

What brands publish every day lies nearer to some mishaps than to others: sincere words about a disaster are near a
tragedy exploited, and hardly anything is near a slur. One threshold would be too strict for the one, too lax for the
other.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np
from msgspec import Struct

from guard.judges.local_model.heads import CATEGORIES

BUDGETS = {"false_alarms": 0.095, "brands": 0.018, "sensitive": 0.039, "people": 0.015}
"""Shares that may be stopped: of the harmless development posts, most of them hard negatives; of the published posts of
brands; of those among them on sensitive topics (grief, war, illness, injustice); of neutral sentences about people."""

GROUPS = (
    ("tragedy_exploitation", "bad_timing", "tone_deaf"),
    ("hate_or_slur", "stereotype", "ableism", "violence_or_threat"),
    ("sexism", "body_shaming", "sexual_innuendo"),
    ("personal_data", "confidential_leak", "customer_insult"),
    ("broken_or_unsafe_link",),
)
"""Categories that share a threshold; all others share one as well."""

STOPS = np.linspace(0.4, 0.99, 60)
LOWERS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
PRICES = ((0.0, 0.3, 0.6, 1.0, 1.5), (0.5, 1.0, 2.0, 4.0, 8.0, 16.0), (0.0, 0.2, 0.5, 1.0, 2.0), (0.0, 0.3, 1.0, 3.0))
"""What a share of false alarms may cost, in shares of risky posts found: for each budget in turn."""


class Table(Struct, frozen=True):
    """A column for each thing that is known of the posts.

    Do the rules stop it for certain, do they doubt, how high is the risk, which group is likeliest; would people stop
    it, and does it speak of a sensitive topic.
    """

    firm: Any
    doubtful: Any
    risk: Any
    group: Any
    risky: Any
    sensitive: Any

    def by_rules(self, lower: float) -> Any:
        """Which posts the rules stop when the model calms their doubts below ``lower``."""
        return self.firm | (self.doubtful & (self.risk >= lower))

    def stopped(self, stops: Any, lower: float) -> Any:
        """Which posts are stopped; ``stops`` has a threshold for each group."""
        return self.by_rules(lower) | (self.risk >= stops[self.group])


def group_of(category: str) -> int:
    """The number of the group of a category."""
    return next((place for place, names in enumerate(GROUPS) if category in names), len(GROUPS))


class Tables(Struct, frozen=True):
    """Labelled posts, published posts of brands, and neutral sentences that name groups of people."""

    labelled: Table
    brands: Table
    people: Table

    def __iter__(self) -> Iterator[Table]:
        return iter((self.labelled, self.brands, self.people))

    def told(self, stopped: Sequence[Any]) -> dict[str, float]:
        """The share of each kind of posts among those ``stopped``, a column for each table."""
        here, there, people = stopped
        risky, sensitive = self.labelled.risky, self.brands.sensitive
        shares = (here[risky], here[~risky], there, there[sensitive], people)
        return {name: round(float(share.mean()), 4) for name, share in zip(("stopped", *BUDGETS), shares, strict=True)}


def limits(tables: Tables) -> tuple[dict[str, float], float, dict[str, float]]:
    """The thresholds by category, the risk below which doubts are calmed, and what both do to the posts.

    For each set of prices every group takes the threshold that is worth most by itself; of all sets that stay within
    the budgets the one that stops most risky posts wins (Lagrange multipliers, tried out).
    """
    best: tuple[Any, float, dict[str, float]] = (np.full(len(GROUPS) + 1, 1.0), 0.0, {"stopped": -1.0})
    for lower in LOWERS:
        worth = [_worth(tables, group, lower) for group in range(len(GROUPS) + 1)]
        for prices in product(*PRICES):
            stops = np.array([_dearest(table, prices) for table in worth])
            told = tables.told([table.stopped(stops, lower) for table in tables])
            fits = all(told[name] <= most for name, most in BUDGETS.items())
            if fits and told["stopped"] > best[2]["stopped"]:
                best = (stops, lower, told)
    stops, lower, told = best
    return {name: round(float(stops[group_of(name)]), 3) for name in CATEGORIES}, lower, told


def _worth(tables: Tables, group: int, lower: float) -> Any:
    """For each threshold of a group the shares of posts that only the model stops."""
    left = [~table.by_rules(lower) & (table.group == group) for table in tables]
    return np.array(
        [
            list(tables.told([rest & (table.risk >= stop) for rest, table in zip(left, tables, strict=True)]).values())
            for stop in STOPS
        ]
    )


def _dearest(worth: Any, prices: tuple[float, ...]) -> float:
    """The threshold that finds most for its price; 1 where none is worth it."""
    gain = worth[:, 0] - worth[:, 1:] @ np.array(prices)
    return float(STOPS[gain.argmax()]) if gain.max() > 0 else 1.0
