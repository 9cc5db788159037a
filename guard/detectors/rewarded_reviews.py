"""rewarded-reviews: good reviews are bought.

What it looks for
    "Five stars and the dessert is free", "show your review and get 10%", "examples that you can copy", reviews
    written or bought by the firm.

Why
    Bought reviews are banned by the platforms and by law (EU Omnibus Directive, UK DMCC Act 2024, US FTC rule on
    reviews), and once known they devalue the honest ones.

Flags
    Leave us five stars, show your waiter and the tiramisu is on us.
    Our receptionist has written a few examples you can copy.

Passes
    Tell us what you think, good or bad, on any site you like.
    Five stars over the desert: our night walk is back.

Limits
    A draw among all reviewers, good and bad, may be lawful with a notice; the guard asks all the same.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.mention import is_negated, is_quoted

RULE = Rule(
    code="M727",
    slug="rewarded-reviews",
    category="missing_disclosure",
    severity="review",
    summary="This buys good reviews.",
    why="Readers of your reviews are deceived, and platforms remove the lot when it comes out.",
    instead="Ask everybody for an honest review, without a reward, and answer the bad ones.",
    offended=("customers who rely on reviews", "competitors", "regulators of advertising"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("reviews_for_reward",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each offer of a reward for good reviews."""
    text = post.text
    for found in text.matches("reviews_for_reward"):
        if not is_quoted(text, found.start, found.end) and not is_negated(text, found.first):
            yield hit_at(RULE, text, found)
