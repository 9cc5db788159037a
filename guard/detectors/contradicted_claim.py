"""contradicted-claim: what the account is known for contradicts the claim.

What it looks for
    A claim (a former price, "only 3 left", "closing down", "pure", "every", "never") from an account whose
    description says that it is not so: "memberships are unlimited", "sign since 2018", "no audit", "status page
    lists six outages", "no such customer exists".

Why
    Your own records prove it wrong. Whoever finds out publishes both side by side.

Flags
    Only 3 memberships left at £19.99!  {account_description: Gym chain, memberships are unlimited and the same line runs every week}
    Pure valley honey from our hives.  {account_description: Honey seller whose product is a blend of imported honeys, per account note}

Passes
    Only 3 tables left tonight.  {account_description: Bistro in Cork}
    Our honey is a blend from four countries, and we say so on the jar.  {account_description: Honey seller in Kent}

Limits
    It reads the description; keep facts there that your posts must not contradict.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.mention import is_quoted

CLAIMS = ("checkable_claim", "absolute_claim", "green_claim", "sure_outcome", "money_promise", "cure_claim")
"""Statements that the description is held against."""

RULE = Rule(
    code="M712",
    slug="contradicted-claim",
    category="misleading_claim",
    severity="review",
    summary="The description of this account contradicts the claim.",
    why="Your own records prove it wrong.",
    instead="Write what is true, or correct the description if it is out of date.",
    offended=("people who believe it", "regulators of advertising"),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("checkable_claim", "absolute_claim", "green_claim", "sure_outcome", "money_promise", "cure_claim")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield the first claim of a post whose account is described as not keeping it."""
    if not context.account.description or not post.about.has("claim_contradicted"):
        return
    for found in post.text.matches(*CLAIMS):
        if not is_quoted(post.text, found.start, found.end):
            yield hit_at(RULE, post.text, found)
            return
