"""gain-from-suffering: the post is pleased about the business that a tragedy brings.

What it looks for
    A tragedy beside joy about its effect: "great news for our order book", "a record month since the airliner went down",
    "silver lining", "buy signal", "the best light we ever shot in".

Why
    Somebody's worst day is your best month, and you say so.

Flags
    Bridge is down and our ferries are full. Record month!
    The wildfires are still burning, but what a golden hour: the best light we ever shot in.

Passes
    Because the bridge is down we run four more sailings, at the old fares.
    Record month! Thank you to everyone who came to the new terminal.

Limits
    Results that mention an event as a cause, soberly, may be flagged when they also celebrate.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, View

RULE = Rule(
    code="M111",
    slug="gain-from-suffering",
    category="tragedy_exploitation",
    severity="review",
    summary="This is pleased about what a tragedy brings you.",
    why="Somebody's worst day is your best month, and you say so. Those concerned will not forget it.",
    instead="Say what you do for those concerned, or leave the event out.",
    offended=("the people who are suffering", "your own staff who live there"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("gloating",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit from the tragedy to the joy."""
    text = post.text
    gains = moods.tagged(text, "gloating", "gain")
    if not gains or (moods.sober(text) and not moods.laughs(text)):
        return
    event = moods.tragedy(text) or (None if moods.told(text) else moods.hint_of_tragedy(text))
    if event:
        yield moods.hit_both(RULE, text, event, gains[0])
