"""free-with-strings: free, and then it costs.

What it looks for
    "FREE ... pay shipping and join our plan", "no strings" beside a subscription, "free refers to the application",
    "every ticket wins".

Why
    "Free" with unavoidable costs is on the black list of unfair practices (EU 2005/29/EC Annex I no. 20).

Flags
    FREE box (pay £6.99 shipping and join our 12-month plan)
    First loan free*. *Free refers to the application.

Passes
    First box £10, then £38 a week. Cancel in the app.
    Free soup on Friday, bring a bowl.

Limits
    It cannot read the checkout page.
"""

from collections.abc import Iterator

from guard.detectors._claims import claims
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M709",
    slug="free-with-strings",
    category="misleading_claim",
    severity="review",
    summary="This calls something free that costs money.",
    why="People feel tricked at the till, and say so.",
    instead="Say the price first, then what is included.",
    offended=("customers", "regulators of advertising"),
    confidence=0.65,
    contextual=True,
)
WAKES_ON = ("free_with_strings",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each gift that costs."""
    for text in post.judged:
        for found in claims(text, "free_with_strings"):
            yield hit_at(RULE, text, found)
