"""picture-placeholder: the alt text is a file name or a template.

What it looks for
    Alt text such as IMG_2034.jpg, "image1", "ALT TEXT HERE", "picture of".

Why
    People who use a screen reader hear the file name instead of what the picture shows.

Flags
    Our new armchair is here.  {alt_text: IMG_20260914_final2_crop.png}
    Meet Bruno the bear.  {alt_text: ALT TEXT HERE}

Passes
    Our new armchair is here.  {alt_text: A green armchair with oak legs by a window.}
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, whole

RULE = Rule(
    code="M507",
    slug="picture-placeholder",
    category="unfinished_draft",
    severity="review",
    summary="The alt text is a file name or a template, not a description.",
    why="People who use a screen reader hear this instead of what the picture shows.",
    instead="Describe in one sentence what the picture shows and what it says.",
    offended=("blind people and others who use a screen reader",),
    confidence=0.85,
)
WAKES_ON = ("shape:media",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield a hit on an alt text that describes nothing."""
    if post.alt and _empty().search(post.alt.raw):
        yield whole(RULE, post.alt)


@cache
def _empty() -> re.Pattern[str]:
    return re.compile(
        r"^\s*(?:\S{1,80}\.(?:jpe?g|png|gif|webp|heic|tiff?|mp4|mov)|(?:IMG|DSC|DSCN|PXL|Screenshot|WhatsApp Image)[ _-]?\S{0,40}(?: at [\d. ]{3,12})?"
        r"|(?:image|photo|picture|bild|foto|img|alt)[ _-]?(?:text)?[ _-]?\d{0,3}|(?:insert |add )?(?:alt[- ]?text|image description|description|bildbeschreibung|texte alternatif|texto alternativo)(?: (?:here|hier|ici|aquí|aqui|tbc|todo))?|tbc|tbd|todo|n/?a|x{2,})\s*$",
        re.IGNORECASE,
    )
