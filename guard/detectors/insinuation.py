"""insinuation: a hint at a group that everybody is meant to recognise.

What it looks for
    Phrases that point without naming: "certain communities", "you know which sort", "regulars know who we
    mean", "we don't need to draw you a picture", disclaimers ("I'm not racist, but", "call it experience"),
    number plates and surnames as evidence.

Why
    The people who are meant always know. So does everybody else, and a hint looks cowardly on top.

Flags
    After last summer we no longer take groups from certain communities, regulars know who we mean.
    I'm not homophobic, I just would not sit next to one
    Six sheds broken into. You have all seen the caravans, we need not draw you a picture.
    Ces gens-là, on sait d'où viennent leurs vélos.

Passes
    Groups from all communities are welcome at the mill.
    Six sheds were broken into. Lock up, mark your tools, and call us if you have dashcam footage.
    You know which mug is yours. It is the one in the sink.

Limits
    Hints that only locals understand are not seen.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule

RULE = Rule(
    code="M307",
    slug="insinuation",
    category="hate_or_slur",
    severity="review",
    summary="This hints at a group of people without naming it.",
    why="Whoever is meant will recognise themselves, and others will see that you did not dare to say it.",
    instead="Say what happened and what you ask of everyone. Leave out whose fault you think it is.",
    offended=("the group that is hinted at",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("insinuation",)

detect = said(RULE, "insinuation")
