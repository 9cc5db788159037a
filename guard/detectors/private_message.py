"""private-message: family, love, flat or errands, on the account of an organisation.

What it looks for
    Private matters as one writes them to friends ("mam can you let the dog out", "he hasn't texted back", "selling a bed, collection only", "u up?")
    on the account of a brand or public body. One such turn counts only beside another, or beside the language of chats.

Why
    It is somebody's private life, and it was not meant for the public. On a hospital's or a bank's page it frightens people as well.

Flags
    mam can you let the dog out, this lot have me tweeting till 9 xx  {account_kind: brand; account_description: Energy supplier}
    he hasn't texted back in two days omg  {account_kind: public-body; account_description: County library service}
    my landlord still owes me 900 lol  {account_kind: brand; account_description: Skincare label}

Passes
    Mum's the word: our Mother's Day menu is out.  {account_kind: brand; account_description: Restaurant}
    My daughter was born on Monday. I'm off for six weeks.  {account_kind: executive; account_description: Chief executive of a bank}
    Have you told your mum about our Sunday roast?  {account_kind: brand; account_description: Pub}

Limits
    Small firms whose owners speak as themselves look similar: say so in the account's description.
"""

from collections.abc import Iterator

from guard.detectors._register import chatty, is_known, is_personal, is_sober, speaks_as_firm
from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.model import Precedent
from guard.text.mention import is_quoted

RULE = Rule(
    code="M522",
    slug="private-message",
    category="wrong_account",
    severity="review",
    summary="This reads like a private message.",
    why="It seems to be somebody's private life, and not meant for the public.",
    instead="If it is private, do not post it here. If it is meant, say who speaks and why.",
    offended=("the person who wrote it", "the people it is about"),
    precedent=Precedent(
        "American Red Cross",
        2011,
        "a private post about drinking appeared on the charity's account; it was deleted and admitted with humour",
    ),
    confidence=0.65,
    contextual=True,
)
WAKES_ON = ("home_talk",)
ENOUGH = 2


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit over the private turns of an organisation's post."""
    text = post.text
    if is_personal(post, context) or not is_known(post, context):
        return
    turns = [m for m in text.matches("home_talk") if not is_quoted(text, m.start, m.end)]
    kinds = {m.row.pattern.source for m in turns}
    weight = len(kinds) + min(chatty(text), 2) - speaks_as_firm(text.words) - bool(text.links) + is_sober(post, context)
    if turns and weight >= ENOUGH:
        yield hit(RULE, text, min(m.start for m in turns), max(m.end for m in turns))
