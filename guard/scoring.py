"""The score of a verdict: how likely a communications lead would stop the post, from the findings alone.

Findings are independent witnesses: the chance that all of them are wrong is the product of the chances that each is
(noisy-or). ``info`` findings are advice and carry little. A post without findings keeps a rest of doubt, because rules
do not see everything.
"""

from collections.abc import Iterable

from guard.model import Finding

PRIOR = 0.08
"""The score of a post in which nothing was found."""

WEIGHT = {"info": 0.05, "review": 0.9, "block": 1.0}


def score(findings: Iterable[Finding], risk: float | None = None) -> float:
    """Combine the confidences of ``findings`` into one probability, rounded to four places.

    ``risk`` is what the guard's own model says of the post, having seen what the rules found: it takes the place of the
    rest of doubt, and findings of both are left out, as it counts them already.
    """
    doubt = 1.0 - (PRIOR if risk is None else risk)
    for finding in findings:
        if risk is None or finding.source not in COUNTED:
            doubt *= 1.0 - WEIGHT[finding.severity] * min(max(finding.confidence, 0.0), 0.99)
    return round(1.0 - doubt, 4)


COUNTED = ("rule", "model")
"""Whose findings the model's risk counts already."""
