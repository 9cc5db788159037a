"""instead-of-medicine: people are told to leave their medicine, vaccination or doctor.

What it looks for
    "Bin your tablets", "skip the check-up", "no need to bother the midwife", "better than any vaccine", "Big Pharma
    won't tell you", in seven languages.

Why
    It can cost a life. No disclaimer repairs it.

Flags
    Three cups a day and your blood pressure tablets go in the bin.
    Skip the jab, our drops give the same protection as MMR.

Passes
    Never stop your tablets because of a post. Ask your doctor first.
    Bin day is Tuesday: no pills, please take old medicine to the pharmacy.

Limits
    Doctors who plan to end a treatment write differently; a practice should waive its own leaflets.
"""

from collections.abc import Iterator

from guard.detectors._claims import claims
from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M702",
    slug="instead-of-medicine",
    category="misleading_claim",
    severity="review",
    summary="This tells people to leave their medicine or doctor.",
    why="Somebody will do it. It can cost a life.",
    instead="Delete it. If people ask, send them to their doctor, pharmacist or midwife.",
    offended=("people who are ill and their families", "doctors, nurses and pharmacists"),
    confidence=0.85,
    contextual=True,
)
WAKES_ON = ("instead_of_medicine",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield each call to leave a medicine, a vaccination or a doctor."""
    for text in post.judged:
        for found in claims(text, "instead_of_medicine"):
            yield hit_at(RULE, text, found)
