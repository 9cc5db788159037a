"""borrowed-office: a seller speaks in the voice of an authority.

What it looks for
    "POLICE NOTICE", "Statement from the Central Bank", "final demand", "polling stations have moved" beside
    something that is for sale, from an account that is no office.

Why
    It works because people obey offices. Using their voice to sell is an offence in most countries.

Flags
    POLICE NOTICE: white van near schools. Keep your van gripping with our tyres, order now.
    Statement from the Central Bank: claim 1,200 energy relief. Use our offer, book now.

Passes
    Tax office notices explained: free evening at the library.
    Polling stations have moved to the sports hall.  {account_description: City council; account_kind: public-body}

Limits
    Whether you are allowed to quote an office it cannot know; link the original.
"""

from collections.abc import Iterator

from guard.detectors._claims import claims
from guard.detectors._stunts import may_alarm
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M745",
    slug="borrowed-office",
    category="deception",
    severity="block",
    summary="This sells in the voice of an authority.",
    why="People obey it out of fear, and the authority whose voice you use will object.",
    instead="Speak in your own name. If an authority said it, link to its own words and sell nothing beside it.",
    offended=("people who obeyed it", "the authority that is imitated"),
    confidence=0.8,
)
WAKES_ON = ("authority_notice",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on the office whose voice a seller borrows."""
    if context.account.kind == "public-body" or may_alarm(post, context) or not post.text.has("selling", "product_cue"):
        return
    for found in claims(post.text, "authority_notice"):
        yield hit_at(RULE, post.text, found)
        return
