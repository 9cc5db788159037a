"""manhood: men and boys are told how to be.

What it looks for
    "Real men don't", "man up", "boys don't cry", "grow a pair", handbags for men who fear rain, "not for
    sissies".

Why
    It hurts the men who do not fit, and it says that everything else is female and therefore weak. For a boy
    in trouble it is the reason not to call.

Flags
    Man up! Ice baths, every morning at six
    Real men don't eat salad, they eat our ribs
    If your lads are scared of a bit of rain, we hire out handbags too
    Boys don't cry, they crunch

Passes
    Boys do cry, sometimes at three in the morning, to a stranger called Ken on our line.
    Real men moisturise. Real men also cry at films, the whole office did.
    Callers hear "man up" before they reach us. We just listen.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import meant
from guard.detectors.kit import Rule

RULE = Rule(
    code="M336",
    slug="manhood",
    category="sexism",
    severity="review",
    summary="This tells men and boys how they must be.",
    why="Men who do not fit read it as mockery, and women as a sign of what you think is weak.",
    instead="Say what the product is good for and leave manhood out of it.",
    offended=("men and boys", "gay men", "women"),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("manhood",)

detect = meant(RULE, "manhood")
