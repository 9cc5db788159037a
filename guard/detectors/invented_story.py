"""invented-story: the post admits that its story, people or figures were invented.

What it looks for
    "None of that happened. But ...", "none of these roles exist", "he was an actor", "we sent it, nobody asked us
    to", "study real, don't google", comments written by the team. Warnings of somebody else's fake pass.

Why
    People gave their sympathy, their CV or their trust to a story. They do not laugh when they hear what for.

Flags
    I was arrested this morning. None of that happened. But every day parcels are. Book a demo.
    40 jobs at 180k. None of these roles exist, but see how fast you applied!

Passes
    That clip of our presenter is fake. Please don’t share it.
    We put a decoy key into a public repository to see who would take it.

Limits
    A film or game is fiction by nature: say so in the first line.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.mention import is_quoted

RULE = Rule(
    code="M747",
    slug="invented-story",
    category="deception",
    severity="review",
    summary="This story was invented to get attention.",
    why="People who felt with you learn that they were used.",
    instead="Tell a true story with the consent of its people, or call it fiction in the first line.",
    offended=("people who believed it", "people who live through it"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("made_up",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit where the post admits that its story, people or figures were invented."""
    text = post.text
    if text.has("drill_words", "owning_up") or post.about.has("news_account", "satire_account"):
        return
    for found in text.matches("made_up"):
        if not is_quoted(text, found.start, found.end):
            yield hit_at(RULE, text, found)
            return
