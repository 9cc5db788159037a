"""short-link: nobody can see where this link leads.

What it looks for
    Addresses of link shorteners (`bit.ly`, `tinyurl.com`, `is.gd` ...). Networks shorten links by themselves; those are not meant.

Why
    People hesitate to tap a link they cannot read, and a typo in the short code leads to a stranger's page.

Flags
    Our autumn programme is out: bit.ly/wren-autumn

Passes
    Our autumn programme is out: wrentheatre.co.uk/autumn

Limits
    This is advice only. A short link beside a request for a login is another rule's business (phishing-shape).
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.hosts import SHORTENERS
from guard.text.links import addresses

RULE = Rule(
    code="M630",
    slug="short-link",
    category="broken_or_unsafe_link",
    severity="info",
    summary="Nobody can see where this short link leads.",
    why="Careful readers do not tap links they cannot read, and a slip in the short code leads elsewhere.",
    instead="Use an address of your own domain if there is room for it; else open the short link once and check.",
    confidence=0.3,
)
WAKES_ON = ("shape:address",)
_OF_NETWORKS = {"t.co", "lnkd.in", "youtu.be", "fb.me", "wp.me", "trib.al"}


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every address of a shortener."""
    for text in post.judged:
        for address in addresses(text.raw):
            if address.site in SHORTENERS and address.site not in _OF_NETWORKS:
                yield hit(RULE, text, address.start, address.end)
