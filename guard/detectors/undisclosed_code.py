"""undisclosed-code: a code, link or name earns money for whoever posts, without a label.

What it looks for
    "Use my code", "through my link", "tell them I sent you", a code such as FLO20 or praise beside a link on a
    creator's account, in seven languages, without a label. A brand's own codes pass.

Why
    People think that they get a favour. That the writer is paid for it is what they are entitled to know.

Flags
    Best socks I ever had! Use my code KIM15 for 15% off
    Obsessed with these pans, link in bio, MARA10 works till Sunday  {account_description: Food blogger (UK)}

Passes
    #ad My code KIM15 gives you 15% off and pays me 8%.
    20% off all boots with code STORM20, today only.

Limits
    A person's code on a brand's own account passes; the person's post needs the label.
"""

from collections.abc import Iterator

from guard.detectors._ties import is_creator, is_silent, names_somebody, personal_code, said
from guard.detectors.kit import Context, Hit, Rule, Text, View, hit, hit_at

RULE = Rule(
    code="M723",
    slug="undisclosed-code",
    category="missing_disclosure",
    severity="review",
    summary="This earns money for whoever posts, and does not say so.",
    why="People who use the code learn later that you were paid for it.",
    instead='Put "Ad" or "Affiliate link, I get x %" first, in the language of the post, then the code.',
    offended=("people who trusted a recommendation", "regulators of advertising"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("own_code", "shape:described")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on a code, link or name that pays whoever posts, without a label."""
    text = post.text
    if not is_silent(post):
        return
    creator = bool(context.account.description) and is_creator(context)
    own = next(said(text, "own_code"), None)
    if own and (creator or not FIRST_PERSON.isdisjoint(text.words)):
        yield hit_at(RULE, text, own)
    elif creator and ("digits" in post.shapes or text.has("product_cue")):
        yield from _sales_talk(text)


def _sales_talk(text: Text) -> Iterator[Hit]:
    """A creator's discount code, or praise beside a product that is for sale."""
    code = personal_code(text)
    shown = text.has("product_cue", "selling", "link_elsewhere") or names_somebody(text)
    praise = text.matches("recommending") if shown and not text.has("denies_tie") else ()
    if code:
        yield hit(RULE, text, *code)
    elif praise:
        yield hit(RULE, text, praise[0].start, praise[0].end)


FIRST_PERSON = frozenset(("i", "my", "me", "mein", "meinen", "meinem", "mon", "mi", "meu", "mijn", "mio"))
"""Whose code it is; a brand says "our code"."""
