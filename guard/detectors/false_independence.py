"""false-independence: the post claims to be independent.

What it looks for
    "Not sponsored", "zero ties", "as a neutral observer", "real customers", "just a dad who likes crisps" beside
    praise. It blocks when the description tells of a tie; else it asks.

Why
    Denying a tie that exists turns a missing label into a lie. It is what gets quoted.

Flags
    #notsponsored, I just adore these runners  {account_description: Fitness influencer on a paid contract with a shoe maker}
    As a neutral observer I can say that TidalDB is the best of the six.

Passes
    Not an ad: we are closed on Monday.
    Independent kettle test: all six bought by us, receipts below.  {account_description: Kettle channel, bought everything itself, no ties}

Limits
    Without a description it cannot know whether the claim is true, and only asks. Say in the description that there
    is no tie, and it is quiet.
"""

from collections.abc import Iterator

from guard.detectors._ties import about, is_disclosed, said, tie
from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.mention import is_quoted

RULE = Rule(
    code="M725",
    slug="false-independence",
    category="missing_disclosure",
    severity="review",
    summary="This claims to be independent: is that true?",
    why="If anybody who gains from it wrote this, it is not a missing label any more but a lie.",
    instead="If there is any tie, say it first. If there is none, let the praise stand without the claim.",
    offended=("people who trusted a recommendation", "regulators of advertising"),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("denies_tie",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on the claim of independence beside praise; block where a tie is known."""
    text = post.text
    if is_disclosed(post) or about(context).has("no_tie_words"):
        return
    tied = bool(tie(context))
    gains = tied or text.has("recommending") or any(True for _ in said(text, "gift_words", "own_code", "own_interest"))
    for found in text.matches("denies_tie"):
        if gains and not is_quoted(text, found.start, found.end):
            yield hit_at(RULE, text, found, severity="block" if tied else None)
            return
