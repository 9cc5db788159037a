"""minimising: what happened is made smaller than it was.

What it looks for
    "Only a few people", "hardly the end of the world", "it was just a joke", "storm in a teacup", "a small hiccup",
    "as most guests understood", in a post that apologises or answers a complaint.

Why
    The people who were hurt measure it themselves. Being told that it was nothing hurts again.

Flags
    It was only one night without heating, hardly the end of the world. Sorry!  {in_reply_to: My baby and I froze in your flat}
    We are sorry about the sign. It was banter, keep some perspective.

Passes
    Sorry, a small change: the choir sings at six, not at seven.
    This is no storm in a teacup to the forty families. We were wrong and we are sorry.

Limits
    A number can be honest ("41 of 900 guests fell ill"); it is the "only" that counts.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.apology import flaws

RULE = Rule(
    code="M805",
    slug="minimising",
    category="non_apology",
    severity="review",
    summary="This makes the harm smaller than people felt it.",
    why="People who were hurt are told that it was nothing, or that they have no sense of humour.",
    instead='Take out "only", "small", "just a joke". Name the harm as the people describe it.',
    offended=("the people who were hurt",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("playing_down", "apology_words")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each phrase that makes the harm small, unless the writer owns it."""
    for found in flaws(post, "playing_down", healed_by=("owning_up",), draft=context.profile == "apology"):
        yield hit_at(RULE, post.text, found)
