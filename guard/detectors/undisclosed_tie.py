"""undisclosed-tie: the account is tied to what it praises, and the post does not say so.

What it looks for
    A description that speaks of payment, a contract, commission, a gift, shares, a job or family, and a post that
    praises or names something without a label ("#ad", "Werbung", "Publicité", "Publicidad", "Pubblicità",
    "Reclame") and without plain words ("they pay me", "our fund owns 18%").

Why
    People weigh praise differently once they know who pays for it. Hiding it is unlawful in most countries (US FTC
    Endorsement Guides, UK ASA and CMA, DE UWG § 5a and MStV § 22, FR loi n° 2023-451, ES and IT codes with AGCM and
    AGCOM, NL RSM, BR CONAR).

Flags
    Honestly the smoothest blender I have ever had, everyone needs one.  {account_description: Cooking influencer, paid ambassador of a blender brand}
    Every library should move to Catalogix. The others are years behind.  {account_description: Head of libraries whose wife owns the software firm}

Passes
    Ad: Blendo pays me for this. It is loud, and the smoothies are good.  {account_description: Cooking influencer, paid ambassador of a blender brand}
    My blender of ten years died today. Soup with lumps tonight.  {account_description: Cooking influencer, bought it herself}

Limits
    It knows a tie only from the description of the account. Fill in `accounts.NAME.description`, and say there who
    pays, gives or owns.
"""

from collections.abc import Iterator

from guard.detectors._ties import is_silent, names_somebody, tie
from guard.detectors.kit import Context, Hit, Rule, View, hit, whole

RULE = Rule(
    code="M721",
    slug="undisclosed-tie",
    category="missing_disclosure",
    severity="review",
    summary="The account is tied to this, and the post does not say so.",
    why="People who follow the advice learn later that it was paid for, and stop believing you. Regulators fine both sides.",
    instead='Put the label first, in the language of the post: "Ad", "Werbung", "Publicité", "Publicidad", "Pubblicità", "Reclame", or say in plain words who pays, gives or owns what.',
    offended=("people who trusted a recommendation", "regulators of advertising"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("shape:described",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on the words of praise, or the whole post, when the description tells of a tie and the post does not."""
    text = post.text
    if not context.account.description or not tie(context) or not is_silent(post):
        return
    praise = text.matches("recommending")
    if praise:
        yield hit(RULE, text, praise[0].start, praise[0].end)
    elif names_somebody(text):
        yield whole(RULE, text)
