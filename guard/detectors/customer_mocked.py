"""customer-mocked: customers, callers, applicants or fans are made fun of in front of everybody.

What it looks for
    "Complaint of the week", "this bride, omg", "you can't fix stupid", "our most annoying customers", a review read out "in a silly voice", somebody described
    by what they asked or wore, with a jeer beside it.

Why
    The person recognises themselves, their friends do too, and everybody else wonders what you say about them.

Flags
    Caller of the week: the man who asked us where the moon had gone.
    This bride omg, three hours about napkins 🙄
    To the lady with the opinions about our soup: nobody asked.

Passes
    To the lady who left a blue umbrella in the reading room: it is at the desk.
    A customer asked whether the cake is vegan. It is now.
    Review of the week: "The best pie in Fife." Thank you, Morag.

Limits
    Gentle irony without a jeer is not seen.
"""

from collections.abc import Iterator

from guard.detectors._answering import is_meant
from guard.detectors._standing import stands
from guard.detectors.kit import Context, Hit, Match, Rule, View, hit, hit_at

RULE = Rule(
    code="M543",
    slug="customer-mocked",
    category="customer_insult",
    severity="review",
    summary="This makes fun of the people who come to you.",
    why="Whoever is meant recognises themselves, and everybody else wonders what you say about them.",
    instead="Tell the story without the person, or tell a joke about yourselves.",
    offended=("the person described", "customers in general"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("customer_mocked",)
CLOSE = 2
"""Sentences between the person and the jeer."""


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield phrases that mock alone, and persons with a jeer nearby."""
    for text in post.judged:
        found = [m for m in text.matches("customer_mocked") if stands(post, text, m)]
        alone = [m for m in found if "likely" in m.row.tags and is_meant(text, m)]
        for match in alone:
            yield hit_at(RULE, text, match)
        pair = None if alone else _pair(text.sentences, found)
        if pair and is_meant(text, pair[0]):
            yield hit(RULE, text, min(m.start for m in pair), max(m.end for m in pair))


def _pair(sentences: list[int], found: list[Match]) -> tuple[Match, Match] | None:
    """The first person with a jeer at most two sentences away."""
    for person in (m for m in found if "target" in m.row.tags):
        for jeer in (m for m in found if "jeer" in m.row.tags and (m.first > person.last or m.last < person.first)):
            if abs(sentences[jeer.first] - sentences[person.first]) <= CLOSE:
                return person, jeer
    return None
