"""note-to-colleague: a remark among colleagues is still in the post.

What it looks for
    Requests and remarks that only make sense inside the team: "pls check with legal before this goes out", "(Dee: swap the photo)",
    "awaiting approval", pasted client feedback. In brackets one such word beside a doubled question mark is enough.

Why
    Readers see what was meant to stay inside: doubts about the facts, remarks about people, instructions to hide something.

Flags
    Our new opening hours start Monday (Priya: pls check with legal first??)
    DO NOT POST before the board has signed off. We are moving to Harbour Street!
    Neue Termine ab Mai. [Bitte noch prüfen, Bild austauschen]

Passes
    Please check your ticket before you travel.
    Do not share your PIN with anyone, not even with us.
    We'd like to confirm: the market is on, rain or shine (bring a coat).

Limits
    A remark that reads like an ordinary sentence, without any word of the trade, is not seen.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit, hit_at
from guard.model import Precedent
from guard.text.mention import is_quoted

RULE = Rule(
    code="M502",
    slug="note-to-colleague",
    category="unfinished_draft",
    severity="block",
    summary="A remark to a colleague is still in the post.",
    why="Readers see what was meant to stay inside the team.",
    instead="Take the remark out, settle what it asks, and have a second person read the post.",
    offended=("whoever the remark is about",),
    precedent=Precedent("Little Mix", 2016, "an internal question stood at the head of a promotional caption and was fixed after readers laughed"),
    confidence=0.92,
)
WAKES_ON = ("draft_notes", "note_cues", "shape:bracket")


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield phrases of the trade, and brackets that hold several of its words."""
    for text in post.judged:
        brackets = _brackets().finditer(text.raw)
        noted = [b.span() for b in brackets if _is_note(text, *b.span())]
        for start, end in noted:
            yield hit(RULE, text, start, end)
        for match in text.matches("draft_notes"):
            inside = any(start <= match.start < end for start, end in noted)
            if not inside and not is_quoted(text, match.start, match.end):
                yield hit_at(RULE, text, match, severity="block" if "sure" in match.row.tags else "review")


def _is_note(text: Text, start: int, end: int) -> bool:
    words = {text.words[m.first] for m in text.matches("note_cues") if start <= m.start < end}
    inside = text.raw[start:end]
    if _description().match(inside):
        return False
    if inside[:2] in {">>", "<<"} or _errand().match(inside) or any(start <= m.start < end for m in text.matches("draft_notes")):
        return True
    doubt = "??" in inside or "(?)" in inside or _addressed().match(inside) is not None
    return len(words) >= (1 if doubt else 2)


@cache
def _brackets() -> re.Pattern[str]:
    """What stands in brackets of any kind, up to 300 code points, without brackets of its own."""
    return re.compile(r"\([^()\n]{3,300}\)|\[[^\[\]\n]{3,300}\]|<{2,3}[^<>\n]{3,300}>{2,3}|\*\*[^*\n]{3,300}\*\*|>>[^<>\n]{3,300}<<")


@cache
def _description() -> re.Pattern[str]:
    """A picture described for people who cannot see it."""
    return re.compile(r"[(\[]\s*(?:image|photo|picture|video|alt|id|bild|foto|imagen|imagem|immagine)\b[^:\n]{0,20}:", re.IGNORECASE)


@cache
def _errand() -> re.Pattern[str]:
    """A bracket that sends somebody to a colleague: ``(ask Dmitri ...``."""
    return re.compile(r"[(\[]\s*(?:ask|check with|cc|tell|frag|demander à|preguntar a|chiedere a|perguntar à|vraag) [A-ZÀ-Ý][\w'’-]{1,20}\b")


@cache
def _addressed() -> re.Pattern[str]:
    """A bracket that opens with a name: ``(Dee: ...``, ``[JESS – ...``, ``(@Steph ...``."""
    return re.compile(r"[(\[<>*]{1,3} ?(?:NB )?@?[A-ZÀ-Ý][\w'’-]{1,20}(?: ?[:–—-] | ?, )")
