"""branded-condolence: condolence comes with a product, an offer or a prize.

What it looks for
    Words by which a brand feels with people ("our thoughts are with", "heart goes out", "wir trauern") in the same post as a
    discount, a price, goods, a prize or "to prove it". Condolence without a product passes.

Why
    Half a sentence of sympathy before an offer reads as a pretext. The bereaved see themselves used.

Flags
    Thinking of everyone at Millbrook tonight. Candles are two for £10 all week.
    Our hearts go out to the families. To prove it, the first 500 players get a free ticket.

Passes
    Thinking of everyone at Millbrook tonight. We are closed tomorrow.
    Our thoughts are with the crew and their families. We will not post offers this week.
    So sorry for your loss. Your order is refunded, take all the time you need.

Limits
    Thanks and good wishes ("our love to all of you at Christmas") are told from condolence by their words only.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, View

RULE = Rule(
    code="M107",
    slug="branded-condolence",
    category="tragedy_exploitation",
    severity="review",
    summary="This puts a product or an offer beside condolence.",
    why="Sympathy before an offer reads as a pretext. The people who grieve see themselves used.",
    instead="Post the condolence alone, or not at all. No product, no price, no prize, no brand hashtag.",
    offended=("the people who grieve",),
    confidence=0.8,
)
WAKES_ON = ("condolence",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit from the condolence to what is sold."""
    text = post.text
    feeling = text.matches("condolence")
    if not feeling:
        return
    cue = moods.offers(text) or moods.sells(text)
    prize = text.search("to prove it") or text.search("win|prize|giveaway")
    if (cue or prize) and not (moods.helps(text) and not moods.offers(text)):
        grave = moods.tragedy(text) is not None or text.has("tragedy", "deaths", "mourning")
        if grave or cue is not None:
            yield moods.hit_both(RULE, text, feeling[0], cue or prize)
