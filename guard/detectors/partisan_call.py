"""partisan-call: the post says whom to vote for or against, or treats customers by their vote.

What it looks for
    "Vote them out", "she has our vote", "remember this on polling day", endorsements, discounts or bans by how people vote, on an account whose description
    gives it no such business. Reminders to vote, opening hours of polling stations and polls about flavours pass.

Why
    Half of your customers are on the other side, and many of the rest did not come to you for politics. Public bodies must stay neutral by law.

Flags
    Compost is dearer. Remember that on polling day and vote this lot out.  {account_description: Garden centres}
    Free coffee if you voted Yes.  {account_description: Coffee chain}
    Mrs Marlow is the only candidate who backs our field.  {account_kind: public-body; account_description: State school}

Passes
    Polls are open until ten. Bring your ID, whoever you vote for.  {account_description: Coffee chain}
    Vote for your favourite pie until Sunday.  {account_description: Bakery}
    Vote Green on Thursday!  {account_description: Green party of Marlow}

Limits
    It cannot tell a party's name that is an ordinary word unless something else in the post speaks of politics.
"""

from collections.abc import Iterator

from guard.detectors._politics import taken_sides
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M561",
    slug="partisan-call",
    category="political_slip",
    severity="review",
    summary="This tells people how to vote, or treats them by how they vote.",
    why="Half of your customers are on the other side, and nobody came to you for it. Public bodies must stay neutral.",
    instead="Take the politics out. Where people need facts to vote (hours, places, papers), give only those.",
    offended=("people who vote differently", "people who expect neutrality"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("partisan",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each call, unless politics is the account's business."""
    yield from (hit_at(RULE, text, match) for text, match in taken_sides(post, context, "vote", "voters"))
