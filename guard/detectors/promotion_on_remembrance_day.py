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
    KFC Germany 2022: an automated promotion told people to celebrate the pogrom night of 1938.

Limits
    A sale that does not name the day is judged by its date, see remembrance-day-clash.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View
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
        "an automated message told people to celebrate the pogrom night of 1938 with chicken; it apologised within an hour",
    ),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("remembrance",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit from the day's words to the commercial cue."""
    text = post.text
    for match in text.matches("remembrance"):
        severity = _severity(text, match)
        if severity:
            yield moods.hit_both(RULE, text, match, moods.offers(text) or moods.sells(text), severity=severity)
            return


def _severity(text: Text, match: Match) -> Severity | None:
    if "charity" in match.row.tags:
        return None
    if moods.offers(text):
        return _for_an_offer(text, match)
    if "solemn" in match.row.tags and moods.sells(text) and not moods.told(text) and not moods.sober(text):
        return "review"
    return None


def _for_an_offer(text: Text, match: Match) -> Severity | None:
    if "holiday" in match.row.tags:
        return "review" if text.has("sacrifice") or _is_happy(text) else None
    return None if moods.helps(text) and not moods.laughs(text) else "block"


def _is_happy(text: Text) -> bool:
    return text.search("happy memorial|veterans|anzac|remembrance|martin|mlk day|sunday|luther") is not None
