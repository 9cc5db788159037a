"""unfair-hiring: a job advert or hiring tip chooses by sex, age, looks, family or health.

What it looks for
    "Slim and single" crews, asking women about family plans, men for the patrol and women for reception,
    "culture fit" as a pint with the lads, "I won't hire mothers".

Why
    It is unlawful in most countries, and the applicants you want will screenshot it.

Flags
    Always ask female candidates whether they are planning a family
    We're looking for ladies aged 20 to 26, slim, single
    Culture fit means: could I have a pint with him?
    Gesucht: Lagerhelfer m, unter 35

Passes
    Asking a candidate about family plans is unlawful here. We train all managers.
    We removed photo and age from our application form.
    Looking for a baker, nights, £15 an hour. Tell us what you need.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import meant
from guard.detectors.kit import Rule

RULE = Rule(
    code="M337",
    slug="unfair-hiring",
    category="sexism",
    severity="review",
    summary="This chooses people by sex, age, looks, family or health.",
    why="It shuts people out, and in most places it is unlawful.",
    instead="Name the tasks and skills only. Ask everyone the same questions.",
    offended=("applicants", "employees"),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("unfair_hiring",)

detect = meant(RULE, "unfair_hiring")
