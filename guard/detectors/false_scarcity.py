"""false-scarcity: the post itself shows that its hurry is made up.

What it looks for
    "Ends tonight (as it did last night)", "nearly gone, they always are", "number refreshes automatically", "prices
    will never be this low again", "price doubles at 10k views".

Why
    Made-up urgency is on the black list of unfair practices (EU 2005/29/EC Annex I, UK DMCC Act), and customers
    laugh at it in the comments.

Flags
    ENDS TONIGHT, for real this time, unlike last Thursday!
    2 left!! (number refreshes automatically)

Passes
    Sale ends on Sunday at six.
    Only four tables left for the 14th, call us.

Limits
    A hurry that is made up elsewhere (a counter on the page) stays unseen unless the account's description tells
    it; see contradicted-claim.
"""

from collections.abc import Iterator

from guard.detectors._claims import claims
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M708",
    slug="false-scarcity",
    category="misleading_claim",
    severity="review",
    summary="This hurries people with a deadline that is made up.",
    why="Customers who hurried feel cheated when the offer is back tomorrow.",
    instead="Give the true end, or no end.",
    offended=("customers", "regulators of advertising"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("false_scarcity",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each hurry that the post itself shows to be made up."""
    for text in post.judged:
        for found in claims(text, "false_scarcity"):
            yield hit_at(RULE, text, found)
