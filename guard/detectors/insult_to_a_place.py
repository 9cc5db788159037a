"""insult-to-a-place: a whole town, or everybody around, is called unable, stupid or dirty.

What it looks for
    "No one here knows how to drive", "what a dump", "everybody in this town is lazy", "cannot wait to leave this place", about the people of a place.

Why
    Thousands of people feel attacked, and many of them are your customers, neighbours and colleagues.

Flags
    I find it ironic that this is called the motor city and yet no one here knows how to drive.
    What a dump of a town, can't wait to leave this place.
    Everyone around here is thick.

Passes
    I find it fitting that this is called the motor city: everyone here knows how to build a car.
    Nobody here knows how to cook a bad pie.
    No one knows how to drive on ice without lessons. Ours are free.

Limits
    Teasing between neighbours looks the same: a person decides.
"""

from collections.abc import Iterator

from guard.detectors._answering import is_meant
from guard.detectors._standing import stands
from guard.detectors.kit import Context, Hit, Rule, Text, View, hit_at
from guard.model import Precedent

RULE = Rule(
    code="M545",
    slug="insult-to-a-place",
    category="customer_insult",
    severity="review",
    summary="This insults the people of a whole place.",
    why="Thousands of people feel attacked, and many of them are your customers, neighbours and colleagues.",
    instead="Leave the people out, or say what you like about the place.",
    offended=("the people of the place",),
    precedent=Precedent(
        "Chrysler",
        2011,
        "an employee of its agency cursed the drivers of its home city from the brand's account instead of a private one",
    ),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("place_insult",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield each insult to a place; one that also swears is beyond doubt."""
    for text in post.judged:
        for match in text.matches("place_insult"):
            if stands(post, text, match) and is_meant(text, match):
                yield hit_at(RULE, text, match, severity="block" if _swears(text) else "review")


def _swears(text: Text) -> bool:
    return text.has("profanity")
