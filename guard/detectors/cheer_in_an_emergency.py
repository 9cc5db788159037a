"""cheer-in-an-emergency: the account's own description tells of a tragedy now, and the post goes on as if nothing had happened.

What it looks for
    A description (guard.toml, or the post's own field) that tells of deaths, an accident, an attack, a storm, an evacuation or
    mourning now, and a post that is merry, sells or asks fans to play along without a word for it. Posts that inform, help,
    feel with people or say that something is called off pass, and so do descriptions of something that is over.

Why
    Everyone who reads it knows what has just happened. A scheduled joke reads as a decision.

Flags
    Who else is having the best Monday? 😍  {account_description: Rail operator, a passenger was killed on the line this morning}
    Get buried in fresh powder! Lifts open at 9  {account_description: Ski resort, three people are missing after an avalanche}

Passes
    The line is closed until noon, our thoughts are with the family.  {account_description: Rail operator, a passenger was killed on the line this morning}
    Get buried in fresh powder! Lifts open at 9  {account_description: Ski resort in the Tyrol}

Precedents
    American Rifleman 2012: a scheduled cheerful greeting went out hours after a mass shooting.

Limits
    Without a description, or an entry in the events calendar, nobody tells the guard what has happened.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, Text, View, whole
from guard.model import Precedent, Severity

RULE = Rule(
    code="M124",
    slug="cheer-in-an-emergency",
    category="bad_timing",
    severity="review",
    summary="This is light-hearted while the account's own situation is grave.",
    why="Everyone who reads it knows what has just happened. A joke or an offer now looks deliberate.",
    instead="Stop what is scheduled. Say what you know, what you do and where people find help, or say nothing.",
    offended=("the people concerned and their families", "your own staff"),
    precedent=Precedent(
        "American Rifleman (NRA)",
        2012,
        "a scheduled cheerful greeting went out hours after a mass shooting; deleted, and the account was closed",
    ),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("shape:described",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit on the whole post."""
    description = context.account.description
    if description and "harm" in moods.troubles(description) and not moods.faces_up(post.text):
        severity = _severity(post.text)
        if severity:
            yield whole(RULE, post.text, severity=severity)


def _severity(text: Text) -> Severity | None:
    if moods.laughs(text) or moods.tagged(text, "joy", "party"):
        return "block"
    return "review" if moods.is_light(text) else None
