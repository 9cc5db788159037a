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

from guard.detectors._standing import stands
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit, hit_at
from guard.model import Precedent, Span
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
    precedent=Precedent(
        "Little Mix",
        2016,
        "an internal question stood at the head of a promotional caption and was fixed after readers laughed",
    ),
    confidence=0.92,
)
WAKES_ON = ("draft_notes", "note_cues", "note_hints", "shape:bracket", "shape:mention")


_OPEN = frozenset("([<>*")
_ERRANDS = frozenset(
    "legal comms design marketing editor can could would will pls please cc fao attn confirm supply advise chase proofread approve right correct still checked approved".split()
)
"""Words without which nobody is asked for anything."""


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield phrases of the trade, and brackets that hold several of its words."""
    for text in post.judged:
        brackets = [] if _OPEN.isdisjoint(text.raw) else _brackets().finditer(text.raw)
        noted = [b.span() for b in brackets if _is_note(text, *b.span()) and not is_quoted(text, *b.span())]
        for start, end in noted:
            yield hit(RULE, text, start, end)
        remarks = [m for m in text.matches("draft_notes") if stands(post, text, m) and not _inside(m, noted)]
        for match in remarks:
            if _counts(text, match, remarks) and not is_quoted(text, match.start, match.end):
                yield hit_at(RULE, text, match, severity="block" if "sure" in match.row.tags else "review")
        for found in _to_somebody().finditer(text.raw) if not _ERRANDS.isdisjoint(text.held) else ():
            if not _inside_span(found.start(), noted) and not is_quoted(text, *found.span()):
                yield hit(RULE, text, *found.span(), severity="review")


def _inside(match: Match, spans: list[Span]) -> bool:
    return _inside_span(match.start, spans)


def _inside_span(place: int, spans: list[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def _counts(text: Text, match: Match, remarks: list[Match]) -> bool:
    """Say whether a remark is one by itself; a mere hint needs a doubled sign after it or another remark in its sentence."""
    if "hint" not in match.row.tags:
        return True
    if _doubt().match(text.raw, match.end):
        return True
    sentence = text.sentences[match.first]
    return any(text.sentences[m.first] == sentence and (m.last < match.first or m.first > match.last) for m in remarks)


def _is_note(text: Text, start: int, end: int) -> bool:
    inside = text.raw[start:end]
    if _description().match(inside):
        return False
    if inside[:2] in {">>", "<<"} or _errand().search(inside):
        return True
    remarks = [m for m in text.matches("draft_notes") if start <= m.start < end]
    if any("hint" not in m.row.tags for m in remarks):
        return True
    cues = {text.words[m.first] for m in text.matches("note_cues") if start <= m.start < end}
    hints = {text.words[m.first] for m in text.matches("note_hints") if start <= m.start < end}
    weight = 2 * len(cues) + len(hints) + len(remarks)
    if "??" in inside or "(?)" in inside:
        return weight > 0
    return weight >= (2 if "!!" in inside or _addressed().match(inside) else 4)


@cache
def _brackets() -> re.Pattern[str]:
    """What stands in brackets of any kind, up to 300 code points, without brackets of its own."""
    return re.compile(
        r"\([^()\n]{3,300}\)|\[[^\[\]\n]{3,300}\]|<{2,3}[^<>\n]{3,300}>{2,3}|\*{1,2}[^*\n]{3,300}\*{1,2}|>>[^<>\n]{3,300}<<"
        r"|(?:^|\n)(?://|\#\#?) [^\n]{3,200}|~~[^~\n]{1,200}~~|/\*[^*\n]{3,200}\*/|<!--[^<>\n]{1,200}-->|-{2,3} ?[^-\n]{3,120} ?-{2,3}"
    )


@cache
def _description() -> re.Pattern[str]:
    """A picture described for people who cannot see it."""
    return re.compile(
        r"[(\[]\s*(?:image|photo|picture|video|alt|id|bild|foto|imagen|imagem|immagine)\b[^:\n]{0,20}:", re.IGNORECASE
    )


@cache
def _errand() -> re.Pattern[str]:
    """Words that send somebody to a colleague: ``ask Dmitri``, ``Jen to confirm``."""
    return re.compile(
        r"\b(?:[Aa]sk|[Cc]heck with|[Cc][Cc]|[Tt]ell|[Cc]hase|[Ff]rag(?:en)?|[Dd]emander à|[Pp]reguntar? a|[Cc]hiedere a|[Pp]erguntar à|[Vv]raag(?: aan)?|[Vv]oir avec) [A-ZÀ-Ý][\w'’-]{1,20}\b"
        r"|\b[A-ZÀ-Ý][a-zà-ÿ'’-]{1,20} (?:to|TO) (?:check|confirm|supply|send|advise|approve|chase|fill|provide|tag|add|review|sign|write|find|ask|decide|pick|do|give)\b"
        r"|^[(\[] ?(?:check|confirm|verify|source|ref|fact ?check|spelling|stat|sp|date|price|name|prüfen|vérifier|verificar|verificare|checken)\?{0,3} ?[)\]]$"
        r"|\b[Gg]et [A-ZÀ-Ý][\w'’-]{1,20} to\b|\? ?,? ?(?:check|confirm|ask|tbc)\b"
        r"|\b(?:via|von|par|por|da|door|per|from) [A-ZÀ-Ý][a-zà-ÿ'’-]{1,20} (?:noch|bestätigen|à confirmer|confirmar|da confermare|bevestigen)\b"
    )


@cache
def _to_somebody() -> re.Pattern[str]:
    """A request to a named colleague outside brackets: ``@Tom is this still right?``, ``Tom, can you add ...``, ``cc Laura``."""
    verbs = "check|add|swap|fix|confirm|proof|change|update|send|resize|crop|find|tag|rewrite|reword|shorten|translate|approve|sign off|look at|have a look|make sure|double|ask|chase"
    errands = "swap|fix|proof|amend|resize|crop|double check|sign off|approve|chase|reword|rewrite|shorten"
    return re.compile(
        rf"(?:^|(?<=[.!?)] )|(?<=\n))(?:@[\w.]{{2,20}}[,:]?|[A-ZÀ-Ý][\w'’-]{{1,20}} ?[,:–—-]) (?:(?:can|could|would|will) (?:you|u) (?:please |pls |just |also )?(?:{verbs})|(?:pls|please) (?:{errands}))\b"
        r"|(?:(?<=[.!?)] )|(?<=\n))@[A-Za-zÀ-ÿ][\w.]{1,20} (?:is|are|does|do|did|have|has|should) (?:this|that|we|the|it|you|these)\b[^.!\n]{0,60}(?:right|correct|still|ok|okay|allowed|checked|approved|true|final)\b"
        r"|@(?:legal|comms|design|marketing|editor|translations?|proofreading)\b[^.!\n]{0,60}"
        r"|(?:^|(?<=[.!?)] )|(?<=\n))(?:cc|CC|Cc|fao|FAO|attn|ATTN):? [A-ZÀ-Ý][\w'’-]{1,20}\b"
        r"|\b[A-ZÀ-Ý][a-zà-ÿ'’-]{1,20} (?:to) (?:confirm|supply|advise|chase|proofread|sign off|approve)\b(?! (?:the|our|a|that|your|their) \w{1,20} (?:for|of|in|with))(?=[^.!?\n]{0,30}(?:[.!?)\n]|$))"
    )


@cache
def _doubt() -> re.Pattern[str]:
    """Signs of doubt or haste soon after a remark."""
    return re.compile(r"[^.!?\n]{0,50}(?:\?\?|\(\?\)|\?!)")


@cache
def _addressed() -> re.Pattern[str]:
    """A bracket that opens with a name: ``(Dee: ...``, ``[JESS - ...``, ``(@Steph ...``."""
    return re.compile(
        r"[(\[<>*]{1,3} ?(?:NB )?@?[A-ZÀ-Ý][\w'’-]{1,20}(?: ?[:–—-] | ?, )|[(\[<>*]{1,3} ?@[A-Za-zÀ-ÿ][\w.]{1,20} "
    )
