"""recovery-phrase: the post holds the words that open a wallet or an account.

What it looks for
    "Seed phrase", "the 12 words", "frase de recuperación" and the like, followed by a run of eleven or more plain words in lower case.

Why
    The words are the money. Whoever reads them first takes it, and nobody can take it back.

Flags
    Backup done! In case I forget, here are the 12 words: tide magnet oven cedar wine wheat barge bell silver snow cork ballad

Passes
    Never photograph your seed phrase. Write the 12 words on paper and lock them away.

Limits
    Phrases in capitals or with numbers between the words are not seen.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M406",
    slug="recovery-phrase",
    category="secret_credential",
    severity="block",
    summary="These words look like the recovery phrase of a wallet.",
    why="Whoever reads them first takes the money, and nobody can bring it back.",
    instead="Take them out, and move the money to a new wallet now: the phrase has been in a draft.",
    offended=("customers whose money it is",),
    confidence=0.85,
)
WAKES_ON = ("recovery_phrase",)
_SMALL = frozenset("the and you for are was our your with this that have from not all can will que con para por los las del une des les und der die das "
                   "het een van che per una sono não uma com".split())  # fmt: skip
MOST_SMALL_WORDS = 1


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for a long run of plain words after the name of such a phrase."""
    for text in post.judged:
        if text.has("recovery_phrase"):
            for found in _run().finditer(text.raw):
                words = found[0].replace(",", " ").split()
                if sum(word in _SMALL for word in words) <= MOST_SMALL_WORDS and len(set(words)) > 8:
                    yield hit(RULE, text, *found.span())


@cache
def _run() -> re.Pattern[str]:
    return re.compile(r"(?<![^\s:])(?:[^\W\d_A-Z]{3,9}(?:, ?| )){10,23}[^\W\d_A-Z]{3,9}(?![^\W_])")
