"""machine-cliches: the copy reads as if nobody had written it.

What it looks for
    Several stock phrases of generated copy in one post ("in today's fast-paced world", "a testament to", "elevate your"),
    or one of the worst as the opening.

Why
    Readers recognise the mixture and stop believing that a person stands behind the account.

Flags
    In today's fast-paced world, our candle is a testament to slow living. Elevate your evenings.
    Nestled in the heart of the old town, this hidden gem boasts a myriad of teas. Embark on a journey of taste.

Passes
    Our cellar is a hidden gem, come and see it on Sunday.
    Peace of mind for your bike: locks are back in stock.

Limits
    Many people write such phrases without any machine: read the post and decide.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.mention import is_quoted

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
GRAVE = 2


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit over the phrases when they weigh enough, or when the post opens with the worst of them."""
    text = post.text
    matches = [m for m in text.matches("machine_cliches") if not is_quoted(text, m.start, m.end)]
    weights = {m.row.pattern.source: GRAVE if "grave" in m.row.tags else 1 for m in matches}
    if sum(weights.values()) >= ENOUGH or any(m.first == 0 and "opening" in m.row.tags for m in matches):
        yield hit(RULE, text, min(m.start for m in matches), max(m.end for m in matches))
