"""child-named: the post names a child with age, school or class.

What it looks for
    A name with an age below eighteen, or several full names beside words for pupils, teams of children or classes, from accounts that
    have children in their care. Searches for missing children, and consent that is spoken of, pass.

Why
    Name, face and school together are all that somebody needs who should never find the child.

Flags
    Freya Lund, 11, of Hartwell Primary got into the juniors!  {account_description: Dance school}
    Our Under 10s! From left: Luca Ferri, Nico Ruggiero, Samuel Diop

Passes
    One of our juniors got in! She's eleven, so we won't say who or where.  {account_description: Dance school}
    Anna Berg, 34, opens her second bakery today.

Limits
    It cannot know whether the parents agreed: say so, or keep the consent on file and confirm the review.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.text.people import people

RULE = Rule(
    code="M430",
    slug="child-named",
    category="personal_data",
    severity="review",
    summary="This names a child with age or school.",
    why="Name, face and school are all that somebody needs who should never find the child.",
    instead="Use the first name alone, or none, and check that the parents agreed in writing.",
    offended=("the child and the parents",),
    confidence=0.65,
    contextual=True,
)
WAKES_ON = ("children_words", "shape:age")
ENOUGH_NAMES = 2


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit for a child's name with an age, or for a list of children's names."""
    for text in post.judged:
        children = text.has("children_words")
        if not children and "age" not in post.shapes:
            continue
        if (
            post.about.has("consent")
            or text.has("consent", "missing_person", "public_matter", "mourning")
            or not (children or post.about.has("custodians"))
        ):
            continue
        aged = _aged(text)
        if aged:
            yield hit(RULE, text, *aged)
        elif children:
            full = [p for p in people(text.raw) if p.kind in {"full", "initial"}]
            if len(full) >= ENOUGH_NAMES:
                yield hit(RULE, text, full[0].start, full[-1].end)


def _aged(text: Text) -> tuple[int, int] | None:
    for person in people(text.raw):
        if person.kind != "titled":
            found = _age().match(text.raw, person.end)
            if found:
                return person.start, found.end()
    return None


@cache
def _age() -> re.Pattern[str]:
    return re.compile(
        r"(?:,| \() ?(?:aged? |age )?(?:[2-9]|1[0-7])(?:\)|,| ans\b| años\b| anni\b| jaar\b| Jahre\b| years?\b)(?! (?:am|pm|uhr|h)\b)"
    )
