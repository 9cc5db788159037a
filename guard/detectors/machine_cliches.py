"""machine-cliches: the copy reads as if nobody had written it.

What it looks for
    Several stock phrases of generated copy in one post ("in today's fast-paced world", "a testament to", "elevate your"),
    or one of the worst as the opening of a longer post; rows of "X isn't a Y. It's a Z."

Why
    Readers recognise the mixture and stop believing that a person stands behind the account.

Flags
    In today's fast-paced world, our candle is a testament to slow living. Elevate your evenings.
    Leadership isn't a title. It's a garden. Growth isn't a race. It's a walk.
    Nestled in the heart of the old town, this hidden gem boasts a myriad of teas. Embark on a journey of taste.

Passes
    Our cellar is a hidden gem, come and see it on Sunday.
    In today's fast-paced world, we make a clock with one hand.
    The old mill isn't a ruin. It's open again from Saturday.
    Peace of mind for your bike: locks are back in stock.

Limits
    Many people write such phrases without any machine: read the post and decide.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Match, Rule, View, hit
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
    weights = {m.row.pattern.source: _weight(m) for m in matches if not _inside(m, matches)}
    turned = 0 in weights.values() and len(_contrasts().findall(text.raw)) > 1
    if sum(weights.values()) >= ENOUGH or turned or (len(text.words) >= LONG_ENOUGH and any(map(_opens, matches))):
        yield hit(RULE, text, min(m.start for m in matches), max(m.end for m in matches))


LONG_ENOUGH = 18
"""Words from which on the worst opening is enough: in a shorter post it may be there to be turned round."""


def _opens(match: Match) -> bool:
    return match.first == 0 and "opening" in match.row.tags


def _inside(match: Match, others: list[Match]) -> bool:
    """Say whether a phrase is only a part of a longer one."""
    size = match.last - match.first
    return any(o.first <= match.first and match.last <= o.last and size < o.last - o.first for o in others)


def _weight(match: Match) -> int:
    if "contrast" in match.row.tags:
        return 0
    return GRAVE if "grave" in match.row.tags else 1


@cache
def _contrasts() -> re.Pattern[str]:
    """What something is not, and then what it is: "Success isn't a destination. It's a dance."."""
    return re.compile(
        r"\b(?:isn['’]t|is not|aren['’]t|are not) (?:just )?(?:about )?(?:an? |the )?[\w-]{3,20}(?: [\w-]{2,20})?[.,;:—–-] {0,2}(?:[Ii]t['’]s|[Ii]t is|[Tt]hey['’]re|[Tt]hey are) "
        r"|\b[Ww]e don['’]t just? ?(?:sell|make|build|offer|deliver) [\w -]{3,30}[.,;:—–] {0,2}[Ww]e (?:sell|make|build|offer|deliver|create|craft|open|weave)\b"
        r"|\bnous ne (?:vendons|fabriquons|faisons|posons) pas [\w' ’-]{3,30} ?[.,;:—–] ?[Nn]ous \w{4,14}\b|\b[Ww]ir (?:verkaufen|bauen|liefern|machen) keine? [\w -]{3,30}[.,;:—–] ?[Ww]ir \w{4,14}\b"
        r"|\b[Nn]o (?:vendemos|fabricamos|hacemos) [\w ]{3,30}[.,;:—–] ?\w{4,14}mos\b|\b[Nn]ão (?:vendemos|fabricamos|fazemos) [\w ]{3,30}[.,;:—–] ?\w{4,14}mos\b"
        r"|\b[Nn]on (?:vendiamo|facciamo|produciamo) [\w ]{3,30}[.,;:—–] ?\w{4,14}amo\b|\b[Ww]e (?:verkopen|maken|bouwen) geen [\w ]{3,30}[.,;:—–] ?[Ww]e \w{4,14}\b"
    )
