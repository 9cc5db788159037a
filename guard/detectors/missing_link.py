"""missing-link: the post promises a link and has none.

What it looks for
    "Click here", "link below", "book here:" at the end of a post that holds no address, no picture and no hint where the link is.

Why
    Readers look for it, do not find it, and give up. In an urgent notice that is dangerous.

Flags
    Check the flood map before you travel: click here
    Tickets are on sale now, get yours here:
    Alle Termine findet ihr hier:

Passes
    Tickets are on sale now, link in bio
    Tickets are on sale now: https://lanternhall.co.uk/tickets
    Here: a cat.

Limits
    It cannot know of a link that the publishing tool adds later, nor of a button.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit, hit_at
from guard.text.links import addresses

RULE = Rule(
    code="M629",
    slug="missing-link",
    category="broken_or_unsafe_link",
    severity="review",
    summary="The post promises a link, and there is none.",
    why="Readers look for it and give up. In a warning, that can hurt somebody.",
    instead="Add the address, or say where the link is.",
    offended=("people who want to follow the link",),
    confidence=0.75,
)
WAKES_ON = ("link_promised", "shape:assignment")
_HANDS = "👇⬇↓"
"""Signs that point at what should follow."""


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on the promise."""
    text = post.text
    promised = text.matches("link_promised")
    if not promised and text.raw.rstrip()[-1:] not in ":→👉👇⬇":
        return
    if (
        post.post.media
        or text.has("link_elsewhere")
        or "http" in text.raw
        or addresses(text.raw)
        or text.has("scam_warning")
    ):
        return
    if promised:
        points = text.raw.rstrip()[-1:] in _HANDS
        yield hit_at(RULE, text, promised[-1], **({"severity": "review", "why": RULE.why} if points else {}))
        return
    found = _open_end().search(text.raw.rstrip(), max(0, len(text.raw) - 40))
    if found:
        yield hit(RULE, text, *found.span(1))


@cache
def _open_end() -> re.Pattern[str]:
    return re.compile(r"\b((?:here|at|via|link|hier|aquí|ici|qui|aqui)[ \t]{0,2}[:→👉👇⬇]{1,3})$", re.IGNORECASE)
