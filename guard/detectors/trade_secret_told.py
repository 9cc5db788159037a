"""trade-secret-told: the post tells what a firm pays and earns, or what it knows of a client.

What it looks for
    "It costs us 80p to make", "our margin on this is", "our client settled for", "they paid us ... a day", "the buyers were told the
    sellers would take", "we missed payroll".

Why
    Clients and suppliers told you in confidence, and rivals read along.

Flags
    What a result! Our client settled for £2.3m, the other side wanted it kept quiet
    It costs us 80p to make and we sell it at twelve pounds

Passes
    What it costs to make our bag, line by line, is on our website.
    We settled for the blue one in the end.

Limits
    It cannot know what you chose to publish.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M448",
    slug="trade-secret-told",
    category="confidential_leak",
    severity="review",
    summary="This gives away what others told you in confidence.",
    why="Clients, partners and colleagues expect you to keep it.",
    instead="Leave out names and figures, or ask those concerned in writing.",
    offended=("clients and partners who trusted you",),
    confidence=0.65,
    contextual=True,
)
WAKES_ON = ("trade_secret",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for the first secret of trade."""
    for text in post.judged:
        if not text.has("consent", "already_public"):
            for match in text.matches("trade_secret")[:1]:
                yield hit_at(RULE, text, match)
