"""drink-driving: drinking goes with driving, flying, skiing or machines, with a wink.

What it looks for
    "One for the road", "the car knows the way", back lanes without police, free shots before the test drive, captains on their second
    glass. Taxis, designated drivers, alcohol-free drinks and warnings pass.

Why
    Every reader knows somebody who was killed or hurt by a drunk driver. It can also be an offence to encourage it.

Flags
    One for the road? The back lane has no cops after ten
    Free pints before your test drive
    Four beers and he drives straighter than ever
    Our pilot had two glasses of champagne, cheers

Passes
    One for the road, an espresso for you.
    Drivers drink soft drinks free all December.
    Police stopped nine drivers over the limit. Take the night bus.
    The pub is open until eleven, the bus stops outside.

Limits
    Advertising of alcohol has rules of its own in each country; they are not checked.
"""

from guard.detectors._perils import voiced
from guard.detectors.kit import Rule

RULE = Rule(
    code="M241",
    slug="drink-driving",
    category="drugs_alcohol",
    severity="block",
    summary="This makes light of drinking and driving, or of drinking on duty.",
    why="Every reader knows somebody who was hurt by it. In many places it is an offence to encourage it.",
    instead="Take the joke out, and say how people get home.",
    offended=("people who lost somebody on the road", "emergency services"),
    confidence=0.85,
)
WAKES_ON = ("drink_driving",)

detect = voiced(RULE, "drink_driving", denied=True)
