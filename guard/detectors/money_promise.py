"""money-promise: money without risk, or for everybody.

What it looks for
    "Guaranteed returns", "zero risk", "can't lose", "double your money", "€50 in, €500 out", "prices only go up",
    "you can't be refused", "wipe your debts", in seven languages. "Capital at risk" and "past performance" pass.

Why
    People put their savings or their rent into it. Financial promotions without a fair warning are unlawful (UK
    FCA, EU MiFID, US SEC and FTC, BR CVM).

Flags
    Our bond pays 12%, guaranteed, zero risk to your capital.
    Double your savings in a month, you can’t lose.

Passes
    Our fund did 4% last year and lost 3% the year before. Capital at risk.
    Risk assessment for small farms: free webinar on Tuesday.

Limits
    It knows warnings in the post, not those behind a link: regulators want them in the post. Where money is the
    trade of the brand it blocks.
"""

from collections.abc import Iterator

from guard.detectors._claims import claims, severity
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M705",
    slug="money-promise",
    category="misleading_claim",
    severity="review",
    summary="This promises money without risk.",
    why="People lose savings that they believed safe with you.",
    instead="State the offer plainly with its conditions and put the risk warning in the post itself.",
    offended=("people who put their savings into it", "people in debt", "financial regulators"),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("money_promise",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each promise of money without risk; it blocks where money is the trade."""
    for text in post.judged:
        for found in claims(text, "money_promise"):
            yield hit_at(RULE, text, found, severity=severity(context, "money") or found.row.fields.get("severity"))
