"""unencrypted-payment: readers are asked to pay or log in on a page without encryption.

What it looks for
    `http://` without the s in an address whose name or path speaks of paying, cards, checkout, accounts or logging in.

Why
    Browsers show a warning before such a page, and on a shared network others can read what people type.

Flags
    Pay for your veg box here: http://pay.goodpatch.co.uk/card-details
    Log in: http://members.millpond.org/login

Passes
    Pay for your veg box here: https://pay.goodpatch.co.uk/card-details
    Our recipes: http://goodpatch.co.uk/recipes

Limits
    Many websites send visitors on to https by themselves; nothing is opened, so this is not known here.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.links import addresses

RULE = Rule(
    code="M631",
    slug="unencrypted-payment",
    category="broken_or_unsafe_link",
    severity="review",
    summary="This page for payments or logins is linked without encryption.",
    why="Browsers warn visitors before such a page, and others on the same network can read what they type.",
    instead="Write https:// and open it once.",
    offended=("customers who type a card or a password",),
    confidence=0.75,
)
WAKES_ON = ("shape:address",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every plain address of a page that takes money or secrets."""
    for text in post.judged:
        if "http://" not in text.raw.lower():
            continue
        for address in addresses(text.raw):
            if address.text[:7].lower() == "http://" and _takes_secrets().search(
                f".{address.host}{address.path}/".lower()
            ):
                yield hit(RULE, text, address.start, address.end)


@cache
def _takes_secrets() -> re.Pattern[str]:
    return re.compile(
        r"[./_-](?:pay|payment|payments|checkout|card|card-details|cards|login|log-in|signin|sign-in|secure|banking|ebank|my-?account|account|accounts|"
        r"billing|wallet|zahlung|bezahlen|kasse|anmelden|paiement|connexion|pago|pagos|acceso|pagamento|pagamenti|accedi|betaling|betalen|inloggen)[./_-]"
    )
