"""machine-cliches: the copy reads as if nobody had written it.

What it looks for
    Several stock phrases of generated copy in one post ("in today's fast-paced world", "a testament to", "elevate your").

Why
    Readers recognise the mixture and stop believing that a person stands behind the account.

Flags
    In today's fast-paced world, our candle is a testament to slow living. Elevate your evenings.
    Nestled in the heart of the old town, this hidden gem boasts a myriad of teas. Embark on a journey of taste.

Passes
    Our cellar is a hidden gem, come and see it on Sunday.
    Peace of mind for your bike: locks are back in stock.

Limits
    Advice only, in English only: many people write such phrases without any machine.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M513",
    slug="machine-cliches",
    category="ai_boilerplate",
    severity="review",
    summary="Several stock phrases of generated copy stand here together.",
    why="Readers recognise the mixture and stop believing that a person stands behind the account.",
    instead="Say one concrete thing that only you can say: a name, a number, a place, a smell.",
    offended=("readers who expected a person",),
    confidence=0.55,
    contextual=True,
)
WAKES_ON = ("machine_cliches",)
ENOUGH = 3


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit over the phrases when there are at least three different ones."""
    text = post.text
    matches = text.matches("machine_cliches")
    if len({m.row.pattern.source for m in matches}) >= ENOUGH:
        yield hit(RULE, text, min(m.start for m in matches), max(m.end for m in matches))
