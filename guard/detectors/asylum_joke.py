"""asylum-joke: psychiatric patients as horror, costume or joke.

What it looks for
    Straitjackets, "escaped patient", "the loonies run the asylum", men in white coats, "our accountant has
    been sectioned".

Why
    People who were patients are neighbours and customers. They are far more often victims than dangerous.

Flags
    Escape room: straitjackets on, can you get out before the loonies get you?
    Prices so low our accountant's been sectioned 🤪
    New for adults: psych ward escapee costume, £24.99

Passes
    The straitjacket in case 4 was last used in 1961. Mr Evans, who wore it, tells his story.
    Open day at the clinic: the patients run the bar.
    Our haunted house has ghosts, bats and one rude skeleton.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule

RULE = Rule(
    code="M356",
    slug="asylum-joke",
    category="ableism",
    severity="review",
    summary="This uses psychiatric patients as horror or joke.",
    why="People who have been in hospital, and their families, read that they are monsters.",
    instead="Use ghosts, bats and pumpkins. Leave hospitals out.",
    offended=("people who live with a mental illness", "their families"),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("asylum_joke",)

detect = said(RULE, "asylum_joke")
