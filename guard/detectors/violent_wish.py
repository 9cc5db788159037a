"""violent-wish: somebody is said to deserve death or injury, or it is wished on them.

What it looks for
    "Should be taken outside and shot", "wants hanging", "I hope he loses a finger", "somebody ought to drive a digger through
    her front room", "first against the wall". Quotations that the post condemns pass.

Why
    It tells people who are angry that violence is a fair answer, in the organisation's name.

Flags
    The person who drew up this form ought to be flogged
    Fare dodgers want flogging
    I hope the referee breaks his neck
    Somebody should run that woman over

Passes
    This scene should be shot at dusk, said our director of photography.
    Nobody deserves to be beaten for love. The march starts at six.
    Break a leg tonight, everyone!
    Somebody should drive her home, taxis are free until two.

Limits
    Wishes about groups of people are another rule's matter (hateful-wish).
"""

from guard.detectors._perils import voiced
from guard.detectors.kit import Rule

RULE = Rule(
    code="M222",
    slug="violent-wish",
    category="violence_or_threat",
    severity="block",
    summary="This wishes violence on somebody.",
    why="It says in your name that violence is a fair answer, and somebody angry may take it as permission.",
    instead="Say what made you angry and what should change.",
    offended=("the people who are meant", "victims of violence"),
    confidence=0.85,
)
WAKES_ON = ("violent_wish",)

detect = voiced(RULE, "violent_wish", denied=True)
