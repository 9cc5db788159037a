"""violence-joke: killing, weapons or injury as a joke or a selling point.

What it looks for
    Room for a body in the boot, neighbours as target practice, "licensed to kill", points for pedestrians, guillotine mugs, war
    that pays, harm to animals for fun. Idioms (killer deal, photo shoot), crime fiction, safety and news pass; for games, films
    and escape rooms a finding asks for a look instead of blocking.

Why
    Some readers have lost somebody to violence, and many fear it. The joke also travels without its context.

Flags
    A boot so big that it fits three bodies, or the mother-in-law
    New air rifle in stock. Great for target practice on cyclists
    Ten points for every pensioner
    Wars end, dividends don't

Passes
    A boot so big that it fits three bikes.
    Murder mystery dinner on Friday: eight suspects and a killer dessert.
    Photo shoot with our chef's new knives.
    Bath bombs are back.

Limits
    It needs a known turn; new jokes about old harm are not seen.
"""

from collections.abc import Iterator

from guard.detectors._perils import is_own
from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.model import Precedent

RULE = Rule(
    code="M223",
    slug="violence-joke",
    category="violence_or_threat",
    severity="block",
    summary="This makes a joke or a selling point of killing or injury.",
    why="Some readers have lost somebody to violence. The joke travels without its context, with your name on it.",
    instead="Take the violence out. A good product needs no victim.",
    offended=("people who have lived through violence", "families of victims"),
    precedent=Precedent(
        "US Strategic Command", 2018, "joked on New Year's Eve about dropping bombs; deleted it and apologised"
    ),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("violence_joke",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield a hit for each row that the post says itself; where violence is fiction it is only a question."""
    for text in post.judged:
        pretend = post.about.has("pretend_violence") or text.has("pretend_violence")
        for match in text.matches("violence_joke"):
            if is_own(text, match):
                yield hit_at(RULE, text, match, severity="review" if pretend else "block")
