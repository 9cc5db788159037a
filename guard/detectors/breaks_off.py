"""breaks-off: the text stops in the middle of a sentence.

What it looks for
    A post that ends with a word no sentence ends with (the, a, our, and, der, le, una ...), without a full stop, picture or
    link after it.

Why
    Half a sentence looks careless at best. Where it was the price, the date or the prize that is missing, people write to ask.

Flags
    Quiz night on Thursday, teams of six, and the prize this week is a
    Unser Laden schließt am Freitag früher wegen der

Passes
    Who are you dancing with?
    The one you have been waiting for. The.
    Best bakery in the world, says my nan.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M506",
    slug="breaks-off",
    category="unfinished_draft",
    severity="review",
    summary="The text stops in the middle of a sentence.",
    why="Half a sentence looks careless, and what people needed to know may be the missing half.",
    instead="Finish the sentence, or check that the whole text was pasted.",
    confidence=0.8,
)
WAKES_ON = ("open_ends",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield a hit on the last word when nothing follows it and a sentence cannot end there."""
    text = post.text
    if len(text.words) < 6 or text.tags[-1:] and text.tags[-1].end >= text.ends[-1]:
        return
    for match in text.matches("open_ends"):
        if match.last == len(text.words) - 1 and not text.raw[match.end :].strip() and not (text.links and text.links[-1][0] > match.start):
            yield hit(RULE, text, match.start, match.end)
