"""partner-violence: violence at home as a joke, a bargain or a custom.

What it looks for
    Slaps and black eyes beside wives, girlfriends and late dinners, "equal rights, equal lefts", "walked into a door", "she had
    it coming", "he only hits you because he loves you". Help lines, refuges and campaigns pass.

Why
    In every readership there are people who were hit at home. What is a pun to you is Tuesday to them.

Flags
    Slap-up dinner for two, not just the slap
    Our cod gets battered more often than a wife
    You wanted equal rights? Enjoy equal lefts
    He only hits you because he cares: new boxing class for couples

Passes
    Slap-up dinner for two, £30.
    If he hits you and says sorry, call us. Someone answers at night.
    Our cod is battered to order.
    She walked into the door of the bank at nine and opened an account.

Limits
    Jokes without any of the known words are not seen.
"""

from guard.detectors._perils import voiced
from guard.detectors.kit import Rule

RULE = Rule(
    code="M225",
    slug="partner-violence",
    category="violence_or_threat",
    severity="block",
    summary="This makes light of violence at home.",
    why="In every readership there are people who were hit at home, and people who hit. Both read this.",
    instead="Do not post this, in any wording.",
    offended=("survivors of domestic violence", "women"),
    confidence=0.9,
)
WAKES_ON = ("partner_violence",)

detect = voiced(RULE, "partner_violence")
