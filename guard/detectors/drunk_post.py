"""drunk-post: whoever writes is drunk, hung over, or in the pub.

What it looks for
    "Three pints deep", "so hungover", "I need a drink after that shift", in seven languages.

Why
    The next day it is a story about who runs your account.

Flags
    three pints deep and karaoke starts in ten
    So hungover today, breakfast is till eleven.
    God I need a drink after that shift.

Passes
    Hungover? Our brunch starts at ten.
    Two pints and a pie for ten pounds, Thursdays.
    If you've had three pints, leave the car with us.

Limits
    Pubs and breweries write about drinking for a living: for them only the first person counts.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.model import Precedent
from guard.text.mention import is_quoted

RULE = Rule(
    code="M523",
    slug="drunk-post",
    category="wrong_account",
    severity="review",
    summary="Whoever wrote this seems to have been drinking.",
    why="The next day it is a story about who runs your account.",
    instead="Do not post. Read it again tomorrow, together with somebody else.",
    offended=("people who trust you with serious matters",),
    precedent=Precedent(
        "American Red Cross",
        2011,
        "a private post about drinking appeared on the charity's account; it was deleted and admitted with humour",
    ),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("drink_talk",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield each sign of drink."""
    text = post.text
    for match in text.matches("drink_talk"):
        if not is_quoted(text, match.start, match.end):
            yield hit_at(RULE, text, match)
