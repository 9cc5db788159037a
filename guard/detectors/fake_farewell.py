"""fake-farewell: an end, a death or a scandal is announced, and then taken back.

What it looks for
    A closing, a death, a resignation, a separation, a pregnancy or a confession that opens the post, and the turn
    after it: "gotcha", "... for good being five o'clock", "passed his driving test", "(in the story)", a sale. In
    seven languages. Real farewells have no such turn.

Why
    Regular customers grieve for a moment, staff are called by their families, and people who lost a job or a child
    read that it makes a good joke.

Flags
    After 42 years we are closing our doors for good ... for good being five o’clock, so that we can set up the sale. Gotcha!
    We regret to announce the passing of our host. ... passing his driving test!

Passes
    After 42 years we are closing our doors for good on 31 January. Thank you, truly.
    I am sorry to announce that our founder died on Saturday.

Limits
    Without the turn it cannot know that a farewell is false; see planned-stunt.
"""

from collections.abc import Iterator

from guard.detectors._stunts import may_alarm, stunt
from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M743",
    slug="fake-farewell",
    category="deception",
    severity="block",
    summary="This announces an end or a death that is not true.",
    why="People grieve, call each other and feel made fools of; those with a real loss read a joke about it.",
    instead="Say what is new without burying anybody.",
    offended=("customers and staff who believed it", "people who have lost somebody or their job"),
    confidence=0.8,
)
WAKES_ON = ("alarm_loss",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit from the end or death that is announced to the turn that takes it back."""
    if may_alarm(post, context):
        return
    for text in post.judged:
        found = stunt(text, "alarm_loss")
        if found:
            yield hit(RULE, text, *found)
