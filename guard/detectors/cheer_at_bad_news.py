"""cheer-at-bad-news: the post answers news of a death, an accident or a disaster with cheer, a joke or an offer.

What it looks for
    An answered post (in_reply_to) that tells of deaths, injuries, an attack, an evacuation or a personal loss, and an answer
    that is merry, laughs or sells without a word of care.

Why
    Somebody has just lost something. The answer shows to everyone that nobody read it.

Flags
    Good morning sunshine! ☀️ Where are you flying to next?  {in_reply_to: Is it true that one of your planes just crashed? My mum is on board}
    Pop! 🍾 Congratulations!  {in_reply_to: We lost our baby. Please stop sending me pregnancy offers.}
    20% off all sunglasses, code GLOW  {in_reply_to: Wildfire smoke over Cresta, 4000 homes evacuated}

Passes
    We are so sorry. Please call 0800 555 0190, a person is waiting for you.  {in_reply_to: Is it true that one of your planes just crashed? My mum is on board}
    Good morning sunshine! ☀️ Where are you flying to next?  {in_reply_to: Landed on time, lovely crew!}

Limits
    It sees only the post that is answered, not the thread above it.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, Text, View, whole
from guard.model import Severity

RULE = Rule(
    code="M125",
    slug="cheer-at-bad-news",
    category="bad_timing",
    severity="block",
    summary="This answers bad news with cheer, a joke or an offer.",
    why="Somebody has just lost something, and everyone can see that nobody read it.",
    instead="Answer as a person: say that you are sorry, and who helps now. Or do not answer in public at all.",
    offended=("the person who is answered", "everyone who reads the exchange"),
    confidence=0.85,
)
WAKES_ON = ("shape:reply",)

SHORT = 20
"""Words up to which an answer to news of deaths is no careful answer unless it says so."""


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit on the whole answer."""
    parent = post.parent
    if parent is not None and moods.is_bad_news(parent) and not moods.faces_up(post.text):
        severity = _severity(post.text, parent)
        if severity:
            yield whole(RULE, post.text, severity=severity)


def _severity(text: Text, parent: Text) -> Severity | None:
    if moods.laughs(text) or moods.celebrates(text) or moods.offers(text):
        return "block"
    if moods.is_light(text):
        return "review"
    return "review" if len(text.words) <= SHORT and moods.tragedy(parent) else None
