r"""version-label: the name or state of a draft is still in the post.

What it looks for
    File and version names (v4_FINAL, "Copy of Copy of"), DRAFT at the start, "tracked changes", and texts kept for several
    outcomes or networks of which all were pasted ("IF WIN: ... IF LOSE: ...", "LI: ... IG: ...", "UPDATE 2 (use if storm)").

Why
    It shows the workshop instead of the work, and a text for the wrong outcome can hurt: an obituary for somebody who lives.

Flags
    v3_FINAL_final Our new autumn menu is here
    DRAFT 2 - Join us for the harvest walk on Sunday
    IF WIN: What a night, everyone! IF LOSE: Heads high, we go again.
    LI: We are proud of our new score.\nIG: Look at that score!

Passes
    Version 3.2 of our app is out with dark mode.
    The NBA draft is tonight, burgers are half price until kick-off.
    If we win, drinks are on us. If we lose, so are the chips.
    Version 1: with milk. Version 2: with oats. Both are gone by ten.
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
            if not is_quoted(text, *found.span()) and not _two_kinds().match(text.raw, found.end()):
                yield hit(RULE, text, *found.span())
        for pattern in (_networks(), _network_lines()):
            networks = list(pattern.finditer(text.raw))
            if len({found[1].lower() for found in networks}) > 1 and not _ENDS.isdisjoint(text.signs):
                yield hit(RULE, text, networks[0].start(), networks[-1].end())
                break


_ENDS = frozenset(".!?…")
"""Without one of these, names of networks only lead to accounts."""
_DAYS = (
    "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Thurs|Fri|Sat|Sun|tomorrow|next week|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|lundi|mardi|mercredi|"
    "jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
)


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])v\d{1,2}[ ._-]{0,2}(?:[A-Za-z-]{1,20}[._ -]{1,2})?(?:FINAL|final|approved|APPROVED|clean\w{0,4}|draft|DRAFT)\b[\w()]{0,24}"
        r"|\bFINAL[_ ](?:FINAL|final|v\d)\w{0,24}|\b(?:COPY|TEXT|POST|CAPTION) FINAL\b(?: v\d)?|\bV\d FINAL\b"
        r"|(?:^|[\[(\n])(?:DRAFT|ENTWURF|BROUILLON|BORRADOR|RASCUNHO|BOZZA|CONCEPT)(?: ?v?\d{1,2}\b| ?[:(\])–-]|\b(?= [A-Z]))|\bDRAFT v?\d{1,2}\b"
        r"|\b(?:Copy|Kopie|Copie|Copia) (?:of|von|de|di|van) (?:Copy|Kopie|Copie|Copia) (?:of|von|de|di|van)\b"
        r"|\btracked changes\b|\bcomments[- ]resolved\b|\bPREPARED ?[–:-] ?HOLD\b|\b(?:ALT )?IF (?:WIN|LOSE|LOSS|DRAW|SILVER|GOLD|BRONZE|CRASH|RAIN|STORM|DEAD|YES|NO)\b ?:"
        r"|\((?:use|only|post) (?:only )?if [^()\n]{2,40}\)|(?:^|\n)-- ?(?:version|versie|Fassung|versión|versão|versione) [^\n-]{2,80}--"
        r"|\b(?:[Rr]ev|REV|[Vv]ers)\.? ?\d{1,2} ?[:–-]|\b(?:OLD|NEW|SHORT|LONG|ALT(?:ERNATE)?) VERSION\b ?:|\bEMBARGOED\b(?! (?:content|material))|\bSPERRFRIST\b"
        r"|(?:^|\n)(?:Version|Fassung|Versión|Versão|Versione|Versie|Take|Draft|Variante?) ?(?:\d{1,2}|[A-C])\b(?: of \d)? ?(?:[:)–—-]|\([^()\n]{2,40}\) ?[:–-]?)(?!\d)|\(v\d{1,2}\)|^v\d{1,2}\b(?=:? [A-Z])"
        r"|(?:^|\n|\()(?:LinkedIn|Facebook|FB|Instagram|Insta|IG|Twitter|X|TikTok|Threads)[ -]?(?:version|post|copy|caption|text|Version|Text|fassung)\b[^\n:()]{0,20}[:)]"
        rf"|(?:^|\n)(?:For|FOR|Für|Pour|Para|Per|Voor) (?:{_DAYS})\b(?: \d{{1,2}}[^\s:–-]{{0,4}})? ?[:–—](?= )"
        r"|(?:^|\n)(?:POST|Post|TWEET|Tweet|CAPTION|Caption|SLIDE|Slide) \d{1,2}(?: ?(?:/|of) ?\d{1,2})? ?[:–—-](?= )"
        r"|(?:^|\n)v\d{1,2} ?[–-] (?=[A-Z])|(?<=[.!?] )v\d{1,2} ?[–-] (?=[A-Z])"
    )


@cache
def _networks() -> re.Pattern[str]:
    """The name of a network as a label: the same post was pasted once for each."""
    return re.compile(
        r"(?:^|\n|(?<=[.!?] )|(?<=[^\w\s] ))\(?(LinkedIn|Facebook|FB|Instagram|Insta|IG|Twitter|TikTok|Threads|Newsletter)\)? ?:(?! ?(?:@|https?|www|\w+\.com))"
    )


@cache
def _network_lines() -> re.Pattern[str]:
    """The short name of a network before a whole sentence; addresses and handles have no full stop and blanks."""
    return re.compile(
        r"(?:^|\n)[ \t]*(LI|IG|FB|X|YT|TT|BSKY|Bsky|Bluesky|Mastodon|LinkedIn|Facebook|Instagram|Insta|Twitter|TikTok|Threads|Newsletter|Web) ?[:–-] ?(?!@|https?:|www)[^\n]{1,80} [^\n]{0,200}[.!?…]"
    )


@cache
def _two_kinds() -> re.Pattern[str]:
    """A few words and then the second of two: the post offers two kinds of something ("Version 1: with sugar. Version 2: ...")."""
    return re.compile(
        r" ?[^.!?\n:]{1,24}[.,;!?] ?(?:Version|Fassung|Versión|Versão|Versione|Versie|Take|Variante?) ?(?:[2-9]|[B-D]) ?[:)–—-]"
    )
