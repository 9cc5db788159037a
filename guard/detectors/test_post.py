"""test-post: this was a trial, not a post.

What it looks for
    "test test 123", "please ignore", and keys hit at random as the whole post, in one word or a few.

Why
    Followers get a notification for nothing, and ask aloud who is at the wheel.

Flags
    test test 123 pls ignore
    asdfghjkl
    qwfoeh sdfkj
    This is a test post, please ignore.

Passes
    Test your smoke alarm today.
    psst, hmm, brrr
    We test every loaf. Please ignore the flour on our noses.
    This is a test of the siren system: on Saturday at noon you will hear it for one minute.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, whole

RULE = Rule(
    code="M505",
    slug="test-post",
    category="unfinished_draft",
    severity="block",
    summary="This looks like a trial, not like a post.",
    why="Followers are called to the screen for nothing, and ask who is at the wheel.",
    instead="Try things out on a private account or in the preview.",
    confidence=0.93,
)
WAKES_ON = ("trial_words", "shape:short")
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertz", "azerty", "poiuytrewq", "lkjhgfdsa")
LEAST = 5
LONGEST = 12


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield a hit on the whole post when it is nothing but a trial."""
    text = post.text
    trial = text.has("trial_words") and len(text.words) <= LONGEST and _trial().search(text.folded.text)
    if trial or (len(text.words) == 1 and _random_keys(text.words[0])) or _hammered(text):
        yield whole(RULE, text)


def _random_keys(word: str) -> bool:
    """Say whether a word runs along a row of the keyboard, or repeats the same few keys."""
    if len(word) < LEAST or not word.isalpha():
        return False
    return any(word in row for row in ROWS) or (len(word) >= 2 * LEAST and len(set(word)) <= 4 and "haha" not in word)


MOST_KEYS = 4
_VOWELS = frozenset("aeiouywáéíóúàèìòùâêîôûäöüãõ")


def _hammered(text: Text) -> bool:
    """Say whether a few small words hold one that no language has, from keys side by side: ``wefuihwe sdfk``."""
    words = text.words
    if not 1 < len(words) <= MOST_KEYS or text.tags or text.links or not all(map(str.isalpha, words)):
        return False
    return text.raw.islower() and any(_row_without_vowels(word) for word in words)


def _row_without_vowels(word: str) -> bool:
    if len(word) < LEAST - 1 or not _VOWELS.isdisjoint(word) or len(set(word)) < LEAST - 1:
        return False
    return any(word[place : place + 3] in row for place in range(len(word) - 2) for row in ROWS)


@cache
def _trial() -> re.Pattern[str]:
    return re.compile(
        r"\btest(?:ing)?[ ,.!-]{1,3}(?:test(?:ing)?\b|1[ ,]?2[ ,]?3)|^\W*(?:just )?(?:a |this is a |das ist ein |ceci est un |esto es una |questo è un |isto é um |dit is een )?(?:test|prueba|teste)(?:[ -]?(?:post|tweet|beitrag))?\W*$"
        r"|\btest(?:post|tweet|ing)?(?: (?:post|tweet|only|message|alert|upload|run)){0,2}[ .,!:()–-]{1,4}(?:pls|please|bitte) ?ignor"
    )
