"""madness-words: everyday words for madness (advice only).

What it looks for
    "Crazy prices", "insane deals", "gone mental". It never stops a post; it offers another word.

Why
    Some readers hear the insult in it. Another word is always at hand.

Flags
    Crazy prices all weekend!
    Insane deals on boots
    Our prices have gone completely mad

Passes
    Crazy golf is open again, £6 a round.
    Mental health first aid course, two places left.
    Mad Hatter's tea on Sunday.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import meant
from guard.detectors.kit import Rule

RULE = Rule(
    code="M353",
    slug="madness-words",
    category="ableism",
    severity="info",
    summary="This uses a word for madness.",
    why="Some readers who live with a mental illness hear an insult in it.",
    instead="Use another word: huge, wild, unbelievable.",
    offended=("people who live with a mental illness",),
    confidence=0.3,
)
WAKES_ON = ("madness_words",)

detect = meant(RULE, "madness_words")
