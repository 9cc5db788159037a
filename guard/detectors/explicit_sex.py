"""explicit-sex: words of pornography or of sex itself on an account that has nothing to do with it.

What it looks for
    Nudes, porn sites, sex acts and sex toys by name. Health and sex education, crime prevention and accounts of the trade pass.

Why
    Nobody follows a shop, a team or an office for this, and children read along.

Flags
    Send us your nudes! (Naked phones, that is: cases are 30% off)
    Our new sauce is better than any orgasm
    Delete your browser history later, this OnlyFans joke comes first

Passes
    Somebody is sharing nudes of you? It is a crime, and we can help.
    Nude is back in stock: lipstick shade 12, £9.
    Pornography and young people: a talk for parents by the child protection charity.

Limits
    Words that are mostly harmless (toy, position) count only beside others.
"""

from guard.detectors._prudence import innuendo_in
from guard.detectors.kit import Rule

RULE = Rule(
    code="M216",
    slug="explicit-sex",
    category="sexual_innuendo",
    severity="review",
    summary="This speaks of sex or pornography.",
    why="Readers did not come for it, and children and colleagues read along.",
    instead="Leave it out, unless sex is what the account is about.",
    offended=("parents", "colleagues", "customers"),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("explicit_sex",)

detect = innuendo_in(RULE, "explicit_sex")
