"""cheer-in-own-trouble: the account's description tells of layoffs, an outage, a strike, a price rise or a scandal, and the post jokes or boasts.

What it looks for
    A description that tells of the organisation's own trouble now, and a post that is merry, boasts or sells without facing it.
    Posts that explain, apologise or help pass, and so do descriptions of something that is over.

Why
    Those who lost their job, cannot reach their money or pay more read that you find it funny, or did not notice.

Flags
    New week, new us ✨ Lighter and faster!  {account_description: Streaming service that cut a third of its staff yesterday}
    Digital detox Tuesday, anyone? 😉  {account_description: Mobile network whose service has been down since 6 am}
    Treat yourself. You can afford it.  {account_description: Energy supplier, bills went up 38% today}

Passes
    Service is down since 6. We are sorry, engineers are on site.  {account_description: Mobile network whose service has been down since 6 am}
    Digital detox Tuesday, anyone? 😉  {account_description: Spa hotel}

Precedents
    Tesco 2013: a scheduled pun on horses during its own horse meat scandal.

Limits
    Without a description or an open wound in guard.toml nobody tells the guard about your trouble.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, Text, View, whole
from guard.model import Precedent

RULE = Rule(
    code="M140",
    slug="cheer-in-own-trouble",
    category="tone_deaf",
    severity="review",
    summary="This is cheerful while the organisation's own trouble hurts people.",
    why="Those who lost their job, cannot reach their money or pay more read that you find it funny, or did not notice.",
    instead="Face it first: what happened, what you do, where people get help. Keep jokes, boasts and offers for later.",
    offended=("customers and staff who are hit by it",),
    precedent=Precedent(
        "Tesco", 2013, "a scheduled pun on horses went out during its own horse meat scandal; deleted and apologised"
    ),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("shape:described",)

OWN_TROUBLES = frozenset({"outage", "jobs", "price", "strike", "fault"})
"""The kinds of bad news that an organisation has made or must answer for."""

SHORT = 25
"""Words up to which a post cannot well speak of the trouble without naming it."""


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit on the whole post."""
    description = context.account.description
    if not description:
        return
    kinds = moods.troubles(description) & OWN_TROUBLES
    text = post.text
    if kinds and not moods.faces_up(text) and (moods.is_light(text) or _passes_over(text, description)):
        yield whole(RULE, text)


def _passes_over(text: Text, description: str) -> bool:
    """Say whether a short post takes up no word of what the description tells."""
    return len(text.words) < SHORT and not moods.speaks_of(text, description)
