"""suggestive-wink: plain words take a sexual colour because a wink stands beside them.

What it looks for
    Two or more kinds of ambiguous words (size, hard, wet, deep, mouth, hands, bed, all night ...) in neighbouring sentences, with
    😏 💦 🍆 😈 👅, "if you know what we mean", "ladies" and the like. The words alone pass, and so does the wink alone.

Why
    The wink tells readers that the second meaning is meant.

Flags
    Stiff, slick and straight into your mouth 💦
    So wet and so tight, come and get yours 😏
    Huge, sweaty and up for it till dawn, our dance floor is hard 😈

Passes
    Rain again, the ducks are happy 💦
    Firm mattresses, 20% off until Sunday.
    Renew your library card in two minutes 😏
    Hot, deep, tight: our espresso cups keep the heat.

Limits
    It counts words; a clever pun with one ambiguous word is not seen.
"""

from collections.abc import Iterator

from guard.detectors._prudence import educates, expected, is_frank
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit

RULE = Rule(
    code="M212",
    slug="suggestive-wink",
    category="sexual_innuendo",
    severity="review",
    summary="With this wink, the words have a sexual second meaning.",
    why="The wink tells readers that you mean the second meaning. It puts off those who did not ask for it.",
    instead="Take the wink out, or say it in words with one meaning.",
    offended=("parents", "women", "customers who expect a plain account"),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("sexual_wink",)
STRONG = 2
"""What a strong wink weighs; a weak one weighs 1."""
ENOUGH = 3
"""The weight of winks and kinds of suggestive words that makes a finding."""
MOST_WORDS = 30
"""Words of a text that are read as one remark; in longer ones only the neighbouring sentences of the wink count."""


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit for a text whose wink and suggestive words outweigh chance."""
    for text in post.judged:
        words = text.matches("suggestive")
        if len(words) < 2 or is_frank(post) or educates(text):
            continue
        found = _remark(text, text.matches("sexual_wink"), words)
        if found:
            yield hit(
                RULE, text, min(m.start for m in found), max(m.end for m in found), severity=expected(post, context)
            )


def _remark(text: Text, winks: list[Match], words: list[Match]) -> list[Match]:
    """The wink and the suggestive words beside it, or nothing when they weigh too little."""
    for wink in winks:
        near = [word for word in words if _neighbours(text, wink, word)]
        kinds = {word.row.tags[0] for word in near}
        others = [w for w in winks if _neighbours(text, wink, w)]
        if len(kinds) > 1 and len(kinds) + _weight(others) >= ENOUGH:
            return [wink, *near]
    return []


def _weight(winks: list[Match]) -> int:
    """Winks of one kind count once."""
    kinds = {wink.row.pattern.source: STRONG if wink.row.tags else 1 for wink in winks}
    return min(sum(kinds.values()), STRONG + 1)


def _neighbours(text: Text, wink: Match, other: Match) -> bool:
    if len(text.words) <= MOST_WORDS:
        return True
    return abs(text.sentences[wink.first] - text.sentences[other.first]) <= 1
