"""no-owner: nobody takes the blame.

What it looks for
    A draft under the apology profile that says sorry without a sentence in which "we" or "I" did it. An everyday
    sorry, for a wait or a closed door, is not asked.

Why
    Taking responsibility is the part of an apology that counts most.

Flags
    We are sorry for the way our guests were treated.  {profile: apology}

Passes
    We forgot to order a driver for the coast line. We are sorry.  {profile: apology}
    Sorry for the wait, line 4 runs again from 6 pm.  {profile: apology}
    We are sorry for the way our guests were treated.

Limits
    Ways of owning up are many; it reads the common ones in seven languages and therefore only advises.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, whole
from guard.text.apology import owes_parts, read

RULE = Rule(
    code="M819",
    slug="no-owner",
    category="non_apology",
    severity="info",
    summary="Nobody takes the blame in this apology.",
    why="People ask who did it, and hear nothing.",
    instead='Add one sentence that begins with "We" or "I" and says what you did or did not do.',
    offended=("the people who were hurt",),
    confidence=0.55,
    contextual=True,
)
WAKES_ON = ("shape:profile-apology",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit on a draft apology in which nobody takes the blame."""
    if context.profile == "apology" and owes_parts(post.text) and not read(post.text).has("responsibility"):
        yield whole(RULE, post.text)
