"""borrowed-authority: doctors, science or the state are called as witnesses, without a source.

What it looks for
    "9 out of 10 doctors", "clinically proven", "FDA approved", "says science", "vets don't want you to know",
    "certified by the government". A study, a journal or a register beside it passes.

Why
    The profession or office that is named may answer, and a claim "proven" without a study is the easiest one to
    take down.

Flags
    9 out of 10 dentists recommend our chewing gum.
    Clinically proven to lift your mood in minutes.

Passes
    Clinically tested in 113 volunteers; the journal has the figures and the side effects.
    Our scientists are hiring: two chemists and a baker.

Limits
    It cannot check a certificate. Name its number and issuer.
"""

from collections.abc import Iterator

from guard.detectors._claims import claims
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M710",
    slug="borrowed-authority",
    category="misleading_claim",
    severity="review",
    summary="This calls doctors, science or the state as witnesses without a source.",
    why="People trust it because of somebody else's name. Those people and authorities will say that they never said so.",
    instead="Name the study, the number of people and where it can be read, or leave the witness out.",
    offended=("people who believe it", "the profession or authority that is named", "regulators of advertising"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("borrowed_authority",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each witness that is called without a source."""
    for text in post.judged:
        for found in claims(text, "borrowed_authority"):
            yield hit_at(RULE, text, found)
