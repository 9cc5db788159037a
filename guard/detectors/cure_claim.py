"""cure-claim: a product heals, prevents or removes an illness.

What it looks for
    Verbs of healing beside an illness ("reverses diabetes", "kills the flu"), "flushes toxins", "full immunity",
    "puts late talkers right", in seven languages; and a yes to somebody who asks whether it helps against an
    illness. "May help", a source, "ask your doctor" and denials pass.

Why
    Somebody may leave a treatment because of it. Health claims for food, tea, cosmetics and supplements are
    forbidden or need a licence in most countries (EU Regulation 1924/2006, UK ASA, US FTC Health Products guidance,
    BR Anvisa).

Flags
    Two cups a day and our tea reverses diabetes.
    One zinc gummy = full immunity. Science.

Passes
    No, garlic does not cure a cold. It still tastes good.
    Zinc may help to shorten a cold a little. Ask your pharmacist.

Limits
    It does not know which of your claims are licensed. Waive them with the licence as reason. Where health is the
    trade of the brand (`brand.sector`, `accounts.NAME.sector` or the description) it blocks.
"""

from collections.abc import Iterator

from guard.detectors._claims import claims, severity
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

WORRIES = ("<illness>", "<medicine>", "<worry>")
"""What somebody names who asks about an illness."""

RULE = Rule(
    code="M701",
    slug="cure-claim",
    category="misleading_claim",
    severity="review",
    summary="This says that a product cures or prevents an illness.",
    why="People who are ill may believe it and leave what helps them. Regulators act fast on such words.",
    instead='Take the claim out, or say only what is approved, with the source: "contributes to ...", "in a study of ...".',
    offended=("people who are ill and their families", "doctors and pharmacists", "regulators of advertising"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("cure_claim", "yes_it_works")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each cure that the post claims, and a yes to somebody who asks about an illness."""
    for text in post.judged:
        for found in claims(text, "cure_claim", firm=True):
            yield hit_at(RULE, text, found, severity=severity(context, "health"))
    if post.parent is not None and any(map(post.parent.search, WORRIES)):
        for found in claims(post.text, "yes_it_works", firm=True):
            yield hit_at(RULE, post.text, found, severity=severity(context, "health"))
