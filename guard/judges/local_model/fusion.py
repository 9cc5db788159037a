"""What network and rules say together: one probability that the post would be stopped (logistic regression).

The weights stand in the settings of the model; they were fitted on development posts that neither had learned from.
"""

from collections.abc import Mapping, Sequence
from math import exp, log

from guard.judges.local_model.heads import CATEGORIES, TONES, VERDICTS
from guard.model import Finding
from guard.scoring import score

LINKS = "broken_or_unsafe_link"
"""A category that the rules know better: a post of a brand with a good link looks like one with a bad link."""

LIKELIEST = 3
"""Categories whose probabilities count, whichever they are."""

SIGNS = (
    *VERDICTS,
    *(f"category {place}" for place in range(1, LIKELIEST + 1)),
    *TONES,
    "a rule blocks",
    "a rule asks",
    "the rules' score",
    "length",
)
"""What the features are, in their order."""


def features(heads: Mapping[str, float], findings: Sequence[Finding], length: int) -> list[float]:
    """The numbers that are weighed: log odds of the network's heads, what the rules found, and how long the post is.

    ``length`` is in code points: the longer a post, the more heads wake at nothing.
    """
    likeliest = sorted((heads[name] for name in CATEGORIES if name != LINKS), reverse=True)[:LIKELIEST]
    told = [*(heads[name] for name in VERDICTS), *likeliest, *(heads[name] for name in TONES)]
    blocks = any(finding.severity == "block" for finding in findings)
    asks = not blocks and any(finding.severity == "review" for finding in findings)
    return [*map(log_odds, told), float(blocks), float(asks), log_odds(score(findings)), log(length + 1)]


def likeliest(heads: Mapping[str, float], has_link: bool) -> str:  # noqa: FBT001 - named at every call
    """The category that the network finds likeliest; a post without a link has no bad one."""
    return max((name for name in CATEGORIES if has_link or name != LINKS), key=heads.__getitem__)


def fused(values: Sequence[float], weights: Sequence[float]) -> float:
    """The probability for ``features``; the last of the ``weights`` stands alone."""
    total = weights[-1] + sum(value * weight for value, weight in zip(values, weights[:-1], strict=True))
    return 1 / (1 + exp(-min(max(total, -30.0), 30.0)))


def log_odds(share: float) -> float:
    """The log odds of a probability, which is kept away from 0 and 1."""
    kept = min(max(share, 1e-6), 1 - 1e-6)
    return log(kept / (1 - kept))
