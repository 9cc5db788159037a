"""conditional-aid: help for people in need is tied to likes, shares, followers or purchases.

What it looks for
    A promise to donate, give, feed or plant that depends on an engagement: "for every share we give", "1 like = 1 meal", "if
    we reach 10,000 followers". Beside a tragedy also help that depends on a purchase ("for every pair sold"). A
    donation without a condition passes, so does a collection.

Why
    People read that you could help now and wait until it pays: the needy become a means to reach.

Flags
    Our hearts are with the families after the quake. For every retweet we will donate $1
    The valley is under water. 1 like = 1 meal for the shelter!
    Für jeden Like spenden wir 1 Euro an die Opfer des Hochwassers.

Passes
    We have given 20,000 dollars to the relief fund. If you want to help as well, here is how.
    For every pair sold we plant a tree.
    Share this so that people in the valley see where the shelters are.

Limits
    Cause marketing without a tragedy in the post is only advised on, as long as it asks for engagement.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.model import Severity

RULE = Rule(
    code="M102",
    slug="conditional-aid",
    category="tragedy_exploitation",
    severity="review",
    summary="This makes help depend on likes, shares or sales.",
    why="People read that you could help now and wait until it pays: those in need become a way to get noticed.",
    instead="Give without a condition, say how much and to whom, and do not ask for engagement in the same post.",
    offended=("the people in need", "people who give without a stage"),
    confidence=0.8,
)
WAKES_ON = ("aid",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit on the condition."""
    text = post.text
    tied = moods.tagged(text, "aid", "tied")
    found = tied or moods.tagged(text, "aid", "bought")
    severity = _severity(text, is_tied=bool(tied)) if found else None
    if severity:
        yield hit(RULE, text, found[0].start, found[0].end, severity=severity)


def _severity(text: Text, *, is_tied: bool) -> Severity | None:
    acute = moods.tragedy(text) is not None or text.has("tragedy", "condolence") or moods.holds_word(text, "need_words")
    if is_tied:
        return "review" if acute else "info"
    grave = moods.tragedy(text) is not None or text.has("condolence")
    return "review" if grave and moods.sells(text) else None
