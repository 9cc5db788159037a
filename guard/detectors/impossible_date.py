"""impossible-date: there is no such day.

What it looks for
    Dates that no calendar holds (31 September, 30 February), in seven languages.

Why
    People plan by it. They will ask, or come on the wrong day.

Flags
    Applications close on 31 September.
    Wir öffnen am 31. November.
    Le 31 juin, tout est gratuit !

Passes
    Applications close on 30 September.
    29 February comes again in 2028.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M508",
    slug="impossible-date",
    category="unfinished_draft",
    severity="review",
    summary="There is no such day.",
    why="People plan by this date: they will ask, or come on the wrong day.",
    instead="Look the date up and correct it.",
    confidence=0.85,
)
WAKES_ON = ("short_months",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield each date that no calendar holds."""
    for text in post.judged:
        for found in _impossible().finditer(text.raw):
            yield hit(RULE, text, *found.span())


@cache
def _impossible() -> re.Pattern[str]:
    thirty = "april|june|september|november|sept|juni|avril|juin|septembre|novembre|abril|junio|septiembre|noviembre|junho|setembro|novembro|aprile|giugno|settembre"
    february = "february|februar|février|febrero|fevereiro|febbraio|februari"
    glue = r"(?:st|nd|th|\.)?(?: (?:of|de))? "
    return re.compile(
        rf"\b31{glue}(?:{thirty})\b|\b(?:30|31){glue}(?:{february})\b|\b(?:{thirty}) 31(?:st)?\b(?!,? ?[:/])|\b(?:{february}) (?:30|31)(?:th|st)?\b",
        re.IGNORECASE,
    )
