"""version-label: the name or state of a draft is still in the post.

What it looks for
    File and version names (v4_FINAL, "Copy of Copy of"), DRAFT at the start, "tracked changes", and texts kept for several
    outcomes of which all were pasted ("IF WIN: ... IF LOSE: ...", "UPDATE 2 (use if storm)").

Why
    It shows the workshop instead of the work, and a text for the wrong outcome can hurt: an obituary for somebody who lives.

Flags
    v3_FINAL_final Our new autumn menu is here
    DRAFT 2 - Join us for the harvest walk on Sunday
    IF WIN: What a night, everyone! IF LOSE: Heads high, we go again.

Passes
    Version 3.2 of our app is out with dark mode.
    The NBA draft is tonight, burgers are half price until kick-off.
    If we win, drinks are on us. If we lose, so are the chips.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.mention import is_quoted

RULE = Rule(
    code="M503",
    slug="version-label",
    category="unfinished_draft",
    severity="block",
    summary="The name or state of a draft is still in the post.",
    why="Readers see the workshop instead of the work, or a text that was meant for another outcome.",
    instead="Take the label out, keep one version, and make sure that it is the approved one.",
    confidence=0.92,
)
WAKES_ON = ("draft_labels",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield each label of a draft or of a prepared outcome."""
    for text in post.judged:
        for found in _labels().finditer(text.raw):
            if not is_quoted(text, *found.span()):
                yield hit(RULE, text, *found.span())


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(
        r"\bv\d{1,2}[ ._-]{0,2}(?:[A-Za-z-]{1,20}[._ -]{1,2})?(?:FINAL|final|approved|APPROVED|clean\w{0,4}|draft|DRAFT)\b[\w()]{0,24}"
        r"|\bFINAL[_ ](?:FINAL|final|v\d)\w{0,24}|\b(?:COPY|TEXT|POST|CAPTION) FINAL\b(?: v\d)?|\bV\d FINAL\b"
        r"|(?:^|[\[(\n])(?:DRAFT|ENTWURF|BROUILLON|BORRADOR|RASCUNHO|BOZZA|CONCEPT)(?: ?v?\d{1,2}\b| ?[:(\])–-]|\b(?= [A-Z]))|\bDRAFT v?\d{1,2}\b"
        r"|\b(?:Copy|Kopie|Copie|Copia) (?:of|von|de|di|van) (?:Copy|Kopie|Copie|Copia) (?:of|von|de|di|van)\b"
        r"|\btracked changes\b|\bcomments[- ]resolved\b|\bPREPARED ?[–:-] ?HOLD\b|\b(?:ALT )?IF (?:WIN|LOSE|LOSS|DRAW|SILVER|GOLD|BRONZE|CRASH|RAIN|STORM|DEAD|YES|NO)\b ?:"
        r"|\((?:use|only|post) (?:only )?if [^()\n]{2,40}\)|(?:^|\n)-- ?(?:version|versie|Fassung|versión|versão|versione) [^\n-]{2,80}--"
        r"|(?:^|\n)v\d{1,2} ?[–-] (?=[A-Z])|(?<=[.!?] )v\d{1,2} ?[–-] (?=[A-Z])"
    )
