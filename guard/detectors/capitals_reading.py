"""capitals-reading: in capitals this word reads as a swear word.

What it looks for
    Words in capitals in which L and I stand together and look like a U (FLICK, CLINT), as printed on posters for decades.

Why
    In many typefaces nobody sees the difference.

Flags
    FLICK OFF 2026, our film night is back!
    Meet CLINT on Saturday at the record shop.

Passes
    Flick off the switch before you go.
    CLICK here for the timetable.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M605",
    slug="capitals-reading",
    category="ambiguous_hashtag",
    severity="review",
    summary="In capitals this word reads as a swear word.",
    why="L and I together look like a U, and in many typefaces nobody sees the difference.",
    instead="Write it in small letters: Flick, Clint.",
    confidence=0.7,
)
WAKES_ON = ("shape:capitals",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield each word in capitals that reads as another."""
    for text in post.judged:
        if "FLI" not in text.raw and "CLIN" not in text.raw:
            continue
        for found in _words().finditer(text.raw):
            yield hit(RULE, text, *found.span())


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"\b(?:FLICK(?:S|ED|ER|ERS|ING)?|CLINT(?:S|ON)?|MEGAFLICKS)\b(?: OFF\b)?")
