"""sure-outcome: an outcome is promised that nobody controls.

What it looks for
    "We guarantee your visa", "100% pass rate", "never lost a case", "works for every patient", "dancing by
    Saturday", "whatever your age". Product warranties pass.

Why
    The first customer for whom it does not work has it in writing.

Flags
    We guarantee your visa or your money back.
    Works every time, for every child.

Passes
    Lifetime guarantee on zips: if it breaks we mend it.
    118 of 212 pupils passed. It isn’t a guarantee.

Limits
    It cannot check a success rate; put the figures and the year beside it.
"""

from collections.abc import Iterator

from guard.detectors._claims import claims
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M706",
    slug="sure-outcome",
    category="misleading_claim",
    severity="review",
    summary="This promises an outcome that nobody controls.",
    why="People decide about their work, health or home because of it, and some will be let down.",
    instead="Give last year's figures, and of how many people they are, and say what depends on the person.",
    offended=("people who believe it", "regulators of advertising"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("sure_outcome",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each promise of an outcome that nobody controls."""
    for text in post.judged:
        for found in claims(text, "sure_outcome"):
            yield hit_at(RULE, text, found)
