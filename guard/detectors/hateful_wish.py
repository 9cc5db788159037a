"""hateful-wish: harm, death or expulsion is wished on a group of people, or praised.

What it looks for
    "Burn the camp", "they should have finished the job", "deport them all", "problem solved" beside a sinking boat, "fewer
    mouths to feed", calls to "clear out" a people. News, remembrance and posts that condemn such words pass.

Why
    It reads as a threat to everyone who is meant, and in many countries it is a crime.

Flags
    The camp by the motorway should be burned before the summer
    Another dinghy sank. Fewer mouths to feed.
    Those two lesbians? Somebody ought to teach those two a lesson

Passes
    The camp by the motorway burned down last night. Blankets are needed, here is where to bring them.
    A dinghy sank and 60 people died. We name them at six o'clock.
    "They should be shot", said a caller about refugees. We have reported him.

Limits
    Threats against one person are another rule's matter.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule

RULE = Rule(
    code="M305",
    slug="hateful-wish",
    category="hate_or_slur",
    severity="block",
    summary="This wishes harm or expulsion on a group of people.",
    why="Whoever is meant reads a threat. In many countries a sentence like this is a crime.",
    instead="Do not post this, in any wording.",
    offended=("the people who are threatened", "everyone who stands with them"),
    confidence=0.9,
)
WAKES_ON = ("hateful_wish",)

detect = said(RULE, "hateful_wish")
