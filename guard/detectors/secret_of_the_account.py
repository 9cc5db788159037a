"""secret-of-the-account: the post touches what the account's own description calls not public.

What it looks for
    The description says "not announced", "under embargo until", "staff do not know yet", "asked for discretion", "the internal name of ...";
    the post (or the question that it answers) shares a name or telling word with it, or speaks of results, deals, launches, people.

Why
    Whoever wrote the description knew why: the matter must not be told yet, or not by this account.

Flags
    Marmalade ships on Tuesday. Sleep well!  {account_description: Console maker, 'Marmalade' is the internal name of the unannounced handheld}
    We have looked after Farah for months and today she signed.  {account_description: Recruiter, Farah has not yet handed in her notice}

Passes
    Closed on Sunday for stocktaking. Tea on Monday.  {account_description: Tea shop, the move to Hill Street is not announced}
    Farah joins us today! Both firms told the press at nine.  {account_description: Recruiter}

Options
    Write what must not be told yet into the account's `description`, or better into `brand.embargoes`.

Limits
    It compares words, not meaning.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, whole

RULE = Rule(
    code="M455",
    slug="secret-of-the-account",
    category="confidential_leak",
    severity="review",
    summary="This touches something that your account's description calls not public.",
    why="The description says that it must not be told yet.",
    instead="Ask the owner of the matter whether it is out. If it is, change the description.",
    offended=("people who were to hear it first",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("shape:described",)
_COMMON = frozenset(
    "the and for with that this from have has not yet been are was were its their they them our your his her who whose which until before after "
    "when where account page official company firm group maker listed own town city local brand team staff people public about into than then "
    "executive chief head lead product office small large private months weeks days".split()
)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit when the description tells of a secret and the post shares a telling word with it."""
    if _hints(context.account.description) and post.about.has("about_secret") and not _announced(post.text):
        said = [post.text, post.parent] if post.parent else [post.text]
        if _shared(post.about, said) or post.text.has(
            "figures", "business_secret", "get_well", "not_yet_public", "coy_hint", "keep_it_quiet"
        ):
            yield whole(RULE, post.text)


@lru_cache(16)
def _hints(description: str) -> bool:
    """A quick look, so that ordinary descriptions cost nothing."""
    return bool(_quick().search(description))


def _announced(text: Text) -> bool:
    return any(text.search(said) for said in ("as announced", "officially", "embargo has? lifted", "public since|from"))


@cache
def _quick() -> re.Pattern[str]:
    return re.compile(
        r"n't|\bnot\b|embargo|unannounced|undisclosed|unreleased|unsigned|secret|confidential|discretion|internal|closed period|quiet period|tomorrow|noch nicht|pas encore|aún no|todavía|ainda não|non ancora|nog niet",
        re.IGNORECASE,
    )


def _shared(about: Text, said: list[Text]) -> bool:
    telling = {word for word in about.words if len(word) > 3 and word not in _COMMON}
    return any(telling.intersection(text.words) for text in said)
