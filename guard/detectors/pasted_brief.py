r"""pasted-brief: the planning sheet was pasted, not the post.

What it looks for
    Two or more labels of a briefing (Hook: Body: CTA: Tone: Audience: Hashtags:), or alternatives that were meant for choosing
    ("Option A (cheeky): ... Option B (safe): ...", CAPTION OPTION 2), the fields of a form with their limits, a row of the plan.

Why
    The brief says things about the audience, the client or the product that were never meant for the public.

Flags
    Post copy: Step inside. Image: hero_v4.jpg. CTA: book now.
    Tone: cheeky. Audience: dads. Our barbecue sauce is back.
    Headline (max 30): Plant a tree\nBody (max 90): It takes one hour and a spade.
    Option A (cheeky): Get saucy. Option B (safe): Dinner is served.

Passes
    Pick one. Option A: beach. Option B: mountains. Vote below!
    Photo: Ana Roth. Text: Jim Low.
    Doors: 7 pm. Tickets: 8 pounds. Bar: open.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
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
    precedent=Precedent(
        "Naomi Campbell for adidas", 2016, "the sponsor's whole message was pasted as the caption and later corrected"
    ),
    confidence=0.9,
)
WAKES_ON = ("brief_labels",)
ENOUGH = 2


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit from the first label to the last when there are several, and each list of alternatives."""
    text = post.text
    labels = [m for m in _labels().finditer(text.raw) if not is_quoted(text, *m.span())]
    kinds = {m[1].lower() for m in labels}
    if len(kinds) >= ENOUGH and not _CORE.isdisjoint(kinds):
        yield hit(RULE, text, labels[0].start(), labels[-1].end())
    elif not _LONE.isdisjoint(kinds):
        lone = next(m for m in labels if m[1].lower() in _LONE)
        yield hit(RULE, text, *lone.span(), severity="review")
    yield from (hit(RULE, text, *found.span()) for found in _forms(text))
    options = list(_options().finditer(text.raw))
    if options:
        yield hit(RULE, text, options[0].start(), options[-1].end())


def _forms(text: Text) -> Iterator[re.Match[str]]:
    """Fields with their limits, and rows of a planning table."""
    limits = list(_limits().finditer(text.raw)) if "(" in text.signs else []
    if len(limits) >= ENOUGH:
        yield limits[0]
    if "\t" in text.signs or "|" in text.signs or ";" in text.signs:
        yield from _table_rows().finditer(text.raw)


_CORE = frozenset(
    "copy|post copy|caption|headline|body|body copy|hook|cta|call to action|char count|tone|tone of voice|audience|target audience|target group|hashtags|must say|key message|objective|"
    "visual|close|persona|agitate|agitation|pain point|pain points|vibe|caption length|sentiment|readability|vo|voiceover|voice-over|sfx|end card|b-roll|"
    "constraints|style|length|voice|platform|goal|keywords|meta description|intro|closing|zielgruppe|tonalität|botschaft|cible|visuel|accroche|ton|objectif|légende|"
    "público|público objetivo|mensaje clave|tono|objetivo|legenda|gancho|titular|didascalia|pubblico|obiettivo|doelgroep|toon|doel|onderschrift|kernboodschap".split(
        "|"
    )
)
_LONE = frozenset(
    "tone|tonalität|tonfall|hashtags|post copy|body copy|char count|cta|tone of voice|target audience|target group|key message|must say|zielgruppe|tonalität|cible|público objetivo|mensaje clave|doelgroep|"
    "notes to editors|meta description|visuel|kernboodschap|call to action".split("|")
)


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<=[.!?)\]*(] )|(?<=[(\[*])|^|\n|(?<=\.)|(?<=[^\w\s,;] ))\*{0,2}("
        r"post copy|body copy|copy|caption|headline|sub-?headline|body|hook|cta|call to action|char count|tone of voice|tone|audience|target audience|target group|hashtags|must say|avoid|"
        r"key message|image|visual|photo|video|picture|alt text|alt|close|objective|link|url|text|post|title|intro|opening|closing|persona|role|goal|context|constraints|format|style|length|"
        r"voice|platform|channel|keywords|topic|theme|mood|language|emojis?|notes?|tags?|handle|location|meta description|angle|deadline|owner|status|value|problem|agitate|agitation|solution|benefit|proof|promise|attention|interest|desire|action|pain points?|vibe|caption length|sentiment|readability|"
        r"vo|voice-?over|sfx|scene(?: \d)?|slide \d|frame \d|panel \d|super|end card|b-roll|cut to|media contact|press contact|notes to editors|"
        r"zielgruppe|tonalität|bild|botschaft|überschrift|stil|länge|kanal|ton|cible|visuel|accroche|légende|objectif|texte|longueur|tono|público objetivo|público|mensaje clave|imagen|"
        r"titular|gancho|objetivo|texto|imagem|legenda|pubblico|obiettivo|didascalia|immagine|testo|toon|doelgroep|doel|beeld|onderschrift|kernboodschap|lengte)\*{0,2} ?[:=](?!//)",
        re.IGNORECASE,
    )


@cache
def _options() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:caption )?option [a-c1-5] ?\([^()\n]{2,60}\) ?:|\bcaption option [a-c1-5]\b|\boption [a-c1-5]: \"[^\"\n]{2,80}\" ?/",
        re.IGNORECASE,
    )


@cache
def _limits() -> re.Pattern[str]:
    """A label with the length that it may have: ``TITLE (max 40):``."""
    return re.compile(
        r"(?:^|\n)[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ -]{2,24} ?\((?:max\.?|maximum|up to|≤|<) ?\d{2,4}[^()\n]{0,16}\) ?:",
        re.IGNORECASE,
    )


@cache
def _table_rows() -> re.Pattern[str]:
    """A line of at least five cells between tabs, or of cells that name day, time and network."""
    cell = r"[^\t\n]{0,200}"
    return re.compile(
        rf"(?:^|\n){cell}\t{cell}\t{cell}\t{cell}\t{cell}"
        r"|(?:^|\n)(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Mo|Di|Mi|Do|Fr|Sa|So|Lun|Mar|Mer|Jeu|Ven)[a-z]{0,6} ?[|;] ?\d{1,2}[:.h]\d{2} ?[|;] ?(?:FB|IG|LI|Insta|Facebook|Instagram|LinkedIn|X|TikTok)"
    )
