"""codename-told: the post tells a project by its codename, with its day or its deal.

What it looks for
    "Project Heron ships on 4 March", "le projet Hirondelle est signé", `#projectosprey` beside a date, a launch or a deal. Codenames that
    you list in the configuration are found without any of this (brand-embargo).

Why
    Codenames exist so that nobody outside can tell. Once told, all earlier mentions can be read as well.

Flags
    Counting the days. Project Heron ships on 4 March with the folding hinge.
    Proud of everyone at the plant #teamwork #projectosprey #nasdaqin2027

Passes
    Project Gutenberg is a gift to readers.
    Our school project about herons is on show until Friday.

Limits
    Public projects look the same; a person decides.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit

RULE = Rule(
    code="M446",
    slug="codename-told",
    category="confidential_leak",
    severity="review",
    summary="This names a project by what looks like its codename.",
    why="Codenames exist so that nobody outside can tell what is coming, and when.",
    instead="Ask whether the project is public. If not, take out name and date.",
    offended=("colleagues and partners who keep the secret",),
    confidence=0.65,
    contextual=True,
)
WAKES_ON = ("project_words", "shape:hashtag")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for a named project with a launch, and for a project's name in a hashtag beside a listing or launch."""
    for text in post.judged:
        if text.has("already_public"):
            continue
        named = _project().search(text.raw) if text.has("project_words") else None
        if named and text.has("project_launch"):
            yield hit(RULE, text, *named.span())
        yield from _tagged(text)


def _tagged(text: Text) -> Iterator[Hit]:
    if "proje" not in text.folded.text and "proye" not in text.folded.text:
        return
    projects = [
        tag
        for tag in text.tags
        if tag.sign == "#" and tag.name.startswith(("project", "projekt", "projet", "proyecto")) and len(tag.name) > 9
    ]
    others = " ".join(tag.name for tag in text.tags)
    if projects and any(word in others for word in ("nasdaq", "ipo", "launch", "merger", "comingsoon", "secret")):
        yield hit(RULE, text, projects[0].start, projects[0].end)


@cache
def _project() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:[Pp]roject|PROJECT|PROJ\.?|[Pp]rojekt|[Pp]rojet|[Pp]royecto|[Pp]rojeto|[Pp]rogetto) [\"'“„«]?[A-ZÀ-Þ][\w-]{2,20}"
    )
