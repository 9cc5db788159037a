"""underage: alcohol, vapes or drugs are offered to minors, or age checks are laughed off.

What it looks for
    "Nobody checks ID", "say that you're 18", vapes that fit in a pencil case, a drop of whisky for the baby, sixteen-year-olds and
    free drinks. Age limits, test purchases, alcohol-free events and prevention pass.

Why
    It is against the law nearly everywhere, and parents read along.

Flags
    Sixth formers, our doormen have awful eyesight and drinks are £2
    Slips into your school sock, mango flavour
    Are you 16? Say you're 18, we won't ask
    If the little ones can't sleep, a dedo de anís and they will

Passes
    No ID, no sale. We check everybody under 25.
    Under 18s disco on Friday, no alcohol, pizza at nine.
    Fake ID? We take it to the police.
    Lock cannabis sweets away, out of reach of children.

Limits
    It does not know the legal age of each country.
"""

from guard.detectors._perils import voiced
from guard.detectors.kit import Rule

RULE = Rule(
    code="M242",
    slug="underage",
    category="drugs_alcohol",
    severity="block",
    summary="This offers alcohol or drugs to minors, or laughs at age checks.",
    why="It is against the law nearly everywhere, it can cost the licence, and parents read along.",
    instead="Take it out. State the age limit if you sell alcohol, vapes or cannabis.",
    offended=("parents", "schools", "licensing authorities"),
    confidence=0.85,
)
WAKES_ON = ("underage",)

detect = voiced(RULE, "underage")
