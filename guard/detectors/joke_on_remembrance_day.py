"""joke-on-remembrance-day: a day of remembrance is met with jokes, a party or "happy".

What it looks for
    The words or hashtags of a solemn remembrance day in the same post as laughing or party emoji, a pun, a party, or wishes
    to be happy.

Why
    People stand in silence for somebody they lost. A grin beside it hurts them, and reads as not knowing what the day is.

Flags
    Two minutes' silence? In our shop? You have met my sister 😂
    Happy Holocaust Memorial Day from all of us! 🎉
    Dawn service! Our doors open at sunrise for ice cream. Lest we forget... the sprinkles 😜

Passes
    We will remember them. Our trains stop for two minutes at 11.
    Never forget a birthday again! 🎉 Our planner is here.
    Happy Anzac biscuit baking, Grandma's recipe is in the link.

Precedents
    SpaghettiOs 2013: a grinning cartoon pasta with a flag as a memorial.

Limits
    Days that are mourned by some and celebrated by others are only seen with the account's country.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View
from guard.model import Precedent, Severity

RULE = Rule(
    code="M121",
    slug="joke-on-remembrance-day",
    category="bad_timing",
    severity="review",
    summary="This jokes or parties beside words of remembrance.",
    why="People stand in silence for somebody they lost. A grin beside it hurts them.",
    instead="Keep the joke for another day. If you remember, do it in one quiet sentence without emoji.",
    offended=("veterans, survivors and the families of the dead",),
    precedent=Precedent(
        "SpaghettiOs",
        2013,
        "showed a grinning cartoon pasta with a flag as a memorial; deleted it after 13 hours and apologised",
    ),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("remembrance",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit on the day's words."""
    text = post.text
    solemn = moods.tagged(text, "remembrance", "solemn")
    severity = _severity(text, solemn) if solemn else None
    if severity:
        sure = [m for m in solemn if "sure" in m.row.tags]
        yield moods.hit_both(RULE, text, (sure or solemn)[0], None, severity=severity)


def _severity(text: Text, solemn: list[Match]) -> Severity | None:
    if text.search("happy .. remembrance|memorial|holocaust|anzac|armistice|pogrom|day"):
        return "block"
    if len(solemn) == 1 and "sure" not in solemn[0].row.tags:
        return None
    if moods.laughs(text) or text.has("gloating"):
        return "block"
    party = moods.celebrates(text) and not moods.tagged(text, "sober", "care") and not moods.told(text)
    return "review" if party else None
