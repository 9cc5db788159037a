"""fear-selling: a tragedy is used to frighten people into buying.

What it looks for
    A tragedy that happened to somebody beside the fear of being next: "don't be the next headline", "it could be your street",
    "they thought it would never happen to them", "if only they had had our ...".

Why
    Those who lost somebody read that they were careless, and that their loss is your best argument.

Flags
    A boy drowned in a garden pond on our estate. Don't let yours be the next headline, lessons £9
    Three families lost everything in the Lagan Terrace fire. It could be your street next.

Passes
    A boy drowned in a garden pond on our estate. Cover ponds, and never leave a small child alone near water.
    It could be you: the draw is on Friday.

Limits
    Public bodies and safety charities warn with real cases; they are stopped only if they also sell.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, View

RULE = Rule(
    code="M110",
    slug="fear-selling",
    category="tragedy_exploitation",
    severity="review",
    summary="This frightens people with somebody's tragedy.",
    why="Those who lost somebody read that they were careless, and that their loss is your best argument.",
    instead="Explain the risk with figures and say what protects, without the victims. Wait until some weeks have passed.",
    offended=("the victims and their families", "people who are afraid"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("gloating",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit from the tragedy to the threat."""
    text = post.text
    threats = moods.tagged(text, "gloating", "fear")
    event = (moods.tragedy(text) or (None if moods.told(text) else moods.hint_of_tragedy(text))) if threats else None
    public = context.account.kind == "public-body" and not moods.sells(text)
    if event and not public:
        yield moods.hit_both(RULE, text, event, threats[0])
