r"""placeholder: a gap of the template was never filled.

What it looks for
    Merge fields ({{first_name}}, %CITY%, <INSERT LINK>), square brackets that name what is missing ([date], [INSERT QUOTE]), rows of X,
    underscores or # where a figure belongs (€X.XX, £__, xx:xx), capitals such as DATE TBC or CUSTOMER NAME, dummy tags
    (#hashtag1), and what software writes when a value is missing (undefined, null).

Why
    It shows that nobody looked, and where a figure or an address is missing it can harm: a recall without a batch number,
    a condolence to [FIRST NAME].

Flags
    Visit us on [DATE] at the new shop!
    Dear {{first_name}}, your tulips are here.
    Save €XX on every pair.
    Doors open at xx:xx, tickets at the bar.

Passes
    New album out now [official video]
    Thanks to everyone who came [1/3]
    Size XXL is back in stock.
    Love from all of us, XX

Limits
    A post that asks its readers to fill the gap ("finish the sentence", a letter to copy) passes as a whole. A placeholder that is an ordinary word ("ask for Name") is only seen in capitals or brackets.
"""

from collections.abc import Iterator

from guard.detectors._gaps import (
    GROUPS,
    SURE_NAMES,
    capitals,
    fields,
    groups_in,
    names_a_gap,
    names_in_capitals,
    square,
    unlinked,
)
from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.model import Severity
from guard.text.mention import is_quoted

RULE = Rule(
    code="M501",
    slug="placeholder",
    category="unfinished_draft",
    severity="block",
    summary="A gap of the template was not filled.",
    why="Readers see that nobody looked, and what they needed to know is missing.",
    instead="Put in the real name, date, figure or link, or take the sentence out.",
    offended=("people who needed the missing fact",),
    confidence=0.93,
)
WAKES_ON = (
    "shape:bracket",
    "shape:capitals",
    "shape:hashtag",
    "shape:mention",
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
            if not is_quoted(text, start, end):
                yield hit(RULE, text, start, end, severity=severity)
        for match in text.matches("placeholders"):
            if "sayable" not in match.row.tags or not is_quoted(text, match.start, match.end):
                yield hit(RULE, text, match.start, match.end)


def _gaps(text: Text) -> Iterator[tuple[int, int, Severity]]:
    raw = unlinked(text)
    if not _SIGNS.isdisjoint(text.signs):
        yield from ((*m.span(), "block") for m in fields().finditer(raw))
        yield from ((*m.span(), _bracketed(m[1])) for m in square().finditer(raw) if names_a_gap(m[1]))
    for number in groups_in(raw, text.signs):
        _, pattern, severity = GROUPS[number]
        yield from ((*m.span(), severity) for m in pattern().finditer(raw))
    if names_in_capitals(raw):
        yield from ((*m.span(), "block") for m in capitals().finditer(raw))


_SIGNS = frozenset("[{<%$*(")


def _bracketed(inside: str) -> Severity:
    """A single everyday word in brackets may be a joke; what names a gap, or is in capitals, is one."""
    words = inside.split()
    return "review" if len(words) == 1 and inside.islower() and inside.strip("?") not in SURE_NAMES else "block"
