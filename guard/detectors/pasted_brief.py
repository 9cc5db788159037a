"""pasted-brief: the planning sheet was pasted, not the post.

What it looks for
    Two or more labels of a briefing (Hook: Body: CTA: Tone: Audience: Hashtags:), or alternatives that were meant for choosing
    ("Option A (cheeky): ... Option B (safe): ...", CAPTION OPTION 2).

Why
    The brief says things about the audience, the client or the product that were never meant for the public.

Flags
    Post copy: Step inside. Image: hero_v4.jpg. CTA: book now.
    Tone: cheeky. Audience: dads. Our barbecue sauce is back.
    Option A (cheeky): Get saucy. Option B (safe): Dinner is served.

Passes
    Pick one. Option A: beach. Option B: mountains. Vote below!
    Doors: 7 pm. Tickets: 8 pounds. Bar: open.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.model import Precedent
from guard.text.mention import is_quoted

RULE = Rule(
    code="M504",
    slug="pasted-brief",
    category="unfinished_draft",
    severity="block",
    summary="The planning sheet was pasted instead of the post.",
    why="A brief holds remarks about the audience, the client or the product that were never meant for the public.",
    instead="Keep only the words that are for readers: one version, without labels.",
    precedent=Precedent("Naomi Campbell for adidas", 2016, "the sponsor's whole message was pasted as the caption and later corrected"),
    confidence=0.9,
)
WAKES_ON = ("brief_labels",)
ENOUGH = 2


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit from the first label to the last when there are several, and each list of alternatives."""
    text = post.text
    labels = [m for m in _labels().finditer(text.raw) if not is_quoted(text, *m.span())]
    if len({m[1].lower() for m in labels}) >= ENOUGH:
        yield hit(RULE, text, labels[0].start(), labels[-1].end())
    options = list(_options().finditer(text.raw))
    if options:
        yield hit(RULE, text, options[0].start(), options[-1].end())


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<=[.!?)\]*(] )|(?<=[(\[*])|^|\n|(?<=\.))\*{0,2}((?:post )?copy|caption|headline|body|hook|cta|char count|tone(?: of voice)?|audience|target group|hashtags|must say|avoid|key message|"
        r"image|visual|alt text|close|objective|zielgruppe|tonalität|bild|hook|ton|cible|visuel|tono|público|imagen|imagem|pubblico|toon|doelgroep)\*{0,2} ?[:=]",
        re.IGNORECASE,
    )


@cache
def _options() -> re.Pattern[str]:
    return re.compile(r"\b(?:caption )?option [a-c1-5] ?\([^()\n]{2,60}\) ?:|\bcaption option [a-c1-5]\b|\boption [a-c1-5]: \"[^\"\n]{2,80}\" ?/", re.IGNORECASE)
