"""politics-mentioned: a brand speaks of a government, a party or people in office without any business to.

What it looks for
    Names of parties and camps, and words for those who govern, on the account of a brand whose description says nothing of politics. Whoever tells customers
    what a new rule changes for them names the rule, and rarely the people.

Why
    Such remarks are read as taking sides, whatever was meant. It is a question, not a verdict.

Flags
    Our tiles are stuck at the border, ask the Tories why.  {account_kind: brand; account_description: Tile shop}
    New perfume: smells sweeter than the Socialists.  {account_kind: brand; account_description: Perfume shop}

Passes
    From 1 May the ferry costs 2 euros more, because the harbour fee rises.  {account_kind: brand; account_description: Ferry company}
    The minister opens the ward at eleven.  {account_kind: public-body; account_description: Ministry of health}
    The Greens hold their meeting here on Tuesday.  {account_kind: brand; account_description: Newspaper in Leeds}

Limits
    It cannot tell a fair remark from a sneer.
"""

from collections.abc import Iterator

from guard.detectors._politics import is_quoted, may_take_sides
from guard.detectors.kit import Context, Hit, Rule, Text, View, hit_at

RULE = Rule(
    code="M564",
    slug="politics-mentioned",
    category="political_slip",
    severity="info",
    summary="This speaks of parties or people in office.",
    why="On this account it is read as taking sides, whatever was meant.",
    instead="Ask whether your customers need to know it. If they do, name the rule and what changes, not the people.",
    offended=("people on the other side",),
    confidence=0.5,
    contextual=True,
)
WAKES_ON = ("politics",)
TELLING = frozenset({"party", "power"})
STATE = frozenset({"state"})
"""Words that also stand in notices; they tell only in a short remark without figures or links."""
LONGEST = 40


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield the first word of politics on a brand's account."""
    if context.account.kind != "brand" or not post.about.words or may_take_sides(post, context):
        return
    telling = TELLING | STATE if _is_a_remark(post.text) else TELLING
    for match in post.text.matches("politics"):
        if not telling.isdisjoint(match.row.tags) and not is_quoted(post.text, match.start, match.end):
            yield hit_at(RULE, post.text, match)
            return


def _is_a_remark(text: Text) -> bool:
    return len(text.words) <= LONGEST and not text.links and not any(sign.isdigit() for sign in text.raw)
