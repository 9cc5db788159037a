"""investor-hint-given: a hint to buy or sell before others know.

What it looks for
    "If you're long our stock, enjoy Wednesday", "the shares will wobble", "get in before the raise closes, after the read-out you won't be able
    to afford us", from people who know more than the market.

Why
    It is a textbook case of what market supervisors punish, also when it is a joke.

Flags
    Can't say much but if you're long our stock, enjoy Wednesday. If you're short, sorry about your weekend 😉
    The primary endpoint was missed. The shares will wobble, friends: breathe.

Passes
    Our shares rose 3% today after the results at 07:00.
    Long on ideas, short on sleep: our design team.

Limits
    A sober sentence can be a hint as well; the guard hears only the loud ones.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M454",
    slug="investor-hint-given",
    category="confidential_leak",
    severity="review",
    summary="This hints at what will happen to a share.",
    why="Hints from inside are what market supervisors punish, also as a joke.",
    instead="Say nothing about the share. Point to the published statement.",
    offended=("investors who did not get the hint",),
    confidence=0.8,
)
WAKES_ON = ("investor_hint",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for the first hint."""
    for text in post.judged:
        if not text.has("already_public"):
            for match in text.matches("investor_hint")[:1]:
                yield hit_at(RULE, text, match)
