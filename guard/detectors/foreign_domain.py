"""foreign-domain: readers are sent to a stranger's website to buy, log in or book.

What it looks for
    The account's own domain is known, the post asks to book, order, pay, log in or apply, and the only address in it is neither the
    brand's own nor a well-known platform.

Why
    A pasted link to the wrong shop sends your customers to a competitor. If it asks for a login or a card, it may be a trap.

Flags
    Winter sun from £39. Book now: https://www.bluefernair.com/winter  {account_description: Airline, skuaair.com}

Passes
    Winter sun from £39. Book now: https://www.skuaair.com/winter  {account_description: Airline, skuaair.com}
    Winter sun from £39. Book now: https://www.bluefernair.com/winter
    Our chief pilot in the paper: https://www.harbourtimes.com/pilots  {account_description: Airline, skuaair.com}

Options
    `brand.domains` lists the domains that are yours: partners where customers may book belong there too.

Limits
    Without any domain of your own, in the configuration or the description, it stays silent.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.hosts import SHORTENERS, WELL_KNOWN
from guard.text.impostors import own_sites, poses_as
from guard.text.links import Address, addresses

RULE = Rule(
    code="M626",
    slug="foreign-domain",
    category="broken_or_unsafe_link",
    severity="review",
    summary="Readers are sent to a website that is not yours to buy, book or log in.",
    why="The wrong address gives your customers to somebody else, who may even collect their passwords.",
    instead="Check where the link leads. If it is a partner's or your own second site, add it to brand.domains.",
    offended=("customers who trust your links",),
    confidence=0.65,
)
WAKES_ON = ("shape:address",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for the first foreign address when no own one stands beside it."""
    text = post.text
    if not text.has("payment_words", "selling"):
        return
    own = own_sites(context.config.brand, context.account.description)
    found = [address for address in addresses(text.raw) if "." in address.shown]
    if own and found and all(_foreign(address, own) for address in found) and not text.has("scam_warning"):
        yield hit(RULE, text, found[0].start, found[0].end)


def _foreign(address: Address, own: frozenset[str]) -> bool:
    if address.site in own or address.site in WELL_KNOWN or address.site in SHORTENERS:
        return False
    return address.scheme in {"", "http", "https"} and not address.fault and not poses_as(address.shown, own)
