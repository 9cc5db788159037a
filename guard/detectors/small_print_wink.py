"""small-print-wink: the small print takes the claim back with a wink.

What it looks for
    A claim and, in brackets or behind an asterisk, words that undo it: "(photo from 2009)", "(n = 8, our own
    staff)", "(the after picture is his brother)", "*by how you'll feel".

Why
    The joke shows that you knew. Courts and readers take the claim at its word and the bracket as the confession.

Flags
    Clinically proven* to erase ten years. *by how you’ll feel
    Snow guaranteed all season! (Photo from 2009. Guarantee refers to the machine.)

Passes
    Sale on Saturday (only in Leeds).
    *Terms: one per person, until Sunday.

Limits
    A long honest footnote passes; it looks for the wink.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.mention import is_quoted

CLAIMS = (
    *("cure_claim", "body_promise", "harmless_claim", "money_promise", "sure_outcome", "green_claim"),
    *("false_scarcity", "borrowed_authority", "absolute_claim", "checkable_claim"),
)
"""What a wink can take back."""

RULE = Rule(
    code="M713",
    slug="small-print-wink",
    category="misleading_claim",
    severity="review",
    summary="The small print takes this claim back.",
    why="People feel laughed at, and the bracket proves that you knew.",
    instead="Drop the claim, or make the true part the headline.",
    offended=("people who believe it", "regulators of advertising"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("taken_back",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit from the claim to the words that take it back."""
    text = post.text
    winks = [m for m in text.matches("taken_back") if _stands_apart(text.raw, m.start)]
    claims = [m for m in text.matches(*CLAIMS) if not is_quoted(text, m.start, m.end)]
    if winks and claims:
        around = [claims[0], winks[0]]
        yield hit(RULE, text, min(m.start for m in around), max(m.end for m in around))


def _stands_apart(raw: str, start: int) -> bool:
    """Say whether the words stand in brackets or behind an asterisk, as small print does."""
    before = raw[:start]
    return before.count("(") > before.count(")") or "*" in before
