"""promotion-on-tragedy: something is sold, or a brand cheers, beside a disaster, attack, death or war.

What it looks for
    Words for a tragedy (an earthquake, a shooting, a plane crash, mourning, unrest ...) in the same post as a commercial
    cue: a price, a discount, a code, a collection, "shop now". Condolence alone, news, and help without a product pass.

Why
    People who are grieving read that their loss is a sales opportunity. It is the largest group of documented mishaps,
    and the one that profanity filters never see.

Flags
    Half the coast is under water. Stay in with 20% off all boots, code STORM
    Our thoughts are with the victims of the explosion. Shop the new collection now

Passes
    Our thoughts are with the victims of the explosion and their families.
    Our shop is closed today because of the flood. Call us if you need sandbags, they are free.
    Boots are back, 20% off until Sunday.

Limits
    It does not know yet that a place name stands for a tragedy unless the events calendar says so: run
    `guard events refresh`, or `guard events add`.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.model import Precedent

RULE = Rule(
    code="M101",
    slug="promotion-on-tragedy",
    category="tragedy_exploitation",
    severity="block",
    summary="This sells something beside a tragedy.",
    why="People who are grieving or in danger will read that their loss is your sales opportunity.",
    instead="Take the product, price and link out, or do not post. Say only what helps the people concerned.",
    offended=("the people who are suffering and their families", "people who follow the news"),
    precedent=Precedent("Kenneth Cole", 2011, "announced a spring collection with the hashtag of the unrest in Cairo; apologised the same day"),
    confidence=0.85,
)
WAKES_ON = ("tragedy",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit from the tragedy's words to the nearest commercial cue."""
    text = post.text
    selling = text.matches("selling")
    if not selling or text.has("condolence_only"):
        return
    for event in text.matches("tragedy"):
        cue = min(selling, key=lambda m: abs(m.start - event.start))
        yield hit(RULE, text, min(event.start, cue.start), max(event.end, cue.end))
        return
