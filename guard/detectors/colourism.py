"""colourism: dark skin or textured hair is a fault to be fixed.

What it looks for
    "Shades lighter", "dark skin won't get you that promotion", fairness creams, "slim and fair" brides, "bad
    hair", taming the wild.

Why
    It repeats an old order in which lighter meant better. People were denied jobs and marriages by it.

Flags
    Three shades lighter in four weeks!
    Dusky before, lovely after
    Good hair days start with taming that wild afro
    Cabelo ruim tem solução

Passes
    50 shades of foundation, none of them called fair.
    Our stylists have trained in afro and coily hair, same prices for everyone.
    A lighter shade of blue: the new spring paint.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import meant
from guard.detectors.kit import Rule

RULE = Rule(
    code="M343",
    slug="colourism",
    category="body_shaming",
    severity="review",
    summary="This treats dark skin or textured hair as a fault.",
    why="People read that they are worth less the way they are.",
    instead="Speak of care, colour match and health, never of lighter or tamer.",
    offended=("people with dark skin", "people with textured hair"),
    confidence=0.85,
    contextual=True,
)
WAKES_ON = ("colourism",)

detect = meant(RULE, "colourism")
