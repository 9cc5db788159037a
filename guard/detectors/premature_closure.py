"""premature-closure: the writer declares that it is over.

What it looks for
    "We consider the matter closed", "time to move on", "no further comment", "comments are off", "we have already
    apologised", in a post that apologises or answers a complaint. Silence at a family's or a court's wish passes.

Why
    Whether it is over is for the people who were hurt to say.

Flags
    We consider the matter closed. Thank you for your patience.
    We said sorry on Tuesday. Time for everybody to move on.

Passes
    We will say no more about the family, who have asked for quiet.
    This is a start and not the end: we report here on the 1st of each month.

Limits
    It cannot see whether a remedy has been delivered in the meantime.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.apology import flaws

RULE = Rule(
    code="M813",
    slug="premature-closure",
    category="non_apology",
    severity="review",
    summary="This declares that the matter is over.",
    why="People who were hurt are told to be quiet before anybody has listened.",
    instead="Say what happens next and when you will report. Leave the comments open.",
    offended=("the people who were hurt",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("closing_words",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each phrase that declares the matter over."""
    draft = context.profile == "apology"
    for found in flaws(post, "closing_words", healed_by=() if draft else ("owning_up",), draft=draft):
        yield hit_at(RULE, post.text, found)
