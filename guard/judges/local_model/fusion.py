"""What network and rules say together: one probability that the post would be stopped (logistic regression).

The weights stand in the settings of the model; they were fitted on development posts that neither had learned from.
"""

from collections.abc import Mapping, Sequence
from math import exp, log

from guard.judges.local_model.heads import CATEGORIES, TONES, VERDICTS
from guard.model import Finding
from guard.scoring import score

LIKELIEST = 3
"""Categories whose probabilities count, whichever they are."""

SIGNS = (
    *VERDICTS,
    *(f"category {place}" for place in range(1, LIKELIEST + 1)),
    *TONES,
    "a rule blocks",
    "a rule asks",
    "the rules' score",
)
"""What the features are, in their order."""


def features(heads: Mapping[str, float], findings: Sequence[Finding]) -> list[float]:
    """The numbers that are weighed: log odds of the network's heads, and what the rules found."""
    likeliest = sorted((heads[name] for name in CATEGORIES), reverse=True)[:LIKELIEST]
    told = [*(heads[name] for name in VERDICTS), *likeliest, *(heads[name] for name in TONES)]
    blocks = any(finding.severity == "block" for finding in findings)
    asks = not blocks and any(finding.severity == "review" for finding in findings)
    return [*map(log_odds, told), float(blocks), float(asks), log_odds(score(findings))]


def fused(values: Sequence[float], weights: Sequence[float]) -> float:
    """The probability for ``features``; the last of the ``weights`` stands alone."""
    total = weights[-1] + sum(value * weight for value, weight in zip(values, weights[:-1], strict=True))
    return 1 / (1 + exp(-min(max(total, -30.0), 30.0)))


def log_odds(share: float) -> float:
    """The log odds of a probability, which is kept away from 0 and 1."""
    kept = min(max(share, 1e-6), 1 - 1e-6)
    return log(kept / (1 - kept))
