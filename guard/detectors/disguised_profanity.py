"""disguised-profanity: a swear word hides behind signs, stars, spaces, emoji or a hashtag.

What it looks for
    Letters replaced by look-alikes (sh1t, @ss, look-alike letters of other alphabets), masked (f*ck, f—k, f***ing), set apart
    (f u c k, f.u.c.k), drawn out (fuuuck), with emoji inside, glued together (#thisisshit), split over two lines, or down the
    first letters of the lines; in six languages. A row of symbols (#$%!) counts as swearing too.

Why
    Everybody reads the word. The disguise only adds that you knew it should not be there.

Flags
    holy sh1t, doors open at ten
    Get the f*ck out of bed. Sale starts at nine
    Weekend plans? #thisisshit
    Rolled over again, f u c k me
    Plus de beurre, quelle m3rde
    This sale is fu🔥cking big

Passes
    Three for $5, see www.push.it/offers or write to me@stard.example
    *Everything* must go, 50% off**
    S.H.I.E.L.D. fans, a.s.a.p. please
    Wish it, push it, finish it: our gym in Scunthorpe
    The shiitake and the assassin bug are in the herbarium.

Limits
    Words that are invented for one post, and pictures of words, are not seen.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.model import Severity
from guard.text.disguise import find

if TYPE_CHECKING:
    from guard.text.found import Found

RULE = Rule(
    code="M202",
    slug="disguised-profanity",
    category="profanity",
    severity="block",
    summary="A swear word hides here, and everybody will read it.",
    why="A masked swear word is still read as the word. The mask says that you knew it should not be there.",
    instead="Take the word out, or say what you mean in words that need no mask.",
    offended=("families and customers who follow the account",),
    confidence=0.9,
)
WAKES_ON = ("shape:always",)

DRAWING = frozenset({"grawlix", "comic", "cartoon", "cartoonists", "password", "passwords", "regex"})
"""Words beside which a row of symbols is no swearing."""

MESSAGES = {
    "apart": "Read without the gaps, these letters are a swear word.",
    "inside": "People will read a swear word in this.",
    "lines": "The first letters of these lines spell a swear word.",
    "symbols": "These symbols stand for swearing.",
}


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield the disguised swear words that the post uses in its own voice."""
    for text in post.judged:
        for found in find(text.folded, text.raw, text.may_be):
            start, end = text.folded.origin(found.start, found.end)
            if not _is_in_link(text, start) and not _is_mentioned(text, found, start, end):
                yield _hit(text, found, start, end)


def _is_in_link(text: Text, start: int) -> bool:
    return any(first <= start < last for first, last in text.links)


def _is_mentioned(text: Text, found: "Found", start: int, end: int) -> bool:
    """Say whether the post only names the word. A masked slur in a post about slurs is a mention."""
    from guard.detectors._swearing import is_mentioned
    from guard.text.mention import condemns

    if found.how == "symbols":
        return not DRAWING.isdisjoint(text.words)
    if found.bad.source != "profanity" and condemns(text):
        return True
    return is_mentioned(text, start, end, masked=True)


def _hit(text: Text, found: "Found", start: int, end: int) -> Hit:
    from guard.detectors._swearing import in_handle

    severity = "info" if in_handle(text, start) else _severity(found)
    return hit(RULE, text, start, end, severity=severity, message=MESSAGES.get(found.how, ""))


def _severity(found: "Found") -> Severity:
    return "block" if found.bad.severity == "block" and found.how != "lines" else "review"
