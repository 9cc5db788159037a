"""hormone-joke: periods, hormones or the menopause are the joke.

What it looks for
    "PMS sale", "that week when she is not speaking", moods blamed on hormones, "monthly drama".

Why
    It tells women that what they say does not count because of a date in the calendar.

Flags
    PMS flash sale: 30% off before she bites
    Hormone smoothie for that week when she's not speaking to anyone
    Endometriosis? Monthly drama isn't a disability

Passes
    Period products are free in every staff toilet from Monday.
    The menopause clinic opens on Tuesdays, no referral needed.
    We asked 1,000 people what they wish their boss knew about periods.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule

RULE = Rule(
    code="M335",
    slug="hormone-joke",
    category="sexism",
    severity="review",
    summary="This makes a joke of periods or hormones.",
    why="Women hear that they are not taken seriously because of their bodies.",
    instead="Leave the joke out, or speak of it as a matter of health.",
    offended=("women", "everyone who has periods"),
    confidence=0.85,
    contextual=True,
)
WAKES_ON = ("hormone_joke",)

detect = said(RULE, "hormone_joke")
