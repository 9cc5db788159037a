"""planned-stunt: the account's own notes say that the alarm is staged.

What it looks for
    An alarm, a farewell or a notice from an account whose description says "teaser", "stunt", "the bear is the new
    mascot", "internal note", "logo of the real water board is in the picture".

Why
    The plan is on record. When people find it, nobody believes that it was a misunderstanding.

Flags
    Please stay indoors. A bear has been seen near the school.  {account_description: Honey brand, the bear is the new mascot}
    From Sunday the doors will close for good.  {account_description: Restaurant, internal note says it is the teaser for the new terrace}

Passes
    From Sunday the doors will close for good.  {account_description: Restaurant, the owners retire}
    Meet Bruno, the bear on our new jar.  {account_description: Honey brand, the bear is the new mascot}

Limits
    It reads only the description of the account.
"""

from collections.abc import Iterator

from guard.detectors._stunts import alarms
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M748",
    slug="planned-stunt",
    category="deception",
    severity="block",
    summary="The notes of this account say that this alarm is staged.",
    why="People will be frightened on purpose, and the plan proves it.",
    instead="Drop the alarm. Launch the mascot, the menu or the sauce as what it is.",
    offended=("people who believed it", "people who went through the real thing"),
    confidence=0.8,
)
WAKES_ON = ("alarm_danger", "alarm_loss", "alarm_headline", "authority_notice")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on the alarm where the account's description says that it is staged."""
    if not context.account.description or not post.about.has("stunt_note") or post.about.has("satire_account"):
        return
    for found in alarms(post.text, "alarm_danger", "alarm_loss", "alarm_headline", "authority_notice"):
        yield hit_at(RULE, post.text, found)
        return
