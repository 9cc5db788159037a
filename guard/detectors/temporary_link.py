"""temporary-link: the address will be gone in a few hours or days.

What it looks for
    Tunnels to somebody's laptop (`ngrok`, `trycloudflare.com`), file transfers that expire (`we.tl`), code sandboxes.

Why
    The post stays, the link dies, and until then strangers are on a colleague's computer or hold files meant for one person.

Flags
    Try the new dashboard: https://a91f-82-14-77-3.ngrok-free.app
    New EP on Friday, listen here: https://we.tl/t-Qm8vLx02aK

Passes
    Try the new dashboard: https://flintdesk.example/dashboard

Limits
    Transfers from your own domain are not recognised.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.hosts import FILE_SHARES, TUNNELS
from guard.text.links import addresses

RULE = Rule(
    code="M633",
    slug="temporary-link",
    category="broken_or_unsafe_link",
    severity="review",
    summary="This address will be gone in a few hours or days.",
    why="The post stays and the link dies; until then strangers reach a colleague's computer or files meant for one person.",
    instead="Put the page or the file on your own website and link to it there.",
    offended=("people who want to follow the link",),
    confidence=0.85,
)
WAKES_ON = ("shape:address",)
_TEMPORARY = (*TUNNELS, *FILE_SHARES)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every address that expires."""
    for text in post.judged:
        for address in addresses(text.raw):
            if address.site in _TEMPORARY and (address.path.strip("/") or address.host != address.site):
                yield hit(RULE, text, address.start, address.end)
