"""unclear-label: the label is unclear, hidden, or in the wrong language.

What it looks for
    "#sp", "#collab", "#ambassador", "thanks to my friends at"; a proper label behind other hashtags or below the
    fold; an English "#ad" in a German or French post; an interest of one's own told in brackets after the praise.

Why
    A label counts only if people see and understand it before they read the praise (US FTC Endorsement Guides, UK
    ASA and CMA, DE UWG § 5a and MStV § 22, FR loi n° 2023-451, ES and IT codes with AGCM and AGCOM, NL RSM, BR
    CONAR).

Flags
    this lip oil changed my life #lipoil #glossy #sp  {account_description: Beauty creator working under contract with a cosmetics firm}
    The best debut of the year, preorder now. (The publicist is my wife, tell no one.)  {account_description: Book page}

Passes
    #ad this lip oil is sticky for a minute and then lovely  {account_description: Beauty creator working under contract with a cosmetics firm}
    #collab night at the pottery: bring a friend

Limits
    How many letters a platform shows before "more" changes without notice; the guard counts roughly.
"""

from collections.abc import Iterator

from guard.detectors._ties import is_creator, is_disclosed, is_silent, labels, said, tie
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M724",
    slug="unclear-label",
    category="missing_disclosure",
    severity="review",
    summary="The label is unclear, hidden or too late.",
    why="People read the praise before they can know that it is advertising, so the label protects neither them nor you.",
    instead='Begin with one plain word in the language of the post: "Ad", "Werbung", "Publicité", "Publicidad", "Pubblicità", "Reclame".',
    offended=("people who trusted a recommendation", "regulators of advertising"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("vague_label", "ad_label", "own_interest")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on the label that nobody understands or sees, or on the interest told in passing."""
    text = post.text
    if is_disclosed(post):
        return
    if context.account.description and (is_creator(context) or tie(context)):
        for found in [*said(text, "vague_label"), *labels(text)]:
            yield hit_at(RULE, text, found)
            return
    if text.has("recommending") and is_silent(post):
        for found in said(text, "own_interest"):
            yield hit_at(RULE, text, found, message="This mentions your own interest only in passing.")
            return
