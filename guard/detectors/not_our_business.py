"""not-our-business: the post sells what this account does not sell.

What it looks for
    Bets, night clubs and drink on the account of a hospice, church, school, hospital or the police; meat and hunting on a vegan one; another
    firm's opening on an account that an agency runs for somebody.

Why
    An agency or a tool has mixed up two accounts. What sells one offends the followers of the other.

Flags
    Big weekend of fights, our odds are up, bet 10 get 30!  {account_description: Agency-run account of a hospice charity}
    Spin to win every Friday night!  {account_description: Cathedral}
    The best bacon butty in Yorkshire.  {account_description: Vegan meal-kit brand}

Passes
    Bet 10 get 30 on the derby.  {account_description: Betting company}
    Happy hour from five to seven.  {account_description: Bar in Leeds}
    Spin to win at our summer fair, all for the new roof.  {account_description: Toy shop}

Limits
    It knows the account only from its description.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M526",
    slug="not-our-business",
    category="wrong_account",
    severity="review",
    summary="This sells something that does not belong on this account.",
    why="It looks as if two accounts were mixed up. What sells one offends the followers of the other.",
    instead="Check which account is selected in the scheduling tool, and which customer the post was made for.",
    offended=("followers of this account", "the customer for whom the post was made"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("foreign_trade",)

_UNFIT = {
    "gambling": "hospice charity church cathedral school nursery kindergarten hospital clinic police court library pension children children's youth recovery debt university ministry council",
    "night": "hospice church cathedral school nursery kindergarten hospital clinic police court road safety pension children children's youth recovery funeral ministry tax library",
    "meat": "vegan vegetarian veggie plant-based plant animal sanctuary végane vegano vegana veganer vegane",
    "trade": "agency-run agency pension hospice cathedral church ministry court police tax",
}
"""Words of a description with which a business does not go together."""


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield each offer that the account's description makes absurd."""
    about = set(post.about.words)
    for match in post.text.matches("foreign_trade"):
        unfit = next((_UNFIT[tag].split() for tag in match.row.tags if tag in _UNFIT), ())
        if not about.isdisjoint(unfit):
            yield hit_at(RULE, post.text, match)
