"""sexual-emoji: aubergine, peach, drops and tongue in a combination that stands for sex.

What it looks for
    🍆 or 🍑 (and other fruit, vegetables and animals that people use so) right beside 💦 😩 👅 🥵 😏 😈. One of them alone passes.

Why
    The combination has one meaning for most readers, and screenshots need no translation.

Flags
    When the new aubergines arrive 🍆💦
    Chef's special tonight 🍑👅
    Hoses, 20 metres 🍆😏

Passes
    Roast aubergine with tahini 🍆 recipe below
    Peaches are in 🍑 £2 a punnet
    Belly-flop contest on Saturday 💦

Limits
    Emoji in pictures are not seen.
"""

from guard.detectors._prudence import innuendo_in
from guard.detectors.kit import Rule

RULE = Rule(
    code="M214",
    slug="sexual-emoji",
    category="sexual_innuendo",
    severity="review",
    summary="These emoji together stand for sex.",
    why="Most readers know only one meaning of this combination, and a screenshot of it needs no translation.",
    instead="Keep one emoji, or none.",
    offended=("parents", "customers who expect a plain account"),
    confidence=0.85,
    contextual=True,
)
WAKES_ON = ("sexual_emoji",)

detect = innuendo_in(RULE, "sexual_emoji")
