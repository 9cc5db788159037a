"""no-remedy: the apology does nothing to put it right.

What it looks for
    A draft under the apology profile that says sorry and names nothing done: no refund, replacement, correction,
    change, no step with a who or a when. Taking the post down is no remedy. It is only advice where the draft names
    both the harm and who did it. Ordinary posts, corrections of a mere slip and an everyday sorry, for a wait or a
    closed door, are not asked.

Why
    An offer of repair is, after responsibility, what makes people believe an apology.

Flags
    We are deeply sorry that passengers were left in the cold.  {profile: apology}

Passes
    Passengers were left in the cold on Saturday. We are sorry. Every ticket is refunded by Friday.  {profile: apology}
    Sorry for the wait, line 4 runs again from 6 pm.  {profile: apology}
    Sorry about that, send us a DM.

Limits
    It sees that a remedy is named, not that it is enough or will be kept.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, whole
from guard.text.apology import is_empty_handed, owes_parts, read

RULE = Rule(
    code="M808",
    slug="no-remedy",
    category="non_apology",
    severity="review",
    summary="This apology does nothing to put it right.",
    why="Words alone leave the people who were hurt where they were.",
    instead="Say what you do, who does it and by when, even if it is small. If nothing can be repaired, say what changes.",
    offended=("the people who were hurt",),
    confidence=0.6,
    contextual=True,
)
WAKES_ON = ("shape:profile-apology",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit on a draft apology without anything done to put it right."""
    text = post.text
    if context.profile != "apology" or not owes_parts(text):
        return
    parts = read(text)
    if not parts.has("repair", "due", "change"):
        yield whole(RULE, text, severity="review" if is_empty_handed(parts, len(text.raw)) else "info")
