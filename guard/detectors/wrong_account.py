"""wrong-account: the post betrays that it was meant for another account, chat or person.

What it looks for
    "Wrong account", "delete this after reading", "don't tell my boss", "no one screenshot this", "since I'm logged in here", "changed the password, enjoy".

Why
    Private or angry words under the organisation's name are screenshotted within a minute, and somebody may lose their job over them.

Flags
    oh no wrong account
    Delete this after you read it, Ana.
    Password's changed, enjoy the silence x

Passes
    We sent the refund to the wrong account number. Sorry, it is on its way now.
    Delete this app before it sells your address book. Our guide shows how.
    Don't tell anyone your PIN, not even us.

Limits
    A private message without such a sign is looked at by private-message, drunk-post and grudge-at-work.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.model import Precedent
from guard.text.mention import is_quoted

RULE = Rule(
    code="M521",
    slug="wrong-account",
    category="wrong_account",
    severity="block",
    summary="This seems to be meant for another account or a private chat.",
    why="Private words under the organisation's name are screenshotted within a minute.",
    instead="Do not post it here. Check which account is logged in, and log private accounts out on this device.",
    offended=("the person who wrote it", "the people it is about"),
    precedent=Precedent(
        "Chrysler",
        2011,
        "a curse on its home city's drivers was meant for a private account; the agency that posted it was dropped",
    ),
    confidence=0.85,
)
WAKES_ON = ("account_slip",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield each sign that the post is in the wrong place."""
    text = post.text
    for match in text.matches("account_slip"):
        if not is_quoted(text, match.start, match.end):
            yield hit_at(RULE, text, match)
