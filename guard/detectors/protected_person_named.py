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

from collections.abc import Iterator

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


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit for a private person's name near the word of protection."""
    if not post.about.has("protectors"):
        return
    for text in post.judged:
        if text.has("consent", "missing_person", "public_matter"):
            continue
        for match in text.matches("protected_people"):
            person = _near(text, match)
            if person:
                yield hit(RULE, text, min(match.start, person.start), max(match.end, person.end))
                break


def _near(text: Text, match: Match) -> Person | None:
    """Somebody without an office, told with an initial, a family or a given name."""
    for person in people(text.raw):
        distance = max(match.start - person.end, person.start - match.end, 0)
        if not person.office and person.kind in {"initial", "given", "titled"} and distance <= NEAR:
            return person
    return None
