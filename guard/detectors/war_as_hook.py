"""war-as-hook: a war, its weapons or the people who flee are a backdrop for a product, a joke or a boast.

What it looks for
    Words for war that is going on (missiles, shelling, air-raid alert, invasion, refugees, peace talks, coffins) beside a
    commercial cue, a joke or a party. History, museums, games that name no real war, and help pass.

Why
    People lose homes, limbs and children in it while you post. Soldiers' families read along as well.

Flags
    Peace talks collapsed? Pick your side in a waffle cone 🍨 Missile mint or bunker berry, £3
    Air-raid alert on again? Stay in with 30% off delivery 😎
    Refugees walk 40 km a day. You skip leg day? Join for 9.99

Passes
    Our drivers took 40 tonnes of flour to the refugee camp last night. Donations go to fuel.
    The museum's new room tells of the siege of 1944, open from ten.
    Price war: milk is 79p until Sunday.

Precedents
    Kenneth Cole 2013: a pun on a possible war to sell shoes.

Limits
    A bare country name is known only from the events calendar.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, Text, View
from guard.model import Precedent, Severity

RULE = Rule(
    code="M106",
    slug="war-as-hook",
    category="tragedy_exploitation",
    severity="review",
    summary="This uses a war, or people who flee from it, as a hook.",
    why="People lose their homes and families in it while you post; soldiers' families read along as well.",
    instead="Leave the war out, or say what you do to help and nothing else.",
    offended=("people in the war and those who fled from it", "soldiers and their families"),
    precedent=Precedent("Kenneth Cole", 2013, "made a pun on a possible war in Syria to sell shoes, and defended it"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("tragedy",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit on the war's words and what they are used for."""
    text = post.text
    war = moods.tagged(text, "tragedy", "war")
    severity = _severity(text) if war else None
    if severity:
        yield moods.hit_both(RULE, text, war[0], moods.sells(text), severity=severity)


def _severity(text: Text) -> Severity | None:
    if moods.tagged(text, "sober", "care") or text.has("condolence") or (moods.told(text) and not moods.laughs(text)):
        return None
    if moods.offers(text) or moods.laughs(text):
        return "review" if moods.helps(text) else "block"
    if moods.helps(text) and not moods.smirks(text):
        return None
    if moods.sells(text) or moods.smirks(text) or moods.tagged(text, "gloating", "gain", "mock"):
        return "review"
    return None
