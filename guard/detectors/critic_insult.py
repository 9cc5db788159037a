"""critic-insult: reporters, reviewers, inspectors or rivals are insulted or threatened.

What it looks for
    "Critics are failed waiters", "so-called experts", "clickbait rag", "do your homework", "see you in court", and contempt for whoever judges
    or asks questions.

Why
    It makes the story bigger, and the next reporter writes about the insult.

Flags
    Critics are failed waiters with a thesaurus.
    The so-called researcher who tagged us lives with his mother.
    Lazy journalism, as always. See you in court.

Passes
    A reporter found a mistake in our figures. She was right, here is the correction.
    Critics are raving about our new play.
    We disagree with the inspector's second point and have told her why.
"""

from collections.abc import Iterator

from guard.detectors._answering import is_meant
from guard.detectors._standing import stands
from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.model import Precedent

RULE = Rule(
    code="M544",
    slug="critic-insult",
    category="customer_insult",
    severity="review",
    summary="This insults somebody who judges or asks questions.",
    why="It makes the criticism bigger, and the next story is about the insult.",
    instead="Say what is wrong in the report and show the evidence, or say nothing.",
    offended=("the critic and colleagues", "readers who wanted an answer"),
    precedent=Precedent(
        "Dallas Cowboys", 2013, "answered a journalist with a snide remark about baseball and hockey, and apologised"
    ),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("critic_insult",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield each insult to a critic."""
    for text in post.judged:
        for match in text.matches("critic_insult"):
            if stands(post, text, match) and is_meant(text, match):
                yield hit_at(RULE, text, match)
