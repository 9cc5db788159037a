"""How long a post is as its platform counts it.

Sources (read November 2026): X counts weighted characters (developer documentation, "Counting characters": 280; most
Latin characters and punctuation weigh one, others two, every address 23, an emoji two); Mastodon counts an address as
23 and a mention without its server (default limit 500); Bluesky counts graphemes (300); the others count characters.
"""

from guard.text.clusters import clusters
from guard.view import Text

LIMITS = {
    "x": 280,
    "bluesky": 300,
    "threads": 500,
    "mastodon": 500,
    "instagram": 2_200,
    "linkedin": 3_000,
    "tiktok": 4_000,
    "youtube": 5_000,
    "reddit": 40_000,
    "facebook": 63_206,
}
"""Platform -> how long a post may be, in its own count."""

LINK = 23
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Code points that weigh one on X; all others weigh two."""


def length(text: Text, platform: str) -> int:
    """The length of ``text`` as ``platform`` counts it."""
    if platform == "x":
        return sum(map(_weight, _pieces(text))) + LINK * len(text.links)
    if platform == "mastodon":
        return sum(len(piece) for piece in _pieces(text)) + LINK * len(text.links)
    if platform == "bluesky":
        return sum(1 for _ in clusters(text.raw))
    return len(text.raw)


def cut(text: Text, platform: str, limit: int) -> int:
    """The place, in code points of the author's text, after which ``text`` is over ``limit``."""
    low, high = 0, len(text.raw)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if length(Text(text.raw[:middle]), platform) <= limit else (low, middle - 1)
    return low


def _pieces(text: Text) -> list[str]:
    """What stands between the links."""
    edges = [0, *(edge for span in text.links for edge in span), len(text.raw)]
    return [text.raw[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2)]


def _weight(piece: str) -> int:
    return (
        len(piece)
        if piece.isascii()
        else sum(2 if _is_emoji(piece[s:e]) else sum(map(_heavy, piece[s:e])) for s, e in clusters(piece))
    )


def _is_emoji(cluster: str) -> bool:
    return ord(cluster[0]) >= 0x1F000 or "\ufe0f" in cluster


def _heavy(character: str) -> int:
    return 1 if any(first <= ord(character) <= last for first, last in _LIGHT) else 2
