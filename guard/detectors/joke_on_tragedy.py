"""joke-on-tragedy: a disaster, a death or its victims are laughed at.

What it looks for
    Words for a tragedy in the same post as a laughing emoji or "lol", or as a sentence that mocks those who were harmed
    ("bet they wish", "should have bought", "still a better ..."), or that laughs at a person on the tracks.

Why
    Behind each of these words are people who lost somebody, and they read along. A joke at their cost is shared with your
    name on it for years.

Flags
    Three climbers missing on the ridge. Bet they wish they had our map 😂
    They are searching for survivors and we are searching for snacks lol
    The 8.15 is late because somebody picked a Monday to be selfish on the tracks

Passes
    Two climbers are missing on the ridge. Please keep the car park free for the rescue teams.
    Someone died in here today: my will to alphabetise 💀
    The Wi-Fi is dead, long live the Wi-Fi 😂
    The class was carnage tonight, zero survivors 😂

Precedents
    US Air Force 2018: a meme about a battle with many dead; deleted with an apology.

Limits
    A pun that names neither the event nor a victim needs the events calendar or a reader.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View
from guard.model import Severity

RULE = Rule(
    code="M103",
    slug="joke-on-tragedy",
    category="tragedy_exploitation",
    severity="block",
    summary="This makes fun of a tragedy or of the people it struck.",
    why="Behind these words are people who lost somebody, and they will read it. A joke at their cost is never forgotten.",
    instead="Do not post it. If you have something useful to say to those concerned, say only that.",
    offended=("the victims and their families", "people who live where it happened"),
    confidence=0.85,
    contextual=True,
)
WAKES_ON = ("tragedy", "deaths", "mourning", "gloating")


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit on the tragedy and the words that mock it."""
    text = post.text
    event = moods.tragedy(text)
    mock = moods.tagged(text, "gloating", "mock", "rail")
    severity = _at_a_tragedy(text, event, mock) if event else _at_a_hint(text, mock)
    if severity:
        where = event or moods.hint_of_tragedy(text) or mock[0]
        yield moods.hit_both(RULE, text, where, mock[0] if mock else None, severity=severity)


def _at_a_tragedy(text: Text, event: Match, mock: list[Match]) -> Severity | None:
    if not (mock or moods.laughs(text)):
        return None
    if moods.told(text) and not mock:
        return "review"
    return "review" if "grief" in event.row.tags else "block"


def _at_a_hint(text: Text, mock: list[Match]) -> Severity | None:
    if any("rail" in m.row.tags for m in mock):
        return "block"
    if moods.told(text) or not text.has("tragedy"):
        return None
    if mock:
        return "block" if moods.laughs(text) else "review"
    return "review" if moods.likely_tragedy(text) and moods.laughs(text) else None
