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
WAKES_ON = ("shape:unended",)
LEAST_WORDS = 6

_OPEN = frozenset(
    "the an and our your their because every whose und der den dem ein eine einen einem einer weil dass unser unsere vom zum zur "
    "le les des une et notre nos votre vos du aux parce los las una y nuestro nuestra del porque il gli uno della delle degli nostro nostra "
    "uma nosso nossa dos das pelo pela het een onze omdat".split()
)
"""Words that no sentence ends with."""
_OPEN_PAIRS = frozenset(
    "is a|with a|for a|of a|in a|on a|at a|to a|as a|get a|win a|one of|of the|us in|us on|us at|us from|joining us|the top|the most|the first|the best|delighted to|pleased to|"
    "proud to|excited to|happy to|able to|thanks to|such as|as well|more than|less than|according to|due to|based on|available in|available from|open from|runs from|starting from|"
    "ist ein|sind die|bis zum|in der|auf der|mit dem|für die|dans le|pour la|sur le|avec les|en el|para la|con el|por el|nel corso|per il|con la|in de|van de|op de|voor de|no dia|para o".split(
        "|"
    )
)
"""Two last words after which something must follow."""


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield a hit on the last word when nothing follows it and a sentence cannot end there."""
    text = post.text
    if (
        len(text.words) < LEAST_WORDS
        or not text.raw[-1:].islower()
        or text.raw[text.ends[-1] :]
        or (text.tags and text.tags[-1].end >= text.ends[-1])
    ):
        return
    before, last = text.words[-2:]
    if last in _OPEN or f"{before} {last}" in _OPEN_PAIRS or _range(text.words):
        yield hit(RULE, text, text.starts[-1], text.ends[-1])


def _range(words: list[str]) -> bool:
    """Say whether a span of time has no end: ``from 3 May to``."""
    return (words[-1] in {"to", "until", "till", "bis", "à", "al", "a", "tot"} and "from" in words[-5:-2]) or (
        words[-1] == "bis" and "von" in words[-5:-2]
    )
