"""duplicate-post: the account has posted this before.

What it looks for
    The same words, capitals and blanks aside, in the account's history file.

Why
    Followers see it twice, and most platforms hide or refuse repeated posts.

Flags
    FRESH rolls from six,  and the coffee is on.  {account: shop; config: {"accounts": {"shop": {"history": "tests/corpus/history.txt"}}}}

Passes
    Fresh rolls from seven, and the coffee is on.  {account: shop; config: {"accounts": {"shop": {"history": "tests/corpus/history.txt"}}}}

Options
    `history` of the account in guard.toml: a file of its past posts, in any input format.
"""

from collections.abc import Iterator
from functools import lru_cache

from guard.detectors.kit import Context, Hit, Rule, View, whole
from guard.text.fold import fold

RULE = Rule(
    code="M643",
    slug="duplicate-post",
    category="platform",
    severity="info",
    summary="This account has posted the same words before.",
    why="Followers see it twice, and most platforms hide or refuse repeated posts.",
    instead="Say it in new words, or say that it is a reminder.",
    confidence=0.6,
)
WAKES_ON = ("shape:history",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on the whole post when the history holds the same words."""
    if _plain(post.text.raw) in _past(context.history):
        yield whole(RULE, post.text)


def _plain(text: str) -> str:
    return " ".join(fold(text).text.split())


@lru_cache(8)
def _past(history: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_plain, history))
