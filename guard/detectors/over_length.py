"""over-length: the post is longer than its platform allows.

What it looks for
    The length as the platform counts it: weighted characters on X (an address counts 23, an emoji two), graphemes on Bluesky,
    characters elsewhere.

Why
    The platform refuses it, or your tool cuts it off, often before the part that mattered.

Flags
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  {platform: x}

Passes
    Short and sweet.  {platform: x}

Limits
    Paid accounts may be allowed longer posts; the limits are those of ordinary accounts.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.length import LIMITS, cut, length

RULE = Rule(
    code="M640",
    slug="over-length",
    category="platform",
    severity="info",
    summary="The post is longer than the platform allows.",
    why="The platform refuses it, or your tool cuts it off, often before the part that mattered.",
    instead="Shorten it, or make it a thread.",
    confidence=0.9,
)
WAKES_ON = ("shape:long",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on everything beyond the limit."""
    platform = post.post.platform or context.account.platform
    limit = LIMITS.get(platform)
    if limit is None or len(post.text.raw) * 2 <= limit:
        return
    counted = length(post.text, platform)
    if counted > limit:
        message = f"The post has {counted:,} characters as {platform} counts them; {limit:,} are allowed."
        yield hit(RULE, post.text, cut(post.text, platform, limit), len(post.text.raw), message=message)
