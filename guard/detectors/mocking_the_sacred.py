"""mocking-the-sacred: a slogan or joke made out of faith.

What it looks for
    Scripture and liturgy as a sales line ("died for your pints", "take and drink"), holy days with a pun,
    sacred persons who endorse products, fasting people teased, "namaste" with a wink.

Why
    What is holy to people is not yours to joke with. Believers of all faiths follow brands, and they stay.

Flags
    He died for your pints. Open Good Friday from three
    On the third day he rose for seconds: our Easter burger
    Namaslay, goddesses! Bottomless brunch with Shiva shots
    A snack that melts faster than your Ramadan willpower

Passes
    Good Friday pickled fish is ready. Happy Easter, see you Saturday.
    Ramadan Mubarak. We open an hour before sunset with dates and water on every table.
    Carols by candlelight, Sunday at six.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule

RULE = Rule(
    code="M361",
    slug="mocking-the-sacred",
    category="religious_insensitivity",
    severity="review",
    summary="This makes a slogan or joke of something sacred.",
    why="Believers read that what is holy to them is a gag to you.",
    instead="Greet people on their holy day without a product, or do not mention it.",
    offended=("believers of that faith",),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("mocking_the_sacred",)

detect = said(RULE, "mocking_the_sacred")
