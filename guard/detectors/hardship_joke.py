"""hardship-joke: a price rise, an outage, a strike, a waiting list or poverty is joked about.

What it looks for
    What makes life hard for customers, tenants or staff in the same post as a laugh, a taunt or "look on the bright side".

Why
    For the brand it is a caption; for somebody it is a cold flat, a missed interview, a bill that cannot be paid.

Flags
    Rents up 14%? Look on the bright side, sharing a room saves on heating 😂
    Can't afford the fare? Sure you have legs 😂
    Colleagues on strike today. No queue at the self-checkout 😎

Passes
    Fares go up 20 cents from Sunday. If that is too much, here is the discount card.
    Some depots are on strike today. Colleagues have a right to strike, please be kind.
    We're striking on Friday! Half-price lanes at the bowling alley 😂

Limits
    Dry irony without any of these signs passes.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, Text, View

RULE = Rule(
    code="M142",
    slug="hardship-joke",
    category="tone_deaf",
    severity="review",
    summary="This jokes about what makes life hard for your customers or staff.",
    why="For you it is a caption; for somebody it is a cold flat, a missed interview or a bill that cannot be paid.",
    instead="Say what happened, that you are sorry, and what people can do now. Leave the joke out.",
    offended=("the people who are hit by it",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("hardship",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit from the hardship to the joke."""
    text = post.text
    hard = moods.tagged(text, "hardship", "price", "outage", "strike", "poor", "wait")
    winks = moods.smirks(text) and moods.is_depended_on(post.about) and not moods.tagged(text, "sober", "care")
    if hard and not text.has("story") and (winks or _jokes(text)):
        jokes = moods.tagged(text, "joy", "laugh") or moods.tagged(text, "gloating", "mock", "gain") or hard
        yield moods.hit_both(RULE, text, hard[0], jokes[0])


def _jokes(text: Text) -> bool:
    if (
        moods.tagged(text, "sober", "care")
        and not moods.holds_word(text, "laugh_words")
        and not moods.holds_word(text, "laugh_signs")
    ):
        return False
    return moods.laughs(text) or bool(moods.tagged(text, "gloating", "mock", "gain"))
