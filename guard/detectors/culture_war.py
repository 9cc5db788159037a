"""culture-war: slogans and fighting words of politics on an account that has no part in it.

What it looks for
    "Anti-woke", "snowflakes", "build the wall", "abortion is murder", names for political enemies, sides taken in wars, blame put on a government, in seven languages.

Why
    It makes customers and staff into camps. Some stay away for good, and the post is quoted by the other side for years.

Flags
    No woke anthems at our skating night.  {account_description: Ice rink}
    Border closed again, thanks to the clowns in the ministry.  {account_description: Hardware store}
    Bulbs are half price. Abortion is murder.  {account_description: Garden centre}

Passes
    Paper snowflakes: our workshop for children starts at two.  {account_description: Library}
    The new speed limit comes from the ministry. Here is what changes.  {account_description: Driving school}
    Why the word "woke" changed its meaning: a talk.  {account_description: University}

Limits
    A slogan of your town or year that the list does not know: add a house rule.
"""

from collections.abc import Iterator

from guard.detectors._politics import taken_sides
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M562",
    slug="culture-war",
    category="political_slip",
    severity="review",
    summary="This uses fighting words from politics.",
    why="It splits your customers and staff into camps. Some stay away for good.",
    instead="Take it out. If it concerns your work, say the facts and what you ask for, without names for the other side.",
    offended=("people on the other side", "people who came for something else"),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("partisan",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each slogan, unless politics is the account's business."""
    yield from (hit_at(RULE, text, match) for text, match in taken_sides(post, context, "wedge", "sides"))
