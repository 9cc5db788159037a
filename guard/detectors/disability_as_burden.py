"""disability-as-burden: disabled people are a nuisance or not worth the effort.

What it looks for
    "The blind aren't our target market", "for the sake of eleven wheelchairs", captions that drive "normal
    customers" up the wall, "no lift, no ramp, no whingers", taking the accessible bay.

Why
    A fifth of all people are disabled, and access is a right. It reads as: stay at home.

Flags
    Skipped the alt text again, the blind aren't exactly our target market
    It blocked the view, all for the sake of a wheelchair or two
    Took the disabled bay for five minutes, legs suddenly hurt 😂
    Subtitles drive normal customers up the wall, so they are gone

Passes
    Third floor, no lift, 46 steps. Two ground-floor studios come in March.
    Twelve new accessible rooms, all with a view of the harbour.
    Captioned screenings now show in the search.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule

RULE = Rule(
    code="M355",
    slug="disability-as-burden",
    category="ableism",
    severity="review",
    summary="This treats disabled people as a nuisance.",
    why="They read that they should stay away. It may be unlawful too.",
    instead="Say what is accessible, what is not yet, and by when it will be.",
    offended=("disabled people", "their families and carers"),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("disability_burden",)

detect = said(RULE, "disability_burden")
