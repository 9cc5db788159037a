"""undisclosed-gift: a gift, an invitation or a loan is mentioned in passing, without a label.

What it looks for
    "They sent me", "thanks for having me", "on long loan", "PR package", "merci pour l'invitation", "gracias a mis
    amigos de ..." on the account of somebody who lives from followers, without "gifted", "press trip", "Werbung, da
    eingeladen" or the like.

Why
    A free product is payment in the eyes of the law of most countries, and of most readers. A thank-you does not
    tell them so.

Flags
    They sent me two and I cried. Buy yours before our next trip!  {account_description: Family travel influencer}
    Danke an das liebe Team von Rollo für den Wagen, er fährt wie Butter.  {account_description: Mama-Bloggerin mit 90 Tsd. Followern}

Passes
    Gifted: they sent me this pram. It squeaks.  {account_description: Family travel influencer}
    Thanks for having us, Cork! What a market.  {account_description: Cheese maker}

Limits
    It needs a description that says that the account is a creator's. Brands that thank each other pass.
"""

from collections.abc import Iterator

from guard.detectors._ties import is_creator, is_silent, said
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M722",
    slug="undisclosed-gift",
    category="missing_disclosure",
    severity="review",
    summary="Something free is mentioned only in passing, without a label.",
    why='A "thank you" does not tell people that the thing was free. They feel taken in, and regulators count it as payment.',
    instead='Begin with "Gifted by ...", "Press trip", "Werbung, da eingeladen", "Publicité, produit offert" or what your country asks for.',
    offended=("people who trusted a recommendation", "regulators of advertising"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("gift_words",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on the words that let a gift slip out, on a creator's account without a label."""
    if not context.account.description or not is_creator(context) or not is_silent(post):
        return
    for found in said(post.text, "gift_words"):
        yield hit_at(RULE, post.text, found)
        return
