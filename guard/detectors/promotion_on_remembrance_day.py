"""promotion-on-remembrance-day: a day of remembrance is used to sell, or is made a pun on a product.

What it looks for
    The words or hashtags of a remembrance day (lest we forget, Armistice, Anzac, Holocaust Memorial Day, never again, two minutes'
    silence, our fallen) in the same post as a discount, a price or goods. Works without a date. Quiet notices of the right
    institution and opening hours pass.

Why
    These days belong to the dead and to those who lost them. A sale beside them reads as contempt, whatever was meant.

Flags
    Never forget... that happy hour runs from 5 to 7 🍸 #WeRemember
    Lest we forget: 20% off all overcoats until Sunday
    Happy Memorial Day! Celebrate those who gave all with 25% off all drills

Passes
    On Remembrance Sunday we open at noon, so that everyone can be at the cenotaph.
    We will remember them. The shop is closed.
    Never forget your keys again: our tracker, £19.

Precedents
    KFC Germany 2022: a promotion that a calendar sent by itself celebrated the anniversary of a pogrom.

Limits
    A sale that does not name the day is judged by its date, see remembrance-day-clash.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, Text, View
from guard.model import Precedent, Severity

RULE = Rule(
    code="M120",
    slug="promotion-on-remembrance-day",
    category="bad_timing",
    severity="review",
    summary="This sells something on, or with, a day of remembrance.",
    why="The day belongs to the dead and to those who lost them. A sale beside it reads as contempt, whatever was meant.",
    instead="Say what the day is for, without a product, or say nothing. Move the offer to another day.",
    offended=("veterans, survivors and the families of the dead",),
    precedent=Precedent(
        "KFC Germany",
        2022,
        "a promotion that a calendar sent by itself celebrated the anniversary of a pogrom; an apology followed within the hour",
    ),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("remembrance",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit from the day's words to the commercial cue."""
    text = post.text
    solemn = moods.tagged(text, "remembrance", "solemn")
    severity = _at_a_solemn_day(text) if solemn else _at_a_holiday(text)
    if severity:
        day = (solemn or text.matches("remembrance"))[0]
        yield moods.hit_both(RULE, text, day, moods.offers(text) or moods.sells(text), severity=severity)


def _at_a_solemn_day(text: Text) -> Severity | None:
    if moods.offers(text):
        return None if moods.helps(text) and not moods.laughs(text) else "block"
    return "review" if moods.sells(text) and not moods.told(text) and not moods.sober(text) else None


def _at_a_holiday(text: Text) -> Severity | None:
    """A reduction on a day off is custom; beside the dead, or with a cheerful wish, it is not."""
    if not text.has("remembrance") or not moods.offers(text):
        return None
    return "review" if text.has("sacrifice") or _is_happy(text) else None


def _is_happy(text: Text) -> bool:
    return text.search("happy memorial|veterans|anzac|remembrance|martin|mlk day|sunday|luther") is not None
