"""disability-as-inspiration: disabled people exist to inspire, comfort or be pitied.

What it looks for
    "What's your excuse?", "if they can smile", "puts our problems in perspective", "the only disability is a
    bad attitude", "suffers from", "confined to a wheelchair", promises to cure autism.

Why
    It makes a person into a lesson for others. They came to race, work or shop.

Flags
    The only disability in life is a bad attitude. New shoes out now
    Our wheelchair racers finished. What's your excuse, couch potatoes?
    So many wheelchair users at our open day. Puts our own little problems in perspective

Passes
    Abel won the wheelchair race and complained about the tram tracks, as every year.
    Our new level boarding team is led by Josh, who uses a wheelchair.
    What is your excuse for skipping the flu jab? Ours is free.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule

RULE = Rule(
    code="M354",
    slug="disability-as-inspiration",
    category="ableism",
    severity="review",
    summary="This uses disabled people as inspiration or pity.",
    why="Disabled people read that their life is your lesson.",
    instead="Report the result, the work or the price as you would for anyone.",
    offended=("disabled people",),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("disability_pity",)

detect = said(RULE, "disability_pity")
