"""self-pity: the writer is sorry for the writer.

What it looks for
    "The hardest month of my life", "we are the real victims", "hope you're happy now", "sorry for existing", "after
    all we have done", in a post that apologises or answers a complaint.

Why
    The people who were hurt are asked to comfort you.

Flags
    Sorry about the wages. Nobody talks about how hard this month has been on me.
    Forty years we have served you, and this is how you repay us. Fine: sorry.

Passes
    I moved the payroll without a test and 40 of you were not paid. I am sorry.
    The hardest week of the marathon plan is over, well done everybody.

Limits
    Honest words about how a decision felt can be right in a letter to colleagues; in the apology itself they are in
    the way.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.apology import flaws

RULE = Rule(
    code="M810",
    slug="self-pity",
    category="non_apology",
    severity="review",
    summary="This turns the apology to your own suffering.",
    why="People who were hurt read that they should feel sorry for you.",
    instead="Cut every sentence about how you feel, how long you have served or how unkind people are.",
    offended=("the people who were hurt",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("sorry_for_oneself",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each phrase in which the writer is the one who suffers."""
    for found in flaws(post, "sorry_for_oneself", draft=context.profile == "apology"):
        yield hit_at(RULE, post.text, found)
