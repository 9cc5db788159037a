"""hidden-advertising: somebody is asked to hide the advertising.

What it looks for
    "Please don't tag it as an ad", "make it look like your own idea", "no need to mention the gift", "kills the
    reach".

Why
    It is written proof that the deception was planned, under your name.

Flags
    Free tubs for 30 creators! Please don't tag it as an ad, it kills the reach.
    Post a photo with our kitchen and make it look like your own idea.

Passes
    Free tubs for 30 creators. If you post, write "gifted by us" first.
    Don't mention it! We love to help.

Limits
    It reads the public call. What is agreed in messages stays unseen.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit_at
from guard.text.mention import is_quoted

RULE = Rule(
    code="M726",
    slug="hidden-advertising",
    category="missing_disclosure",
    severity="block",
    summary="This asks people to hide that they advertise.",
    why="Everybody who ever praised you now looks bought, and regulators have it in writing.",
    instead="Ask for the label: \"If you post, write 'Ad' or 'Gifted by us' where people see it first. Say what you like, or nothing.\"",
    offended=("customers", "creators who work honestly", "regulators of advertising"),
    confidence=0.85,
)
WAKES_ON = ("hide_the_ad",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each request to hide that something is advertising."""
    for found in said_plainly(post.text):
        yield hit_at(RULE, post.text, found)


def said_plainly(text: Text) -> Iterator[Match]:
    """The requests outside quotation marks; "don't" is part of them and no denial."""
    return (m for m in text.matches("hide_the_ad") if not is_quoted(text, m.start, m.end))
