"""advice-to-the-poor: people who cannot pay are lectured, taunted or told to do without.

What it looks for
    "Can't afford it? Then ...", "skip the latte", "two jumpers and a blanket", "if you can't pay, move", "get a second
    job", said to those who pay more or earn little.

Why
    People who count every coin know how to save. From somebody who earns from their bills it sounds like mockery.

Flags
    Can't afford the rent? Skip the lattes and stop complaining.
    If you can't afford it, support someone smaller.
    Put on another jumper, your grandparents did it too.

Passes
    Can't afford the fare? Ask our staff for the hardship card, no proof needed.
    Skip the queue and order your latte in the app.

Precedents
    Chase 2019: a bank that had been bailed out shamed the poor; deleted within 20 minutes.

Limits
    Savings tips without any taunt pass.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.model import Precedent

RULE = Rule(
    code="M144",
    slug="advice-to-the-poor",
    category="tone_deaf",
    severity="review",
    summary="This lectures or taunts people who cannot pay.",
    why="People who count every coin know how to save. From somebody who earns from their bills it sounds like mockery.",
    instead="Offer help without a lecture: instalments, a hardship fund, a person to talk to.",
    offended=("people with little money",),
    precedent=Precedent(
        "Chase", 2019, "a bank that had been bailed out shamed the poor; it deleted the post within 20 minutes"
    ),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("lecturing",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit on the lecture."""
    text = post.text
    if moods.helps(text) or text.has("story"):
        return
    for match in text.matches("lecturing"):
        yield hit(RULE, text, match.start, match.end)
        return
