"""victim-blaming: people are told how not to become victims, or that they asked for it.

What it looks for
    Advice to dress sensibly or drink less beside an assault or party season, "maybe skip the shorts", skirts
    that distract boys, "why does she not leave".

Why
    It says that the victim could have prevented it. Those who were attacked have asked themselves that for
    years.

Flags
    Girls, party season is here: short skirts and long walks home don't mix
    Girls' skirts must reach the knee so that our boys can concentrate
    Ladies, a coat over the outfit and one drink fewer go a long way

Passes
    A woman was attacked near the park. Nothing she wore or did caused this. Call us if you saw anything.
    Uniform: shorts, trousers or skirt for everyone.
    Why doesn't she leave? Because leaving is the dangerous part.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule

RULE = Rule(
    code="M334",
    slug="victim-blaming",
    category="sexism",
    severity="review",
    summary="This blames the victim.",
    why="People who were attacked read that they could have prevented it.",
    instead="Speak to those who attack, and say where help is.",
    offended=("survivors of violence", "women"),
    confidence=0.85,
    contextual=True,
)
WAKES_ON = ("victim_blaming",)

detect = said(RULE, "victim_blaming")
