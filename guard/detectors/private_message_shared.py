"""private-message-shared: the post shows what somebody wrote or said in confidence.

What it looks for
    "Got this email I must share: ...", "a client told us today: ...", "lock screen says ...", "someone DM'd us ...", followed by the words
    themselves, and "don't tell anyone yet" beside a pregnancy, a move or an illness.

Why
    The person spoke to you and not to the world. Without a name, friends and family still recognise them.

Flags
    Got this lovely email I must share: "My ex has found us again and we've moved"
    A client told us today: "I only stay because of my boys." If that's you, keep going.
    @lena don't tell anyone at work yet, 11 weeks, due in June

Passes
    "Best scones on the coast", writes Jo in her review. Thank you!
    We read every email. Yours stay with us.

Limits
    It cannot know what was meant for the public, such as a review.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M435",
    slug="private-message-shared",
    category="personal_data",
    severity="review",
    summary="This shows what somebody wrote or said in confidence.",
    why="They spoke to you and not to the world; even without a name, people will recognise them.",
    instead="Ask first. Else tell the matter in your own words, so that nobody is recognised.",
    offended=("the person who wrote or said it", "everybody who writes to you"),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("message_shown", "expecting")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on the words that introduce a private message, when the message follows; or on a shared secret of the body."""
    for text in post.judged:
        if text.has("consent", "scam_words"):
            continue
        for match in text.matches("message_shown"):
            if _quoted().match(text.raw, match.end):
                yield hit_at(RULE, text, match)
        if text.has("keep_it_quiet", "exposure") and text.has("expecting"):
            yield hit_at(RULE, text, text.matches("expecting")[0])


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r"[^.!?\n]{0,40}[:,–-] ?[\"“„«‘']|[^.!?\n]{0,12} [\"“„«‘][^\"”“»’]{20}")
