"""illness-as-metaphor: an illness or disability stands for something else.

What it looks for
    "So OCD about pens", bipolar weather, schizophrenic tariffs, "your spreadsheet has dementia", autistic
    committees, "blind to", "lame". The mildest are advice only. Diagnosis, awareness and people who speak of
    themselves pass.

Why
    Whoever lives with it reads that their illness is your word for tidy, moody or broken.

Flags
    We are all a little OCD in January. Meet the new planner
    Bipolar weather again: sun at two, hail at three
    Our old tariffs were completely schizophrenic
    Your spreadsheet has dementia

Passes
    Living with OCD: Nadia tells us what helps at work.
    World Bipolar Day: Camila has run eleven marathons since her diagnosis.
    Our colleague is blind, the app now reads the keypad.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import meant
from guard.detectors.kit import Rule

RULE = Rule(
    code="M352",
    slug="illness-as-metaphor",
    category="ableism",
    severity="review",
    summary="This uses an illness or disability as an image for something else.",
    why="People who live with it read that you find it funny or worthless.",
    instead="Say it plainly: tidy, changeable, contradictory, forgetful.",
    offended=("people who live with the illness or disability", "their families"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("illness_metaphor",)

detect = meant(RULE, "illness_metaphor")
