r"""reads-together: where a line ends or a comma is missing, harmless words say something monstrous.

What it looks for
    A line that ends in people and a next one that begins with a way of cooking or a price ("the elderly / slow-cooked"), people
    in a line of prices in capitals (KIDS HALF PRICE / BUY ONE GET ONE FREE), and the missing comma of "let's eat kids".

Why
    Readers see the sentence before they see the layout, and take a picture of it.

Flags
    A new menu for\nthe elderly\nslow-cooked for twelve hours
    KIDS HALF PRICE\nBUY ONE GET ONE FREE
    Dinner is ready, let's eat kids!

Passes
    A new menu for the elderly: slow-cooked, soft, and served with mash.
    KIDS GO FREE\nAdults £4
    Dinner is ready, let's eat, kids!
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit
from guard.view import compiled

RULE = Rule(
    code="M608",
    slug="reads-together",
    category="ambiguous_hashtag",
    severity="review",
    summary="Read without the line end or the missing comma, this says something else.",
    why="Readers see the sentence before they see the layout, and share a picture of it.",
    instead="Put a comma, a full stop or other words there, and read the lines as one sentence.",
    confidence=0.7,
)
WAKES_ON = ("cooked_people", "cooked_line", "shape:lines", "shape:capitals")


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield a hit over the words that read as one sentence."""
    for text in post.judged:
        has_lines = "\n" in text.raw and not _set("person_lines").isdisjoint(text.held)
        span = next(_across_lines(text), None) if has_lines else None
        if span is None:
            span = next(((m.start, m.end) for m in text.matches("cooked_people") if _is_unbroken(text, m)), None)
        if span:
            yield hit(RULE, text, *span)


def _is_unbroken(text: Text, match: Match) -> bool:
    """Say whether no comma or other sign stands between the words."""
    return not any(sign in text.raw[match.start : match.end] for sign in ',;:.!?–—"“')


def _across_lines(text: Text) -> Iterator[tuple[int, int]]:
    end = -1
    lines = []
    for line in text.raw.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        if line.strip():
            lines.append((start, line, end))
    for (start, above, _), (_, below, end) in pairwise(lines):
        if _is_cooked(above, below) or (above.isupper() and _is_price_of_people(above) and _bargain().search(below)):
            yield start, end


def _is_cooked(above: str, below: str) -> bool:
    """Say whether a line ends in people, without a stop, and the next begins with a way of cooking."""
    last, first = above.rsplit(maxsplit=1)[-1].lower(), below.split(maxsplit=1)[0].lower().partition("-")[0]
    return last in _set("person_lines") and first in _set("cooked_lines")


def _is_price_of_people(line: str) -> bool:
    words = line.lower().split()
    return words[0] in _set("person_lines") and _set("goods_lines").isdisjoint(words)


@cache
def _bargain() -> re.Pattern[str]:
    return re.compile(
        r"BUY (?:ONE|1|TWO|2)|(?:\b[2345]|TWO|THREE) FOR (?:\d|ONE|TWO|£|€)|BOGOF|STOCKS? LASTS?|EVERYTHING MUST GO|CLEARANCE|"
        r"MUST GO|FINAL REDUCTIONS|ALLES MUSS RAUS|TOUT DOIT DISPARA|LIQUIDATION|LIQUIDACI|SVENDITA|LIQUIDA[ÇC]|ALLES MOET WEG"
    )


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(compiled().sets[name])
