"""suicide-joke: suicide or self-injury as a joke, a tip or a selling point.

What it looks for
    Bridges, windows, ropes, bleach and blades beside exams, Mondays, prices and reviews; "kms"; "goodbye cruel world"; costumes with
    bandaged wrists; people on the track as a nuisance; how somebody "did it". Help lines, prevention, survivors and remembrance pass.

Why
    In every readership somebody is thinking about it, and somebody has lost a person. Jokes and methods make it likelier.

Flags
    Exam tomorrow? Option A: our crash course. Option B: the bridge
    Does the commute make you want to leap off the viaduct? Try our podcast
    The ledge is looking tempting after this audit, get our ledger app
    me if the shop runs out of oat milk: goodbye cruel world

Passes
    Thinking about suicide? Our line is open day and night, and it is free.
    Hang in there, the pansies will be back by lunch.
    A dessert to die for, and the bridge to the island is open again.
    Exam tomorrow? Option A: sleep. Option B: also sleep.

Limits
    Veiled remarks without a known word are not seen.
"""

from guard.detectors._perils import voiced
from guard.detectors.kit import Rule

RULE = Rule(
    code="M231",
    slug="suicide-joke",
    category="self_harm",
    severity="block",
    summary="This jokes about suicide or self-injury.",
    why="Among your readers somebody is thinking about it and somebody has lost a person. Jokes and methods can be dangerous.",
    instead="Do not post this. If you speak about suicide, do it with a help line and without a method.",
    offended=("people in a crisis", "people bereaved by suicide", "their families"),
    confidence=0.9,
)
WAKES_ON = ("suicide_joke",)

detect = voiced(RULE, "suicide_joke")
