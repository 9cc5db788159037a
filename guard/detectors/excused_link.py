"""excused-link: the post asks readers to trust an address that looks wrong.

What it looks for
    A link together with an excuse for it: "our usual address is being maintained", "ignore the adverts", "your browser may warn
    you, click continue", "new address, don't worry".

Why
    It teaches people to ignore the very signs that protect them, and it admits that nobody repaired the link.

Flags
    Renew here: https://renew-fast.info (our usual address is being maintained)
    The audio guide: http://www.ropemuseum19.info, ignore the pharmacy adverts

Passes
    Renew here: https://passports.example.gov/renew. Our usual opening hours apply.

Limits
    It reads the excuse, not the page behind the link.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.links import addresses

RULE = Rule(
    code="M634",
    slug="excused-link",
    category="broken_or_unsafe_link",
    severity="review",
    summary="This asks readers to trust an address that looks wrong.",
    why="It teaches people to ignore the signs that protect them from fraud.",
    instead="Wait until the right page works, or send people to your home page.",
    offended=("people who trust your links",),
    confidence=0.8,
)
WAKES_ON = ("excused_link",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on the excuse when the post holds an address."""
    text = post.text
    if addresses(text.raw) and not text.has("scam_warning"):
        for excuse in text.matches("excused_link")[:1]:
            yield hit_at(RULE, text, excuse)
