"""mocking-politicians: a government, a party or somebody in office is insulted or mocked, or such a post is applauded.

What it looks for
    Words of contempt in the same sentence as words of politics ("the minister is a crook", "that ministry couldn't find ..."), and answers that
    applaud somebody's political post, on an account whose business it is not.

Why
    Those who voted for them feel attacked. Public bodies break their duty to be neutral, and authorities remember.

Flags
    Happy hour from five. The mayor is a crook, by the way.  {account_description: Bar}
    Couldn't have said it better ourselves.  {account_description: Cricket club; in_reply_to: Vote the crooks in government out on Wednesday}

Passes
    We disagree with the ministry's plan and have told it so. Our letter is on the site.  {account_description: Cement producer}
    The mayor opened our new hall and dropped the scissors.  {account_description: Town hall}

Limits
    Mockery without a word of politics ("that lot") is not seen.
"""

from collections.abc import Iterator

from guard.detectors._politics import is_quoted, may_take_sides, same_sentence
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit, whole
from guard.model import Precedent

RULE = Rule(
    code="M563",
    slug="mocking-politicians",
    category="political_slip",
    severity="review",
    summary="This mocks people in politics, or applauds a political post.",
    why="Those who voted for them feel attacked. Public bodies break their duty to be neutral.",
    instead="Take it out, or say which decision you disagree with, why, and what you propose.",
    offended=("supporters of the person or party", "people who expect neutrality"),
    precedent=Precedent(
        "KitchenAid",
        2012,
        "mocked a president's dead grandmother from the brand's account; its head apologised by name",
    ),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("politician_scorn", "smirks", "agreeing")
LONGEST_APPLAUSE = 14
CLOSE = 6
"""Words between an office that is not only political (a mayor, a council) and the scorn that means it."""


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each sentence that scorns, a party's name beside a smirk, and an answer that applauds a political post."""
    if may_take_sides(post, context):
        return
    for text in post.judged:
        for office, scorn in _pairs(text):
            if not is_quoted(text, scorn.start, scorn.end):
                yield hit(RULE, text, min(office.start, scorn.start), max(office.end, scorn.end))
    if _applauds(post):
        yield whole(RULE, post.text)


def _pairs(text: Text) -> Iterator[tuple[Match, Match]]:
    """Each word of scorn or smirk with the office or party that it meets in its sentence."""
    politics = text.matches("politics")
    for scorn in text.matches("politician_scorn", "smirks"):
        for office in politics:
            apart = office.first > scorn.last or office.last < scorn.first
            if apart and _meets(text, office, scorn):
                yield office, scorn
                break


def _meets(text: Text, office: Match, scorn: Match) -> bool:
    """Say whether the two belong together: gentle words and smirks need a word that is nothing but political."""
    if not same_sentence(text, office.first, scorn.first):
        return False
    gentle = "mild" in scorn.row.tags or scorn.row.list == "smirks"
    return bool(office.row.tags) or (not gentle and abs(office.first - scorn.first) <= CLOSE)


def _applauds(post: View) -> bool:
    parent, text = post.parent, post.text
    if not parent or not text.has("agreeing") or len(text.words) > LONGEST_APPLAUSE:
        return False
    return parent.has("partisan") or len({parent.words[m.first] for m in parent.matches("politics")}) > 0
