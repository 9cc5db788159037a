"""embargo-broken: the post carries the mark of an embargo.

What it looks for
    "EMBARGOED UNTIL ...", "NOT FOR RELEASE", "strictly confidential", "internal only", "Sperrfrist", "sous embargo", "bajo embargo" and the
    like, left in or told. A lifted embargo passes.

Why
    The mark says that somebody trusted you to wait. Breaking it costs that trust, and the story.

Flags
    EMBARGOED UNTIL 00:01 WEDNESDAY: Minister to confirm that the line will not be reopened.
    NOT FOR RELEASE Our merger creates the region's largest lab network.

Passes
    The embargo has lifted, so here's the whole report.
    We've read it under embargo and won't say a word before the families have.

Limits
    The guard does not know whether the time has passed: take the mark out when it has.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M441",
    slug="embargo-broken",
    category="confidential_leak",
    severity="review",
    summary="This still carries the mark of an embargo.",
    why="Somebody trusted you to wait until a certain time.",
    instead="Check the time with whoever set it. When it has passed, take the mark out.",
    offended=("those who set the embargo", "people who were to hear it first"),
    confidence=0.85,
)
WAKES_ON = ("embargo_mark",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on the mark; one in capitals was never meant to be read, and blocks."""
    for text in post.judged:
        if text.has("already_public") or text.has("embargo_talk"):
            continue
        for match in text.matches("embargo_mark")[:1]:
            marked = text.raw[match.start : match.end].isupper()
            yield hit_at(RULE, text, match, severity="block" if marked else None)
