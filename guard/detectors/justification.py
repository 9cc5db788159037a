"""justification: reasons stand where the apology should be.

What it looks for
    "In good faith", "these things happen", "all requirements were met", "our staff worked tirelessly", "like many
    in our industry", in a post that apologises or answers a complaint, without a fault owned or a remedy.

Why
    Reasons sound like excuses until people have heard that you know what you did.

Flags
    We are sorry, but everyone in this industry knows how hard December is.  {in_reply_to: Three weeks without heating, shame on you}
    All safety requirements were met. We regret the discomfort.  {account_description: Concert hall after a crush at the doors}

Passes
    We are sorry. In difficult circumstances we made the wrong call, and we have changed the rule.
    Our staff worked tirelessly on the new library. Come and see it.

Limits
    It cannot weigh whether a reason is true or asked for; a reason after the fault and the remedy passes.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.apology import flaws

RULE = Rule(
    code="M803",
    slug="justification",
    category="non_apology",
    severity="review",
    summary="This gives reasons before it has taken the blame.",
    why="To the people who were hurt, a reason without an owned fault is an excuse.",
    instead="Own the act and say what you do about it first. Keep a reason only where people asked for it, in one sentence.",
    offended=("the people who were hurt",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("excuses",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each excuse that no blame taken and no remedy follow."""
    for found in flaws(post, "excuses", healed_by=("owning_up", "making_good"), draft=context.profile == "apology"):
        yield hit_at(RULE, post.text, found)
