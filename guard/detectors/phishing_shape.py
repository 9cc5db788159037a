"""phishing-shape: the post asks for passwords, cards or money the way fraudsters do.

What it looks for
    "Confirm your bank details within 48 hours", "your account is blocked", "pay 1.99 to receive your parcel", "claim your voucher"
    together with a link that is not the account's own; and cheap or hyphenated domains that promise a login, a refund or
    something official.

Why
    Customers have been taught to distrust such messages. If they trust this one, they will trust the fraudster's next one.

Flags
    Confirm your bank details within 48 hours at http://tax-refund.claim-now.top/verify or your refund is lost.
    Votre compte est bloqué, rétablissez l'accès : https://espace-client-verif.info/maj
    £75 voucher for everyone, claim it here: http://millpond-vouchers.top/claim

Passes
    A text asks you to confirm your bank details? It's a scam. We never ask by link.
    See your statement in the app, or type our address yourself.

Limits
    A link to a domain that is known as your own passes: list your domains under `brand.domains`.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.text.impostors import bait, fronted, own_sites
from guard.text.links import Address, addresses

RULE = Rule(
    code="M627",
    slug="phishing-shape",
    category="broken_or_unsafe_link",
    severity="review",
    summary="This asks for a login, card or payment the way fraudsters do.",
    why="People are told to delete such messages. Those who obey this one will obey the next, which comes from a thief.",
    instead="Send people to your app or to your own address, typed in full, without a deadline or a threat.",
    offended=("customers who trust you", "people who have been cheated before"),
    confidence=0.85,
)
WAKES_ON = ("credential_request", "shape:address")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on the address, and block when a doubtful address meets a request for secrets or money."""
    text = post.text
    found = [address for address in addresses(text.raw) if "." in address.shown]
    if not found or text.has("scam_warning"):
        return
    own = own_sites(context.config.brand, context.account.description)
    strange = [address for address in found if address.site not in own]
    asks = text.matches("credential_request")
    for address in strange:
        doubtful = bait(address.host) or fronted(address.host)
        if doubtful or (asks and _may_ask(address, text)):
            yield hit(RULE, text, address.start, address.end, severity="block" if doubtful and asks else None)
            return


def _may_ask(address: Address, text: Text) -> bool:
    """A request beside an ordinary address is only doubtful where nobody can see whose address it is."""
    return address.scheme in {"", "http", "https"} and not address.fault and address.site != "t.co"
