"""patronising: somebody is talked down to.

What it looks for
    "Calm down, dear", "sweetheart, it's only a spreadsheet", "mud is mud, princess", "ladies, we promise to
    explain it slowly", "stick to colouring books".

Why
    It shows contempt for the person and lets everybody watch.

Flags
    Calm down, dear, it is only a delayed train
    Deep breaths, sweetheart, it's only a spreadsheet
    Good question, but don't worry your pretty little head

Passes
    You are right, the dates do not match. Corrected version at noon.
    Sweetheart roses are back, ten stems for £6.
    We explain every step, and you can stop us at any time.

Limits
    Irony without any of the known words is not seen.
"""

from collections.abc import Iterator

from guard.detectors._people import is_called_out, said_in
from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.model import Precedent
from guard.text.mention import is_used

RULE = Rule(
    code="M338",
    slug="patronising",
    category="sexism",
    severity="review",
    summary="This talks down to somebody.",
    why="She and everyone who has been spoken to like that will be angry, rightly.",
    instead="Answer the question. Use the name, or no form of address at all.",
    offended=("women", "the person who is answered"),
    precedent=Precedent(
        "Virgin Trains East Coast",
        2018,
        "answered a complaint about a patronising word with two more; deleted it and apologised",
    ),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("patronising", "pet_names")


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield the known phrases, and pet names by which a stranger is addressed."""
    for text in post.judged:
        yield from said_in(RULE, post, text, "patronising")
        for name in text.matches("pet_names"):
            if name.first and is_called_out(text, name) and is_used(text, name):
                yield hit_at(RULE, text, name)
