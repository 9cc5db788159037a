"""demands-forgiveness: people are told, or hurried, to forgive.

What it looks for
    "Accept our apology and move on", "forgive and forget", "happy now?", "we deserve a second chance" in an
    apology. A humble "please forgive us" is advice.

Why
    Forgiveness belongs to the people who were hurt. In studies the request for it is the weakest part of an
    apology, and a demand undoes the rest.

Flags
    We are sorry. Now accept our apology and let us all enjoy the game.
    We apologise. There. Happy?

Passes
    We are sorry. You owe us nothing, and we will tell you on Friday what we changed.
    Forgive and forget? Tonight on our radio play.

Limits
    It does not judge whether the rest of the apology has earned the request.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.apology import apologises, flaws

RULE = Rule(
    code="M817",
    slug="demands-forgiveness",
    category="non_apology",
    severity="review",
    summary="This asks or tells people to forgive.",
    why="The people who were hurt are hurried to make you feel better.",
    instead="Leave forgiveness to them. End with what you do next and where they can reach you.",
    offended=("the people who were hurt",),
    confidence=0.65,
    contextual=True,
)
WAKES_ON = ("ask_forgiveness",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each demand; a mere request to be forgiven is advice, and only in an apology."""
    draft = context.profile == "apology"
    if not draft and not apologises(post.text):
        return
    for found in flaws(post, "ask_forgiveness", draft=draft):
        yield hit_at(RULE, post.text, found, severity="review" if "demand" in found.row.tags else "info")
