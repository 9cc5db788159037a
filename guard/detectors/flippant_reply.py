"""flippant-reply: a customer in trouble is answered with a joke, an emoji or a sales line.

What it looks for
    An answered post that tells of an outage, money that was taken, a lost parcel, a long wait or a price that hurts, and an answer
    that laughs, teases or sells instead of helping.

Why
    The customer asked for help. Everyone who waits as well reads the joke.

Flags
    lol  {in_reply_to: You have taken £480 out of my account by mistake, I have no food in}
    Have you tried turning it off and on again? 😂  {in_reply_to: Four days without internet and you keep closing my ticket}

Passes
    Sorry about that. Send us your postcode in a message and we look at it now.  {in_reply_to: Four days without internet and you keep closing my ticket}
    Ha, that made our day 😂  {in_reply_to: My dog has learned to open your parcels}

Limits
    Irony without a sign of laughter is not seen.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, View, whole

RULE = Rule(
    code="M146",
    slug="flippant-reply",
    category="tone_deaf",
    severity="review",
    summary="This answers a customer in trouble with a joke or a sales line.",
    why="The customer asked for help. Everyone who waits as well reads the joke.",
    instead="Say that you are sorry, take one step to help, and name a person or a channel.",
    offended=("the customer who is answered", "others with the same problem"),
    confidence=0.75,
)
WAKES_ON = ("shape:reply",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit on the whole answer."""
    parent = post.parent
    if parent is None or not moods.is_in_need(parent):
        return
    text = post.text
    flippant = moods.smirks(text) or moods.celebrates(text) or moods.offers(text) is not None or text.has("gloating")
    if flippant and not moods.faces_up(text):
        yield whole(RULE, text)
