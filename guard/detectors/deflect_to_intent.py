"""deflect-to-intent: what was meant stands in place of what was done.

What it looks for
    "Never our intention", "no offence was intended", "anyone who knows us", "taken out of context",
    "misunderstood", "it was meant as a tribute", unless the post says in plain words that it was wrong.

Why
    People were hurt by the act. Talking about the intention asks them to judge your heart and not what happened to
    them.

Flags
    It was never our intention to offend anybody with the costume advert.
    We are sorry that the slogan was misunderstood.

Passes
    We meant the label as a tribute. That does not matter: it was wrong and it is off the bottles.
    A misunderstood vegetable: ten recipes for celeriac.

Limits
    One short sentence about intention after the fault is fine, and passes when the fault is owned.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.apology import flaws

RULE = Rule(
    code="M811",
    slug="deflect-to-intent",
    category="non_apology",
    severity="review",
    summary="This talks about what you meant and not about what you did.",
    why="The people who were hurt read that they got it wrong.",
    instead='Leave the intention out, or put it after "we were wrong" in half a sentence.',
    offended=("the people who were hurt",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("good_intent", "apology_words")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each appeal to what was meant, unless the writer owns what was done."""
    for found in flaws(post, "good_intent", healed_by=("owning_up",), draft=context.profile == "apology"):
        yield hit_at(RULE, post.text, found)
