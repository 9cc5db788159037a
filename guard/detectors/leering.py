"""leering: staff, customers, patients or young people looked at as bodies.

What it looks for
    Colleagues and customers with their skirts, legs or "hands-on" services, people who bend over, peeping at neighbours and
    showers, and anything that makes a pupil or teenager sexual.

Why
    The people meant are real: staff, neighbours, pupils. It is harassment in public, in the organisation's name.

Flags
    Our new trainee bends over the copier and the whole office stops working
    Masseuses who handle every inch of you, gentlemen 😏
    Night vision, so you can watch the neighbour's wife

Passes
    Our new trainee Ana starts on Monday. She will answer your calls until five.
    The therapists know where runners get tense. Book a free check.
    Hands-on workshop for apprentices, Saturday at ten.

Limits
    It needs a word for the person and one for how they are looked at.
"""

from collections.abc import Iterator

from guard.detectors._perils import is_own
from guard.detectors._prudence import educates
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M213",
    slug="leering",
    category="sexual_innuendo",
    severity="block",
    summary="This treats people as bodies to be looked at.",
    why="The people meant are real and read it: colleagues, customers, neighbours, pupils. It is harassment in the brand's name.",
    instead="Do not post this. Praise people for what they do.",
    offended=("the people concerned", "women", "staff"),
    confidence=0.85,
)
WAKES_ON = ("leering",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield a hit for each row that the post says in its own voice."""
    for text in post.judged:
        if educates(text):
            continue
        for match in text.matches("leering"):
            if is_own(text, match):
                yield hit_at(RULE, text, match)
