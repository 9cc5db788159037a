"""consent-joke: a joke about not taking no for an answer, drugged drinks, spying or violence against women.

What it looks for
    "No is just a yes that needs warming up", "she won't remember saying no", drinks that "she won't notice",
    spying on a partner's phone, slaps as a joke, rape as a word for winning.

Why
    Many readers have lived through it. What is a joke to you is a plan to somebody else.

Flags
    She said no? No is just a yes that needs warming up
    Tastes like pears, so she won't notice till it's too late
    Find out where she really is, without her ever knowing
    We absolutely r*ped them in the final

Passes
    Left on read three times? That is the answer. Close the chat.
    If somebody tracks your phone without your consent, call us. It is free.
    No means no, on the dancefloor too. Ask for Angela at the bar.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule

RULE = Rule(
    code="M333",
    slug="consent-joke",
    category="sexism",
    severity="block",
    summary="This makes light of consent or of violence against women.",
    why="Survivors read it, and others read that it is acceptable.",
    instead="Do not post this, in any wording.",
    offended=("survivors of sexual and domestic violence", "women"),
    confidence=0.9,
)
WAKES_ON = ("consent_joke",)

detect = said(RULE, "consent_joke")
