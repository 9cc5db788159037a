"""double-meaning: a sentence with a second, sexual reading that everyone hears.

What it looks for
    Stock innuendo in several languages: sizes and inches with "ladies", holes that get filled, meat that nobody beats, who
    lasts all night, "come inside us", "lick it till it drips". Health and sex education, art, help and law pass; so do
    accounts that sell condoms, lingerie or the like. A public office or an account for children is blocked, others go to review.

Why
    The joke is the only thing that readers pass on. For a bank, a school or a charity it reads as nobody being in charge.

Flags
    Nine inches long, ladies, and always hard. Baguettes from six.
    Come inside me, said the tram, it is warm in here
    Nobody beats our meat, the barbecue box is here
    Our oak is so thick you'll need both hands

Passes
    Oak planks, 28 mm thick, cut to length while you wait.
    Come inside and warm up, every carriage is heated.
    Breasts or balls: check them once a month and show any lump to a doctor.
    Twelve inches of snow and the lift is open.

Limits
    Puns without a known phrase are not seen unless a wink stands beside them (suggestive-wink).
"""

from guard.detectors._prudence import innuendo_in
from guard.detectors.kit import Rule
from guard.model import Precedent

RULE = Rule(
    code="M211",
    slug="double-meaning",
    category="sexual_innuendo",
    severity="review",
    summary="This has a sexual second meaning.",
    why="Readers will hear the joke first and pass only that on. It puts off families, staff and whoever did not ask for it.",
    instead="Say what the product does in words that have one meaning.",
    offended=("parents", "women", "customers who expect a plain account"),
    precedent=Precedent(
        "Tampax US", 2022, "posted an innuendo about the users of its product; a boycott hashtag followed"
    ),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("innuendo",)

detect = innuendo_in(RULE, "innuendo")
