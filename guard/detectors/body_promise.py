"""body-promise: a changed body, with a number and a date.

What it looks for
    "12 kilos in 9 days", "three shades lighter", "erase ten years in ten nights", "melts belly fat while you
    sleep", "no diet, no gym", in seven languages.

Why
    It cannot be true for most people, it harms those who try, and it is what slimming and beauty advertisers are
    fined for.

Flags
    Lose 8 kilos in 10 days without moving off the sofa.
    Melts belly fat while you sleep!

Passes
    No tea melts belly fat. Ours tastes of mint.
    Lost: a grey cat of 8 kilos, very friendly.

Limits
    Results of a study pass when the source stands beside them.
"""

from collections.abc import Iterator

from guard.detectors._claims import claims
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M703",
    slug="body-promise",
    category="misleading_claim",
    severity="review",
    summary="This promises a changed body by a date.",
    why="People harm themselves to get there, or feel that they failed.",
    instead="Say what the product is and how it is used. Leave numbers, dates and before-and-after out.",
    offended=("people who struggle with their bodies", "doctors", "regulators of advertising"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("body_promise",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each promise of a changed body."""
    for text in post.judged:
        for found in claims(text, "body_promise", firm=True):
            yield hit_at(RULE, text, found)
