"""absolute-claim: the cheapest, the only, the never, stated as a fact.

What it looks for
    "Cheapest in the country, fact", "impossible to hack", "100% uptime", "zero errors", "crash-proof", "guaranteed"
    for anything but a warranty, "nobody beats us".

Why
    One counter-example is enough to make it false, and somebody has it already.

Flags
    Nobody beats us on price. Cheapest in the country, fact.
    Literally impossible to hack.

Passes
    We think it is the best bread in the street, and we are biased.
    Two-year guarantee on the motor.

Limits
    Obvious boasting ("best mum in the world") passes; whether a superlative has a source it cannot know.
"""

from collections.abc import Iterator

from guard.detectors._claims import claims
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M711",
    slug="absolute-claim",
    category="misleading_claim",
    severity="review",
    summary="This states an absolute as a fact.",
    why="One counter-example makes it false, and people will show the two side by side.",
    instead="Say what you measured, when and against whom, or say it as an opinion.",
    offended=("people who believe it", "regulators of advertising"),
    confidence=0.65,
    contextual=True,
)
WAKES_ON = ("absolute_claim",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each superlative or "never" that is stated as a fact."""
    for text in post.judged:
        for found in claims(text, "absolute_claim"):
            yield hit_at(RULE, text, found)
