"""promotion-on-tragedy: something is sold beside a disaster, an attack, a death or a war.

What it looks for
    Words for a tragedy (an earthquake, a shooting, a plane crash, people who died, a funeral, RIP and a name) in the same post
    or its alt text as a commercial cue: a discount, a code, a price, "order now", a new collection. Words that also belong to
    weather or play (a storm, a flood, an attack) count when a second sign stands beside them: last night, a named
    storm, condolence, two kinds of event. Condolence alone, news, and help without a product pass.

Why
    People who are grieving read that their loss is a sales opportunity. It is the largest group of documented mishaps,
    and the one that profanity filters never see.

Flags
    Half the coast is under water. Stay in with 20% off all boots, code STORM
    Our thoughts are with the victims of the explosion. Shop the new collection now
    Millions are in uproar in #Cairo. Rumor is they heard our new spring collection is now available online at example.com
    RIP Dorian Vale. His favourite burger is 2 for 1 tonight
    Nach dem Erdbeben: 15 % Rabatt auf alle Betten, Code BEBEN15

Passes
    Our thoughts are with the victims of the explosion and their families.
    Our shop is closed today because of the flood. Call us if you need sandbags, they are free.
    Boots are back, 20% off until Sunday.
    Death by chocolate is back on the menu, £4 a slice.
    A tsunami of flavour: new ramen, £9.
    RIP my diet: doughnuts are 2 for 1 until Sunday.

Precedents
    Kenneth Cole 2011: a spring collection announced with the unrest in Cairo. American Apparel 2012: a sale named after a
    hurricane, offered where it hit. Gap 2012: shopping woven into a storm warning.

Limits
    It does not know that a place name stands for a tragedy unless the events calendar says so: run `guard events refresh`, or
    `guard events add`.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View
from guard.model import Precedent, Severity

RULE = Rule(
    code="M101",
    slug="promotion-on-tragedy",
    category="tragedy_exploitation",
    severity="block",
    summary="This sells something beside a tragedy.",
    why="People who are grieving or in danger will read that their loss is your sales opportunity.",
    instead="Take the product, price and link out, or do not post. Say only what helps the people concerned.",
    offended=("the people who are suffering and their families", "people who follow the news"),
    precedent=Precedent(
        "Kenneth Cole",
        2011,
        "announced a spring collection with the hashtag of the unrest in Cairo; deleted it and apologised the same day",
    ),
    confidence=0.85,
    contextual=True,
)
WAKES_ON = ("tragedy", "deaths", "mourning")


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit from the tragedy's words to the strongest commercial cue."""
    for text in post.judged:
        event = moods.tragedy(text)
        severity = _sure(text, post.text, event) if event else _likely(post.text) if text is post.text else None
        event = event or moods.hint_of_tragedy(text)
        if severity and event and not (moods.is_helper(post.about) and not moods.offers(post.text)):
            cue = (moods.offers(text) or moods.sells(text)) if text is post.text else None
            yield moods.hit_both(RULE, text, event, cue, severity=severity)
            return


def _sure(text: Text, own: Text, event: Match) -> Severity | None:
    """How bad it is to sell beside ``event``, which certainly is one."""
    grief = "grief" in event.row.tags
    if moods.offers(own):
        return "review" if moods.told(text) and moods.helps(own) else "block"
    cue = moods.sells(own)
    if cue is None:
        return "review" if _from_a_price(own) and not grief and not moods.sober(own) else None
    if moods.helps(own) or (moods.told(text) and "price" in cue.row.tags):
        return None
    if grief:
        return (
            "review"
            if not moods.sober(own) and ({"call", "goods"} & set(cue.row.tags) or own.has("gloating"))
            else None
        )
    lone_goods = "goods" in cue.row.tags and len(own.matches("selling")) == 1
    return "review" if moods.told(text) or lone_goods else "block"


def _likely(text: Text) -> Severity | None:
    if not moods.likely_tragedy(text) or moods.helps(text) or moods.tagged(text, "sober", "care"):
        return None
    return "review" if moods.sells(text) else None


def _from_a_price(text: Text) -> bool:
    return bool(moods.tagged(text, "selling", "from"))
