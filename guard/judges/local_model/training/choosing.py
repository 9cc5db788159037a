"""Choose what is kept beside the weights: calibration, and the thresholds for a stated budget of false alarms.

Chosen on development data only: mission_dev for both kinds of posts, brand_posts_dev for posts that were published.
"""

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
from msgspec import Struct
from sklearn.linear_model import LogisticRegression

from guard import detectors
from guard.engine import Guard
from guard.evaluation import Labelled
from guard.judges.local_model.fields import around
from guard.judges.local_model.heads import CATEGORIES
from guard.judges.local_model.network import Network, Read
from guard.judges.local_model.packing import Window, pack
from guard.judges.local_model.reading import read
from guard.model import Finding

ALARMS_MISSION = 0.095
"""Share of the harmless development posts, most of them hard negatives, that may be stopped."""

ALARMS_BRANDS = 0.018
"""Share of the published posts of brands that may be stopped."""

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


def calibration(seen: Sequence[Seen]) -> tuple[float, float]:
    """Temperature and bias that make the probability of *risky* mean what it says (Platt 1999)."""
    logits = _logit(np.array([[one.head("risky")] for one in seen]))
    fitted = LogisticRegression(C=1e6).fit(logits, [one.risky for one in seen])
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def _logit(share: Any) -> Any:
    clipped = np.clip(share, 1e-6, 1 - 1e-6)
    return np.log(clipped / (1 - clipped))


def limits(mission: Sequence[Seen], brands: Sequence[Seen], scale: tuple[float, float]) -> tuple[float, float, str]:
    """``stop`` and ``lower`` that stop most risky posts within the budgets, and a line that says how many."""
    here, there = _table(mission, scale), _table(brands, scale)
    risky = np.array([one.risky for one in mission])
    steps = np.concatenate([np.linspace(0.02, 0.9, 89), np.linspace(0.9, 0.999, 100)])
    best, said = (0.0, 1.0, 0.0), ""
    for stop, lower in product(steps, np.linspace(0, 0.6, 61)):
        stopped, published = _stopped(here, stop, lower), _stopped(there, stop, lower)
        alarms, wrong = stopped[~risky].mean(), published.mean()
        found = stopped[risky].mean()
        if alarms <= ALARMS_MISSION and wrong <= ALARMS_BRANDS and found > best[0]:
            best = (found, stop, lower)
            said = f"found {found:.3f}, false alarms {alarms:.3f}, of published posts {wrong:.4f}"
    return float(best[1]), float(best[2]), said


def _table(seen: Sequence[Seen], scale: tuple[float, float]) -> tuple[Any, Any, Any]:
    risk = 1 / (1 + np.exp(-(scale[0] * _logit(np.array([one.head("risky") for one in seen])) + scale[1])))
    return np.array([one.firm for one in seen]), np.array([one.doubtful for one in seen]), risk


def _stopped(table: tuple[Any, Any, Any], stop: float, lower: float) -> Any:
    firm, doubtful, risk = table
    return firm | (doubtful & (risk >= lower)) | (risk >= stop)


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
