"""detour-link: the address leads through somebody else's page before it reaches the right one.

What it looks for
    Addresses copied from a search result (`google.com/url?…`), from a translator (`translate.goog`), from the exit page of an app
    (`l.facebook.com`, `out.reddit.com`), and addresses that forward to a stranger's cheap domain (`…?to=https://prize.click`).

Why
    Readers see a name that they do not expect, a warning page, or a translated copy. A page that forwards anywhere is what
    fraudsters use: your link may end at theirs.

Flags
    How to find us: https://www.google.com/url?sa=t&url=https%3A%2F%2Fwrentheatre.co.uk&usg=AOv
    The programme in English: https://translate.google.com/translate?sl=pl&tl=en&u=https://wrentheatre.pl
    More at https://fair-contacts.biz/r?to=https%3A%2F%2Fwin-a-phone.click%2F7

Passes
    How to find us: https://wrentheatre.co.uk/find-us
    Share it with a friend: https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fwrentheatre.co.uk
    Search for us: https://www.google.com/search?q=wren+theatre

Limits
    Nothing is opened: a short link that forwards is not followed.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.hosts import CHEAP_ENDINGS, DETOURS, FORWARDING, WELL_KNOWN
from guard.text.links import Address, addresses, registered

RULE = Rule(
    code="M635",
    slug="detour-link",
    category="broken_or_unsafe_link",
    severity="review",
    summary="This link leads through somebody else's page first.",
    why="Readers see a name that they do not expect or a warning page, and whoever runs that page decides where they end.",
    instead="Open the link, copy the address of the page where you arrive, and use that one.",
    offended=("people who trust your links",),
    confidence=0.8,
)
WAKES_ON = ("shape:address",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every address that goes through a known detour, or on to a stranger's cheap domain."""
    for text in post.judged:
        for address in addresses(text.raw):
            if _through_another(address) or ("=http" in address.query and _sends_away(address)):
                yield hit(RULE, text, address.start, address.end)


def _through_another(address: Address) -> bool:
    """The host, or host and path, of a search engine, a translator or an app's exit page."""
    host = address.host.removeprefix("www.")
    if not address.path or (address.site not in _SITES and host not in DETOURS):
        return False
    return host in DETOURS or address.site in DETOURS or f"{host}{address.path.rstrip('/')}" in DETOURS


_SITES = {registered(detour.partition("/")[0]) for detour in DETOURS}


def _sends_away(address: Address) -> bool:
    """A parameter forwards to another site with one of the endings that cost nearly nothing."""
    for name, value in address.parameters:
        if name in FORWARDING and value.startswith(("http://", "https://")):
            site = registered(value.split("/")[2].lower())
            if site not in {address.site, *WELL_KNOWN} and site.rpartition(".")[2] in CHEAP_ENDINGS:
                return True
    return False
