"""bomb-joke: a bomb, a gun or an attack as a joke or prank.

What it looks for
    "Bomb in my bag, jk", a ticking parcel left for laughs, fake shootings and hostage pranks, who looks like a bomber. Drills,
    warnings, museum pieces and news pass; so do bath bombs.

Why
    Security has to take every mention seriously, and people who were near a real attack do too.

Flags
    Grenade in my suitcase 💣 kidding, only avocados
    We left a ticking parcel on the tram, watch the reactions
    Fake shooting prank in the mall, subscribe for part two

Passes
    Bath bombs: buy two, get one.
    Never joke about a bomb in your bag. Security must search all of it.
    The bomb found in the canal was made safe at noon.
    Ticking clocks of the nineteenth century, until May.

Limits
    A prank that names no weapon is not seen.
"""

from guard.detectors._perils import voiced
from guard.detectors.kit import Rule

RULE = Rule(
    code="M226",
    slug="bomb-joke",
    category="violence_or_threat",
    severity="block",
    summary="This jokes about a bomb, a gun or an attack.",
    why="Security has to take every mention seriously, and whoever was near a real attack does too. It may be an offence.",
    instead="Find another joke.",
    offended=("people who lived through an attack", "passengers and staff"),
    confidence=0.85,
)
WAKES_ON = ("bomb_joke",)

detect = voiced(RULE, "bomb_joke", denied=True)
