"""protected-person-named: the post names somebody who must stay hidden.

What it looks for
    A name in the neighbourhood of "victim", "complainant", "witness", "source", "moved into the refuge", "asylum interview", from courts,
    police, refuges, newsrooms and offices that know such people. Press rules apply to social media as well.

Why
    Somebody may be found who fled, and courts punish the naming of victims.

Flags
    The complainant "Child B" is Evie R., now in Year 9  {account_description: Courts press office}
    Huge thanks for the cots! Kirsty D. and her two boys moved into the house on Tuesday  {account_description: Women's refuge}

Passes
    Thank you for the cots. The families who moved in this week chose the blue one.  {account_description: Women's refuge}
    The victim's family asks for privacy; journalists, please use the press list.  {account_description: Coroner's office}

Limits
    Descriptions without a name are seen only where they name age, school or trade.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit
from guard.text.people import Person, people

RULE = Rule(
    code="M439",
    slug="protected-person-named",
    category="personal_data",
    severity="block",
    summary="This names somebody who must stay hidden.",
    why="People who fled may be found again, and courts punish the naming of victims.",
    instead="Take out everything by which the person can be known: name, age, school, place, family.",
    offended=("the person and their family", "others who need your protection"),
    confidence=0.75,
)
WAKES_ON = ("protected_people",)
NEAR = 90
FURTHER = 60
"""Code points behind the word for the house in which its street is looked for."""


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit for a private person's name near the word of protection."""
    if not post.about.has("protectors"):
        return
    for text in post.judged:
        if text.has("consent", "missing_person", "public_matter"):
            continue
        for match in text.matches("protected_people"):
            if "house" in match.row.tags:
                if post.about.has("hidden_houses") and _place().search(text.raw, match.start, match.end + FURTHER):
                    yield hit(
                        RULE,
                        text,
                        match.start,
                        match.end,
                        message="This tells where a house lies whose address must stay secret.",
                    )
                continue
            person = _near(text, match)
            if person:
                yield hit(RULE, text, min(match.start, person.start), max(match.end, person.end))
                break


@cache
def _place() -> re.Pattern[str]:
    """A street, lane or square with its name, in the order of each language."""
    return re.compile(
        r"\b[A-ZÀ-Þ][\w'’-]{1,24} (?:Street|Road|Lane|Avenue|Close|Drive|Court|Walk|Terrace|Row|Hill|Square|Grove|Way|Gardens)\b"
        r"|\b[A-ZÀ-Þ]\w{2,24}(?:straße|strasse|gasse|allee|platz|weg|straat|laan|plein)\b"
        r"|\b(?:rue|avenue|calle|avenida|plaza|rua|via|viale|piazza|praça) (?:de la |de |del |della |da |do |des |du )?[A-ZÀ-Þ]"
    )


def _near(text: Text, match: Match) -> Person | None:
    """Somebody without an office, told with an initial, a family or a given name."""
    for person in people(text.raw):
        distance = max(match.start - person.end, person.start - match.end, 0)
        if not person.office and person.kind in {"initial", "given", "titled"} and distance <= NEAR:
            return person
    return None
