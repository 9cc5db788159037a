"""no-named-group: the apology does not say to whom it speaks.

What it looks for
    A draft under the apology profile that says sorry to nobody in particular: no passengers, guests, families,
    colleagues, no name, no "you".

Why
    An apology to everybody is an apology to nobody.

Flags
    The slogan on our bag was wrong. It is a pity and we are sorry.  {profile: apology}

Passes
    The slogan on our bag insulted women. To the women who wrote to us: we are sorry.  {profile: apology}
    The slogan on our bag was wrong. Sorry.

Limits
    It knows common words for people; the name of a community that it does not know may go unseen.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, whole
from guard.text.apology import owes_parts, read

RULE = Rule(
    code="M807",
    slug="no-named-group",
    category="non_apology",
    severity="info",
    summary="This apology does not say to whom it speaks.",
    why="The people who were hurt do not find themselves in it.",
    instead='Name the people: "To the 40 passengers of the 8:04", "to the women on our team".',
    offended=("the people who were hurt",),
    confidence=0.6,
    contextual=True,
)
WAKES_ON = ("shape:profile-apology",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit on a draft apology that does not say to whom it speaks."""
    if context.profile == "apology" and owes_parts(post.text) and not read(post.text).has("people"):
        yield whole(RULE, post.text)
