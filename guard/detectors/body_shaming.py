"""body-shaming: bodies, weight or faces are shamed, to sell or for a laugh.

What it looks for
    Muffin tops and bingo wings, "beach body", "get your figure back", size jokes, "don't be the fat one in
    the photo", faces and hair as something to be ashamed of. Food, sport and medicine that use the same words
    pass.

Why
    People spend years learning not to hate what they see. They will not thank you, and some are ill from it.

Flags
    Muffin top? Love handles? Our bootcamp starts on Monday
    Don't be the fat one in the photos again!
    Sizes 4 to 10 only, some things aren't for everyone
    Con quelle cosce al massimo la tenda da circo

Passes
    Muffin tops, sold on their own on Saturdays, because that is the best bit.
    How to get a beach body: have a body, go to the beach.
    Sizes 8 to 34, one price for all of them.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import meant
from guard.detectors.kit import Rule

RULE = Rule(
    code="M341",
    slug="body-shaming",
    category="body_shaming",
    severity="review",
    summary="This shames people for their bodies.",
    why="Readers who recognise themselves feel smaller, and some of them fall ill over it.",
    instead="Say what the product does and how it feels. No before and after of people.",
    offended=("people who struggle with their bodies", "people with eating disorders"),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("body_shaming",)

detect = meant(RULE, "body_shaming")
