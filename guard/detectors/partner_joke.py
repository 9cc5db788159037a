"""partner-joke: a sexual joke about the reader's wife, husband, ex or mother.

What it looks for
    "Lasts longer than your ex", "your missus has already seen the size of it", "your wife likes it ...", rooms for affairs.

Why
    It makes the reader's family the joke. Women in particular read that they are spoken about, not to.

Flags
    Burns for 60 hours, which is 59 longer than your husband managed
    Your missus already loves the size of our ladder
    Day rooms from £30, wives never ask

Passes
    Your wife will like the new opening hours: Saturdays until eight.
    Does your husband snore? Our clinic has a morning for that.
    Bring your mum, tea is free for two.

Limits
    Jokes about "him" and "her" without a family word are not seen here.
"""

from guard.detectors._prudence import innuendo_in
from guard.detectors.kit import Rule

RULE = Rule(
    code="M215",
    slug="partner-joke",
    category="sexual_innuendo",
    severity="review",
    summary="This is a sexual joke about somebody's partner or mother.",
    why="It makes the readers' own families the joke, and talks about women as if they were not reading.",
    instead="Compare the product with last year's product.",
    offended=("women", "couples", "customers"),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("partner_joke",)

detect = innuendo_in(RULE, "partner_joke")
