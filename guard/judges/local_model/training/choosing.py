"""Choose what is kept beside the weights: calibration, and the thresholds for a stated budget of false alarms.

Chosen on development data only: mission_dev for both kinds of posts, brand_posts_dev for posts that were published.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from guard import detectors
from guard.engine import Guard
from guard.evaluation import Labelled
from guard.judges.local_model.fields import around
from guard.judges.local_model.fusion import features, fused, likeliest
from guard.judges.local_model.heads import CATEGORIES, HEADS
from guard.judges.local_model.network import Network, Read
from guard.judges.local_model.packing import Window, pack
from guard.judges.local_model.reading import read
from guard.judges.local_model.training.decided import NEIGHBOURS
from guard.judges.local_model.training.thresholds import Table, Tables, group_of, limits
from guard.model import Finding
from guard.view import View

SURE_ENOUGH = 0.5
"""Precision that a category needs on the stopped development posts to be named beside the likeliest."""

BLOCKING = ("hate_or_slur", "violence_or_threat", "profanity")
"""Categories that the model may block."""

BLOCKED_WRONGLY = 0.001
"""Share of all harmless posts that one of them may block wrongly."""


class Seen(Struct, frozen=True):
    """A labelled post with what the rules found, and what the network said of its windows."""

    labelled: Labelled
    findings: tuple[Finding, ...]
    said: tuple[tuple[Window, Read], ...]

    @property
    def risky(self) -> bool:
        """People would stop it."""
        return self.labelled.decision != "pass"

    def head(self, name: str) -> float:
        """The highest probability of a head over the windows."""
        return max(said.heads[name] for _, said in self.said)

    @property
    def firm(self) -> bool:
        """The rules stop it, whatever the model thinks: a block, or a finding that depends on no context."""
        return any(
            f.severity == "block" or (f.severity == "review" and f.code not in contextual()) for f in self.findings
        )

    @property
    def doubtful(self) -> bool:
        """The rules would have a person look, for reasons that depend on context."""
        return any(f.severity == "review" and f.code in contextual() for f in self.findings)


_CONTEXTUAL: set[str] = set()


def contextual() -> set[str]:
    """The codes of the rules whose findings depend on context."""
    if not _CONTEXTUAL:
        rules = (detectors.load(place).RULE for place in range(len(detectors.REGISTRY)))
        _CONTEXTUAL.update(rule.code for rule in rules if rule.contextual)
    return _CONTEXTUAL


def look(posts: Sequence[Labelled], network: Network) -> list[Seen]:
    """Let rules and network read ``posts``."""
    guard = Guard()
    seen = [guard._seen(labelled.post) for labelled in posts]  # noqa: SLF001 - the recipe looks where judges look
    packed = [pack(network.words, read(view.text), around(view, context)) for view, context in seen]
    said = iter(network.read([window for windows in packed for window in windows]))
    return [
        Seen(labelled, guard.check(labelled.post).findings, tuple((window, next(said)) for window in windows))
        for labelled, windows in zip(posts, packed, strict=True)
    ]


class Chosen(Struct, frozen=True):
    """Weights and thresholds, and what they did on posts that they were not fitted on (each fold by the others)."""

    fusion: tuple[float, ...]
    stops: dict[str, float]
    lower: float
    held_out: dict[str, float]


def choose(mission: Sequence[Seen], brands: Sequence[Seen], people: Sequence[Seen]) -> Chosen:
    """Weigh network and rules on mission posts; set the thresholds where most risky posts are stopped within budgets.

    The thresholds are set on the probabilities that each fifth of the mission posts got from weights fitted on the
    others, so that the figures are not those of a fit to itself. No weight is fitted on the brands' posts, nor on the
    neutral sentences about ``people``.
    """
    values = _values(mission)
    risky = np.array([one.risky for one in mission])
    final = _fitted(values, risky)
    held = np.zeros(len(mission))
    for learned, left in GroupKFold(FOLDS).split(values, risky, np.arange(len(mission)) // NEIGHBOURS):
        weights = _fitted(values[learned], risky[learned])
        held[left] = _risks(values[left], weights)
    others = (_table(seen, _risks(_values(seen), final)) for seen in (brands, people))
    stops, lower, told = limits(Tables(_table(mission, held), *others))
    told["auroc"] = round(float(roc_auc_score(risky, held)), 4)
    return Chosen(tuple(round(weight, 5) for weight in final), stops, lower, told)


SENSITIVE = "sensitive-topic"
"""What the category of these posts is called."""

FOLDS = 5
STRENGTH = 0.01
"""How freely the weights follow the posts (scikit-learn's C): little, as the signs say much the same."""


def _values(seen: Sequence[Seen]) -> Any:
    return np.array(
        [features({head: one.head(head) for head in HEADS}, one.findings, len(one.labelled.post.text)) for one in seen]
    )


def _fitted(values: Any, risky: Any) -> list[float]:
    """Weights for values as they are, and the one that stands alone."""
    middle, spread = values.mean(0), values.std(0) + 1e-9
    found = LogisticRegression(C=STRENGTH, max_iter=1000).fit((values - middle) / spread, risky)
    weights = found.coef_[0] / spread
    return [*map(float, weights), float(found.intercept_[0] - (weights * middle).sum())]


def _risks(values: Any, weights: Sequence[float]) -> Any:
    return np.array([fused(row, weights) for row in values.tolist()])


def _table(seen: Sequence[Seen], risk: Any) -> Table:
    names = [likeliest({name: one.head(name) for name in CATEGORIES}, _has_link(one)) for one in seen]
    return Table(
        firm=np.array([one.firm for one in seen]),
        doubtful=np.array([one.doubtful for one in seen]),
        risk=risk,
        group=np.array([group_of(name) for name in names]),
        risky=np.array([one.risky for one in seen]),
        sensitive=np.array([SENSITIVE in one.labelled.categories for one in seen]),
    )


def _has_link(seen: Seen) -> bool:
    return "link" in View(seen.labelled.post).shapes


def named(seen: Sequence[Seen]) -> dict[str, float]:
    """For each category the probability from which it is named beside the likeliest: right half of the time."""
    risky = [one for one in seen if one.risky]
    return {category: _precise(risky, category) for category in CATEGORIES}


def _precise(risky: Sequence[Seen], category: str) -> float:
    said = np.array([one.head(category) for one in risky])
    true = np.array([category in one.labelled.categories for one in risky])
    for limit in np.linspace(0.1, 0.95, 86):
        over = said >= limit
        if not over.any() or true[over].mean() >= SURE_ENOUGH:
            return round(float(limit), 2)
    return 0.95


def blocking(harmless: Sequence[Seen]) -> dict[str, float]:
    """For each category that may block the probability from which it does."""
    found = {}
    for category in BLOCKING:
        said = np.sort([one.head(category) for one in harmless])
        found[category] = round(max(0.9, float(said[int(len(said) * (1 - BLOCKED_WRONGLY))]) + 0.005), 3)
    return found
