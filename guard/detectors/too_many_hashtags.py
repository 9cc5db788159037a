"""too-many-hashtags: there are more hashtags than the platform likes.

What it looks for
    More hashtags than readers of the platform are used to: three on X, Bluesky, LinkedIn and Facebook, five on Mastodon and Threads,
    ten on Instagram, TikTok and YouTube (which refuse more than 30, or ignore all of them above 60).

Why
    It reads as advertising, screen readers speak each one, and the platforms show such posts to fewer people.

Flags
    Fresh rolls! #bread #bakery #rolls #breakfast #local  {platform: x}

Passes
    Fresh rolls! #bread #bakery  {platform: x}
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M642",
    slug="too-many-hashtags",
    category="platform",
    severity="info",
    summary="There are more hashtags than readers of this platform are used to.",
    why="It reads as advertising, and screen readers speak each one.",
    instead="Keep the one or two that people really search for.",
    confidence=0.6,
)
WAKES_ON = ("shape:hashtag",)
USUAL = {"mastodon": 5, "threads": 5, "instagram": 10, "tiktok": 10, "youtube": 10}
ELSEWHERE = 3


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit from the first hashtag too many to the last."""
    hashtags = [tag for tag in post.text.tags if tag.sign == "#"]
    usual = USUAL.get(post.post.platform or context.account.platform, ELSEWHERE)
    if len(hashtags) > usual:
        message = f"There are {len(hashtags)} hashtags; {usual} are what readers of this platform are used to."
        yield hit(RULE, post.text, hashtags[usual].start, hashtags[-1].end, message=message)
