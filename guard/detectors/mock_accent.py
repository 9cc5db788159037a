"""mock-accent: an accent or broken language is mocked.

What it looks for
    Spellings that imitate how people speak ("velly", "yah mon", "mañana, amigo"), invented chief talk ("heap
    big"), lines from old films ("me love you long time", "Confucius say").

Why
    People with that accent have been laughed at with exactly these words, at school and at work.

Flags
    Ah so! Velly fresh fish today
    Big Chief say: pitch tent quick, 25% off
    Me love you long time, dumplings

Passes
    Wha gwaan! Di curry goat ready, says Auntie Pearl, who runs this kitchen.
    Very fresh fish today, caught at four this morning.
    Our chief engineer says: check the seal twice.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule

RULE = Rule(
    code="M322",
    slug="mock-accent",
    category="stereotype",
    severity="review",
    summary="This imitates an accent to be funny.",
    why="People who speak like that have been laughed at with these words all their lives.",
    instead="Write it in your own language. If the culture matters to the product, let somebody from it speak.",
    offended=("the people whose accent is imitated",),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("mock_accent",)

detect = said(RULE, "mock_accent")
