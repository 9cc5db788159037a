"""harmless-claim: something is said to be without any risk or harm.

What it looks for
    "No side effects", "completely harmless", "100% safe", "it's just plants", "safer than the sun", "chemical-
    free", "cannot pollute", in seven languages.

Why
    Nothing is harmless for everybody. The one person whom it harms will quote you.

Flags
    Vaping is just flavoured air, completely harmless.
    Our herbal drops have no side effects and are safe for every age.

Passes
    Side effects are rare but real: read the leaflet and ask your pharmacist.
    The path is safe for prams since the council mended it.

Limits
    Approved wording for medicines passes only with its source or the sentence on side effects.
"""

from collections.abc import Iterator

from guard.detectors._claims import claims
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M704",
    slug="harmless-claim",
    category="misleading_claim",
    severity="review",
    summary="This says that something is without any risk.",
    why="Somebody whom it harms will say that you told them it could not.",
    instead="Say for whom it has been tested and what to watch for.",
    offended=("people whom it harms", "doctors", "regulators of advertising"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("harmless_claim",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each claim that something is without risk."""
    for text in post.judged:
        for found in claims(text, "harmless_claim", firm=True):
            yield hit_at(RULE, text, found)
