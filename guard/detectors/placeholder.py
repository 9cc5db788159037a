r"""placeholder: a gap of the template was never filled.

What it looks for
    Merge fields ({{first_name}}, %CITY%, <INSERT LINK>), square brackets that name what is missing ([date], [INSERT QUOTE]), rows of X,
    underscores or # where a figure belongs (€X.XX, £__, xx:xx), capitals such as DATE TBC or CUSTOMER NAME, dummy tags
    (#hashtag1), dates and signs that were only described (MM/DD, "comma", "new paragraph"), and what software writes when a
    value is missing (undefined, null, #N/A, 0 January 1900, [caption id="3"]).

Why
    It shows that nobody looked, and where a figure or an address is missing it can harm: a recall without a batch number,
    a condolence to [FIRST NAME].

Flags
    Visit us on [DATE] at the new shop!
    Dear {{first_name}}, your tulips are here.
    Save €XX on every pair.
    Doors open at xx:xx, tickets at the bar.
    Bread from £#N/A a loaf until it is gone.
    The raffle closes on MM/DD at noon.
    La autora de la noche será [AUTORA], con firma de libros.

Passes
    New album out now [official video]
    Thanks to everyone who came [1/3]
    Size XXL is back in stock.
    Love from all of us, XX
    #N/A is what Excel says. We say: come in, we have it.

Limits
    A post that asks its readers to fill the gap ("finish the sentence", a letter to copy) passes as a whole. A placeholder that is an ordinary word ("ask for Name") is only seen in capitals or brackets.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors._gaps import (
    GROUPS,
    SURE_NAMES,
    capitals,
    fields,
    groups_in,
    in_its_place,
    names_a_gap,
    names_in_capitals,
    square,
    told,
    unlinked,
)
from guard.detectors._standing import stands
from guard.detectors._values import exported, formats
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit
from guard.model import Severity
from guard.text.mention import is_quoted

RULE = Rule(
    code="M501",
    slug="placeholder",
    category="unfinished_draft",
    severity="block",
    summary="A gap in the text was never filled in.",
    why="Readers see that nobody looked, and what they needed to know is missing.",
    instead="Put in the real name, date, figure or link, or take the sentence out.",
    offended=("people who needed the missing fact",),
    confidence=0.93,
)
WAKES_ON = (
    "shape:bracket",
    "shape:capitals",
    "shape:dummy_tag",
    "placeholders",
    "blank_spots",
    "shape:blank",
)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield each unfilled gap."""
    for text in post.judged:
        if text.has("gap_on_purpose"):
            continue
        for start, end, severity in _gaps(text):
            if not is_quoted(text, start, end) and not told(text, start, end):
                yield hit(RULE, text, start, end, severity=severity)
        yield from (hit(RULE, text, m.start, m.end) for m in _phrases(post, text))


def _phrases(post: View, text: Text) -> Iterator[Match]:
    """Words that stand where something real should; a dictated sign only counts beside another."""
    found = [m for m in text.matches("placeholders") if stands(post, text, m)]
    dictated = {text.words[m.last] for m in found if "dictated" in m.row.tags and _bare(text, m)}
    for match in found:
        tags = match.row.tags
        if "dictated" in tags and (len(dictated) < DICTATED or not _bare(text, match)):
            continue
        if "titled" in tags and not _titled(text.raw[match.start : match.end]):
            continue
        if told(text, match.start, match.end):
            continue
        if not ("sayable" in tags and is_quoted(text, match.start, match.end)):
            yield match


DICTATED = 2
"""Different signs that somebody spoke out before it is dictation."""
_ARTICLES = frozenset(
    "a an the every one no this that any your my ein das die kein un une la le el una il o uma".split()
)


def _bare(text: Text, match: Match) -> bool:
    """Say whether no article stands before a sign's name: who speaks about commas says "a comma"."""
    return not match.first or text.words[match.first - 1] not in _ARTICLES


def _titled(said: str) -> bool:
    """Say whether words are written as a form writes them: "Name Surname", "Job Title"."""
    return said.istitle() and "," not in said


def _gaps(text: Text) -> Iterator[tuple[int, int, Severity]]:
    raw = unlinked(text)
    if not _BRACKETS.isdisjoint(text.signs) or (not _MARKS.isdisjoint(text.signs) and _marked().search(raw)):
        yield from ((*m.span(), "block") for m in fields().finditer(raw))
        yield from ((*m.span(), _bracketed(m[1])) for m in square().finditer(raw) if names_a_gap(m[1]))
        yield from ((*m.span(1), "review") for m in in_its_place().finditer(raw))
    for number in groups_in(raw, text.signs):
        _, pattern, severity = GROUPS[number]
        if pattern in _TECHNICAL and text.has("value_talk"):
            continue
        yield from ((*m.span(), severity) for m in pattern().finditer(raw))
    if names_in_capitals(raw):
        yield from ((*m.span(), "block") for m in capitals().finditer(raw))


_BRACKETS = frozenset("[{<(")
_MARKS = frozenset("%$*&")


@cache
def _marked() -> re.Pattern[str]:
    """A sign that stands before a name, as in ``%NAME%``, ``$name`` and ``&amp;``, and not behind a number."""
    return re.compile(r"[%$*&][A-Za-z_#%*|$\[{]|%\d\$")


_TECHNICAL = (exported, formats)
"""What only counts where nobody talks of tables, code and formats."""


def _bracketed(inside: str) -> Severity:
    """A single everyday word in brackets may be a joke; what names a gap, or is in capitals, is one."""
    words = inside.split()
    return "review" if len(words) == 1 and inside.islower() and inside.strip("?") not in SURE_NAMES else "block"
