"""near-obscenity: one wrong letter makes this obscene.

What it looks for
    Typing errors that no spelling checker sees, because the wrong word is a word: a missing l in "public", a missing tilde in "año".

Why
    It is the part of the post that everybody shares.

Flags
    The pubic library opens at nine.
    ¡Feliz ano nuevo a todos!

Passes
    The public library opens at nine.
    ¡Feliz año nuevo a todos!
"""

from guard.detectors.kit import Rule, hits_on
from guard.model import Precedent

RULE = Rule(
    code="M604",
    slug="near-obscenity",
    category="ambiguous_hashtag",
    severity="block",
    summary="One wrong letter makes this obscene.",
    why="It will be the part of the post that everybody shares.",
    instead="Correct the word, and read the post aloud once before it goes out.",
    precedent=Precedent(
        "Sephora Australia",
        2014,
        "one missing letter made an obscenity of the post; it was corrected without a comment",
    ),
    confidence=0.92,
)
WAKES_ON = ("near_obscenity",)

detect = hits_on(RULE, "near_obscenity")
