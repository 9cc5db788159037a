"""age-shame: age, wrinkles or grey hair are a shame.

What it looks for
    "You look like your own mother", "the wrong side of forty", "let yourself go", old hands and necks as
    horror.

Why
    Everybody gets there. It tells your customers that they are past it.

Flags
    Grey? You look like your own mother
    On the wrong side of forty-five? Let us fix you in post
    Too old for a bikini? Then try our cover-up: nobody wants wrinkled knees

Passes
    A cream for dry skin at any age. Fragrance free.
    Grey and proud: our stylist shows how to grow it out.
    Silver hair workshop on Friday.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule

RULE = Rule(
    code="M344",
    slug="age-shame",
    category="body_shaming",
    severity="review",
    summary="This treats age as something to be ashamed of.",
    why="Older people, mostly women, read that they should hide.",
    instead="Say what it does for the skin or hair, at any age.",
    offended=("older people", "women"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("age_shame",)

detect = said(RULE, "age_shame")
