"""passive-no-owner: something went wrong, and nobody did it.

What it looks for
    "Mistakes were made", "concerns have been raised", "it is regretted that", "opportunities were missed": a post
    that answers for something without an "I" or "we" that did it. It passes as soon as the writer takes the blame.

Why
    An apology without a doer is a weather report. People ask who decided, and why nobody says so.

Flags
    Mistakes were made with the invitations and feelings were hurt. Lessons have been learned.
    It is acknowledged that the lift was out of order.  {in_reply_to: My mother was carried down four floors. No answer from you for days.}

Passes
    We made a mistake with the invitations: we left out the whole night shift. I am sorry.
    Mistakes were made in this kitchen 😂 the cake is lopsided and still delicious.

Limits
    Short service notices ("a fault occurred at the substation") pass unless the post or its account shows that it
    answers for something.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.apology import flaws

RULE = Rule(
    code="M802",
    slug="passive-no-owner",
    category="non_apology",
    severity="review",
    summary="This says that something went wrong, but not who did it.",
    why="People who were hurt read that nobody is responsible, so that nothing will change.",
    instead='Begin with "We" or "I" and a verb: "We sent your letters to the wrong houses."',
    offended=("the people who were hurt",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("passive_fault",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each passive phrase in a post where nobody takes the blame."""
    for found in flaws(post, "passive_fault", healed_by=("owning_up",), draft=context.profile == "apology"):
        yield hit_at(RULE, post.text, found)
