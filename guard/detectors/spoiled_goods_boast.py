"""spoiled-goods-boast: somebody brags about spoiling what customers get.

What it looks for
    Spit, snot, the floor, rotten goods or changed labels in one post with a customer who is served without knowing, or with
    laughter about food. Hygiene training, complaints taken seriously and jokes about one's own lunch pass.

Why
    It does not matter whether it was a joke: everybody who ever ate there feels sick, and inspectors come. The film stays
    when the post is gone.

Flags
    Sneezed on table four's soup and it still went out, nobody noticed 😂
    Dropped the burger on the floor, five second rule, they'll never know

Passes
    Sneezed? Wash your hands before you touch the dough. Our kitchen rules, on the wall since 1998.
    I dropped my own sandwich on the floor this morning and the dog was faster.

Precedents
    Domino's 2009: two employees filmed themselves spoiling food; the film spread before the company answered.

Limits
    It reads words, not the picture.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.model import Precedent
from guard.text.mention import is_quoted

RULE = Rule(
    code="M741",
    slug="spoiled-goods-boast",
    category="deception",
    severity="block",
    summary="This brags about spoiling what customers get.",
    why="Everybody who ever bought from you feels sick, and it does not matter whether it was a joke.",
    instead="Do not post it. Tell whoever leads the shop today: the goods, the people and the film must be dealt with.",
    offended=("customers", "colleagues who work cleanly"),
    precedent=Precedent(
        "Domino's",
        2009,
        "employees filmed themselves spoiling food; the video spread before the company answered, and they were charged",
    ),
    confidence=0.9,
)
WAKES_ON = ("contamination",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit from what was done to the goods to the customer who gets them."""
    for text in post.judged:
        deeds = [m for m in text.matches("contamination") if not is_quoted(text, m.start, m.end)]
        if not deeds or _is_lesson(text):
            continue
        served = text.matches("served_unaware")
        if served:
            around = [*deeds, *served]
            yield hit(RULE, text, min(m.start for m in around), max(m.end for m in around))


def _is_lesson(text: Text) -> bool:
    """Say whether the post teaches, apologises or reports instead of bragging."""
    return any(text.search(pattern) for pattern in _LESSON)


_LESSON = (
    "sorry|apologise|apologize|apologies",
    "wash your|their hands",
    "we never|don't|do not|always",
    "not acceptable|okay|ok",
    "inspectors|inspection|inspector|investigation|investigating|dismissed",
    "never spit|lick|sneeze|serve|sell",
)
