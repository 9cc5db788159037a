"""legalese: the apology was written for a court.

What it looks for
    "Without admission of liability", "shall not be construed", "to the extent that", "takes all allegations
    seriously", "out of an abundance of caution", in seven languages.

Why
    People hear a lawyer where they wanted a person. Whatever regret is in it no longer counts.

Flags
    Without admission of liability, the company regrets any inconvenience.
    We are sorry. Nothing in this statement shall be construed as an acceptance of fault.

Passes
    There is a court case about this and I cannot speak for it here. What I can say: we read the policy too narrowly, and it was wrong. I am sorry.
    Our terms: offer valid to the extent that seats are available.

Limits
    Ask your lawyer which sentences must stay; then let a person say the rest in their own words.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.apology import flaws

RULE = Rule(
    code="M812",
    slug="legalese",
    category="non_apology",
    severity="review",
    summary="This apology is written for a court.",
    why="The people who were hurt read that you protect yourself and not them.",
    instead="Say in plain words what happened and what you do. Put the legal sentence, if it must be, on the page that you link.",
    offended=("the people who were hurt",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("legal_cover",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each phrase of legal cover, unless the writer owns the fault."""
    for found in flaws(post, "legal_cover", healed_by=("owning_up",), draft=context.profile == "apology"):
        yield hit_at(RULE, post.text, found)
