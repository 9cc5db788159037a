"""threat: somebody is threatened, openly or between the lines.

What it looks for
    "We know where you park", "accidents happen on unlit roads", "next time we bring the dog", "pay by Friday or ...", and who
    will break whose legs. Threats that the post reports or condemns pass, and so do idioms and sport.

Why
    Whoever is meant is frightened, and so is everybody who reads it. A threat is a crime, also when it ends in a wink.

Flags
    We know where you walk your dog, Stephen. Careful.
    Lovely shop you have, shame if something happened to it
    Whoever scratched the van: our boys will come round with bats
    Les vamos a partir la cara, reservad sitio

Passes
    We know where you parked: the app shows your bay.
    "I know where you live", he wrote to our reporter. We have told the police.
    Accidents happen. Our excess is £50.
    We'll break the record on Sunday.

Limits
    Threats without any of the known turns are not seen.
"""

from guard.detectors._perils import voiced
from guard.detectors.kit import Rule

RULE = Rule(
    code="M221",
    slug="threat",
    category="violence_or_threat",
    severity="block",
    summary="This reads as a threat.",
    why="Whoever is meant will be frightened, and may go to the police. A wink or 'just kidding' does not take it back.",
    instead="Say what you ask for and what happens next by your rules, or say nothing.",
    offended=("the person who is threatened", "everyone who reads it"),
    confidence=0.85,
)
WAKES_ON = ("threat",)

detect = voiced(RULE, "threat")
