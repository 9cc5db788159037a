"""drink-driving: drinking goes with driving, flying, skiing or machines, with a wink.

What it looks for
    "One for the road", "the car knows the way", back lanes without police, free shots before the test drive, captains on their second
    glass. Taxis, designated drivers, alcohol-free drinks and warnings pass.

Why
    Every reader knows somebody who was killed or hurt by a drunk driver. It can also be an offence to encourage it.

Flags
    One for the road? The back lane has no cops after ten
    Free shots, then free test drives
    Six pints in and still a better driver than our rivals
    The captain's already on his second, cheers from 30,000 ft

Passes
    One for the road? Make it an espresso.
    Drivers drink soft drinks free all December.
    Four pints at midnight and you could still be over the limit at eight.
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
