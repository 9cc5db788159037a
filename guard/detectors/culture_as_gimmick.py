"""culture-as-gimmick: a living culture becomes a look, a flavour or a party trick.

What it looks for
    "Spirit animal", "go native", "what's your tribal name", geisha makeovers, "Cinco de Drinko", tribal
    prints "for civilised sunbathers", patterns that a brand "discovered" and "made wearable".

Why
    The people of that culture were mocked or punished for the same things. They see it sold without them.

Flags
    Find your spirit animal in three capsules
    Geisha makeover for hen parties, £35 a head
    Cinco de Drinko! Sombrero with every jug
    We discovered a cute stitch in an Andean village and made it wearable

Passes
    Turban tying day: come in, choose a colour, learn why we wear it.
    The stitch is called k'uthu, and Eusebia's name is on the label.
    No, May 5th is not our Independence Day. Our theatre group tells you why.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule

RULE = Rule(
    code="M372",
    slug="culture-as-gimmick",
    category="cultural_appropriation",
    severity="review",
    summary="This uses a culture as a look or party trick.",
    why="The people of that culture see it sold without them, and often as a joke.",
    instead="Work with people of that culture, name and pay them, or use another idea.",
    offended=("the people of that culture",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("culture_gimmick",)

detect = said(RULE, "culture_gimmick")
