"""class-shaming: people with little money, schooling or the wrong address are the joke.

What it looks for
    Words and scenes of contempt for poor people: chavs, scroungers, giro day, "hobo chic", "ghetto fabulous",
    estates and postcodes as a punchline, "no DSS".

Why
    Many of your customers have been there, or are there now. It reads as a brand laughing at people who
    cannot pay.

Flags
    Trackies on, hood up, it's giro day! Everything under £2
    Hobo chic haul: looking homeless but make it fashion
    If you have to ask for the price, it is not for your postcode

Passes
    Healthy Start cards are welcome at every till.
    The Marlow estate has four poets and a brass band. Hear them on Saturday.
    We don't ask why you need the food bank. Come in, it is warm.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule
from guard.model import Precedent

RULE = Rule(
    code="M324",
    slug="class-shaming",
    category="stereotype",
    severity="review",
    summary="This laughs at people for being poor or for where they live.",
    why="People who count every coin read it, and so does everyone who once did.",
    instead="Leave the people out. Say what it costs and who can use it.",
    offended=("people with little money", "people of the place that is named"),
    precedent=Precedent(
        "Chase",
        2019,
        "a bank that had been bailed out shamed the poor; it deleted the post within 20 minutes",
    ),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("class_shaming",)

detect = said(RULE, "class_shaming")
