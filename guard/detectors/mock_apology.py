"""mock-apology: sorry, said so that everybody hears it is not meant.

What it looks for
    "Sorry not sorry", "our bad, I guess", "sorry for being so successful", "sorry to the snowflakes", "anyway,
    sorry", where people complain, were hurt, or the account is in trouble. Playful product posts pass.

Why
    It tells the people who were hurt that they are the joke.

Flags
    Sorry not sorry, rules are rules.  {in_reply_to: You turned away my son in his wheelchair}
    Sorry to the snowflakes who complained about our window.

Passes
    Sorry not sorry: pumpkin spice is back.
    We have been eating your spare ketchup since March. We are not sorry.

Limits
    Irony between friends looks the same. It needs a complaint, criticism or an account in trouble to speak up.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.apology import evades, flaws, in_trouble
from guard.text.apology_weight import is_weighty

RULE = Rule(
    code="M818",
    slug="mock-apology",
    category="non_apology",
    severity="review",
    summary='This "sorry" makes fun of the people who complain.',
    why="People who were hurt read that you laugh at them.",
    instead="Apologise plainly or say plainly why you do not. Never both.",
    offended=("the people who were hurt",),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("mock_sorry",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each sarcastic "sorry", where somebody was really hurt or criticises."""
    draft = context.profile == "apology" and is_weighty(post.text)
    serious = draft or in_trouble(post) or post.text.has("heard_you") or evades(post.text)
    for found in flaws(post, "mock_sorry", draft=draft):
        if serious or "alone" in found.row.tags:
            yield hit_at(RULE, post.text, found)
