"""identity-mockery: a joke or claim at the cost of gay, lesbian, bisexual or trans people.

What it looks for
    "No homo", "so gay" as a fault, "a man in a dress", "identifies as a sandwich", pronoun jokes, "not a real
    woman", orientation as an illness, a fad or a danger to children. Pride posts, couples and people who
    speak of themselves pass.

Why
    For the people concerned it is the joke they have heard since school. Their families follow brands too.

Flags
    Great skin, bro (no homo)
    These trousers are so gay, but they are 70% off
    Our new burger identifies as a salad. Its pronouns are yum and my
    She will never be a real woman, whatever the badge says

Passes
    Gay choir seeks basses. No audition, lots of cake.
    My pronouns are they and them, and the kettle is on.
    Two dads, three lunch boxes, one lost shoe: the school run with Ben and Amir.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import meant
from guard.detectors.kit import Rule
from guard.model import Precedent

RULE = Rule(
    code="M308",
    slug="identity-mockery",
    category="hate_or_slur",
    severity="review",
    summary="This makes a joke or a claim at the cost of gay, bisexual or trans people.",
    why="They have heard it since school, and they will read that you think it too.",
    instead="Leave orientation and gender out of the joke, or let people speak for themselves.",
    offended=("gay, lesbian, bisexual and trans people", "their families"),
    precedent=Precedent(
        "Vodafone UK",
        2010,
        "a homophobic and obscene post went out from the company account; the company answered complainers one by one",
    ),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("identity_mockery",)

detect = meant(RULE, "identity_mockery")
