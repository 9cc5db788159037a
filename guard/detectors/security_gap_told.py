"""security-gap-told: the post tells where a place, people or goods are badly guarded.

What it looks for
    "The alarm is broken until Friday", "no guard tonight", "nobody's in until Monday and the takings are in the safe", a transport
    with its route and hour.

Why
    Thieves read feeds. So do people who want to hurt those on the road.

Flags
    Bear with us: the alarm is broken until Friday and the takings are in the office safe
    Our convoy leaves the warehouse at 04:30 by the northern track, $90,000 in cash and no escort

Passes
    The alarm went off at noon and everybody knew what to do.
    Our doors are open until nine tonight.

Limits
    One weak spot alone passes when it is no more than an inconvenience ("the gate is broken, use the other one").
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M456",
    slug="security-gap-told",
    category="confidential_leak",
    severity="review",
    summary="This tells thieves where to go.",
    why="It says what is not guarded, and when.",
    instead="Leave it out. Tell those who must know in person.",
    offended=("people who work or live there",),
    confidence=0.75,
)
WAKES_ON = ("security_gap",)
_TIMES = frozenset(
    "until till tonight tomorrow monday tuesday wednesday thursday friday saturday sunday weekend bis jusqu hasta até fino tot".split()
)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for two weak spots, or one with its hour."""
    for text in post.judged:
        found = text.matches("security_gap")
        if (
            found
            and (len({match.row.pattern.source for match in found}) > 1 or _TIMES.intersection(text.words))
            and not text.has("scam_words")
        ):
            yield hit(RULE, text, found[0].start, found[-1].end)
