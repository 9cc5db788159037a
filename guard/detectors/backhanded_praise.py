"""backhanded-praise: praise that shows what one had expected of such people.

What it looks for
    "Speaks such good English, we were surprised", "not bad for a girl", "proof that even women can", "you
    don't look autistic", "we don't see colour".

Why
    The praise tells the person that you had expected less because of who they are.

Flags
    Welcome, Aisha! She speaks such good English that we forget where she is from
    The new cup was won by our girls. Not bad for a girl team
    We don't see colour here, we all get on

Passes
    Welcome, Aisha! She brings six years of employment law and a coffee machine.
    Our girls won the cup, by four goals.
    Colour blind mode is here: three palettes, tested by players.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule

RULE = Rule(
    code="M325",
    slug="backhanded-praise",
    category="stereotype",
    severity="review",
    summary="This praise shows that you had expected less.",
    why="The person hears what you think of people like them.",
    instead="Praise what was done, with a fact: the result, the skill, the years.",
    offended=("the person who is praised", "people like them"),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("backhanded_praise",)

detect = said(RULE, "backhanded_praise")
