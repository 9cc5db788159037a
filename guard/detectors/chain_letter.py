"""chain-letter: people are made to pass it on by fear, luck or secrecy.

What it looks for
    "Share before they delete it", "copy and paste this", "send it to ten friends", "we need 500 comments before
    they release him", "type amen".

Why
    It is the form of hoaxes and scams. Platforms limit it, and people who know that see one.

Flags
    RT before they silence us!
    Copy and paste this to your page, or the app will charge you.

Passes
    Share this with anybody who needs a warm bed tonight: the hall is open.
    Retweet if you like soup.

Limits
    Prize draws with clear terms pass, whatever one thinks of them.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.mention import is_quoted

RULE = Rule(
    code="M749",
    slug="chain-letter",
    category="deception",
    severity="review",
    summary="This makes people pass it on by fear or a promise.",
    why="It looks like a hoax, and some people will believe it.",
    instead="Say why it matters and let people decide. Put the facts and the sender first.",
    offended=("people who believed it", "followers"),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("chain_letter",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each call to pass the post on out of fear, luck or secrecy."""
    text = post.text
    for found in text.matches("chain_letter"):
        if not is_quoted(text, found.start, found.end) and not text.has("scam_warning"):
            yield hit_at(RULE, text, found)
