"""green-claim: an absolute environmental claim without a basis.

What it looks for
    "100% carbon neutral", "zero impact", "guilt-free", "good for the planet", "the more you buy, the more you save
    the climate", in seven languages. Figures, a standard, a year or a limit pass.

Why
    Such claims need proof (EU Directive 2024/825 bans "climate neutral" by offsets from September 2026, UK Green
    Claims Code, FR loi Climat, US FTC Green Guides), and critics check them first.

Flags
    Every flight with us is 100% carbon neutral, so fly as much as you like.
    The most sustainable collection on the planet: 200 new styles a day.

Passes
    Our works emitted 18,400 tonnes of CO2 in 2025, 31% less than in 2019.
    Good news for the planetarium: it reopens on Friday.

Limits
    It cannot check a certificate; it sees whether one is named.
"""

from collections.abc import Iterator

from guard.detectors._claims import claims
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M707",
    slug="green-claim",
    category="misleading_claim",
    severity="review",
    summary="This claims to be green without saying why.",
    why="People who care about it check, and call it greenwashing in public.",
    instead="Say what is measured, by whom and since when; say what is still bad. Or leave it out.",
    offended=("people who care about the environment", "competitors who do the work", "regulators of advertising"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("green_claim",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each absolute environmental claim that rests on nothing said in the post."""
    for text in post.judged:
        if text.has("green_basis"):
            continue
        for found in claims(text, "green_claim"):
            yield hit_at(RULE, text, found)
