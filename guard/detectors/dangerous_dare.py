"""dangerous-dare: readers are dared, or asked for videos, where people get hurt.

What it looks for
    A dare or contest (challenge, bet you can't, film it, tag us, best clip wins, who can ... longest) near a hazard: heights, tracks,
    traffic, fire, held breath, swallowing, animals, ice, no helmet. Warnings, supervised courses and harmless challenges pass.

Why
    Somebody will do it, often a child. People have died in branded challenges, and the brand that asked is liable.

Flags
    Who can stay under water the longest? Post the clip, tag us
    Best cliff selfie wins a drone, no ropes
    Bet you can't swallow a spoonful of cinnamon, nominate three friends
    Closest selfie with a moving train wins a phone

Passes
    Reading challenge: six books in a summer, the first to finish wins a tote.
    Never hold your breath under water for long. Blackouts come without warning.
    Cliff diving championship on Sunday: watch the professionals, from behind the rope.
    Plank challenge! Send us your best time.

Limits
    A hazard that the list does not know is not seen.
"""

from collections.abc import Iterator

from guard.detectors._people import hit_across
from guard.detectors._perils import nearest, warns
from guard.detectors.kit import Context, Hit, Rule, View

RULE = Rule(
    code="M251",
    slug="dangerous-dare",
    category="dangerous_challenge",
    severity="block",
    summary="This dares people to do something that can hurt them.",
    why="Somebody will do it, often a child, and film it with your name on it. If they are hurt, you asked for it.",
    instead="Choose a challenge in which nobody can get hurt, and ask for drawings, recipes or steps instead of stunts.",
    offended=("parents", "people who were hurt in a challenge", "rescue services"),
    confidence=0.85,
)
WAKES_ON = ("hazard",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit from the first hazard to the dare beside it."""
    for text in post.judged:
        dares = text.matches("dare")
        if not dares or warns(text):
            continue
        for hazard in text.matches("hazard"):
            dare = nearest(hazard, dares)
            if dare:
                yield hit_across(RULE, text, hazard, dare)
                break
