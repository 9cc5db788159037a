"""no-named-harm: the apology does not say what people suffered.

What it looks for
    A draft under the apology profile that says sorry and names no harm: no delay, injury, insult, lie, loss or
    fear. Ordinary posts are not asked.

Why
    People look for themselves in an apology. What is not named seems not to be understood.

Flags
    We are sorry about Saturday. We will review our procedures.  {profile: apology}

Passes
    We left 40 of you stranded in the cold on Saturday. We are sorry.  {profile: apology}
    We are sorry about Saturday.

Limits
    It looks for words of harm in seven languages; a harm told only in a scene ("she slept on the bench") may go
    unseen.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, whole
from guard.text.apology import owes_parts, read

RULE = Rule(
    code="M806",
    slug="no-named-harm",
    category="non_apology",
    severity="info",
    summary="This apology does not say what people suffered.",
    why="The people who were hurt cannot tell whether you know what happened to them.",
    instead="Name the harm in their words: what they lost, missed, paid, feared or were called.",
    offended=("the people who were hurt",),
    confidence=0.6,
    contextual=True,
)
WAKES_ON = ("shape:profile-apology",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit on a draft apology that does not say what people suffered."""
    if context.profile == "apology" and owes_parts(post.text) and not read(post.text).has("harm"):
        yield whole(RULE, post.text)
