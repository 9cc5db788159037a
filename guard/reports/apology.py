"""The table of an apology's parts, with quotes, under the report of a draft; and its sum, with the arithmetic shown.

The order is that of Lewicki, Polin and Lount (2016): responsibility, then repair, then regret, explanation and change;
asking to be forgiven counts nothing. The points are that order and no more: nobody has measured them as weights.
"""

from collections.abc import Iterator

from guard.text.apology import Apology, Part, is_everyday, is_slip, read
from guard.view import Text

POINTS = {"responsibility": 3, "repair": 2, "regret": 1, "explanation": 1, "change": 1}
"""Points by rank: the first rank has the most."""

ROWS = {
    "responsibility": "takes the blame",
    "repair": "puts it right",
    "due": "says by when",
    "regret": "says sorry",
    "explanation": "explains",
    "change": "changes something",
    "harm": "names the harm",
    "people": "names the people",
    "channel": "can be answered",
}

_QUOTE = 48
"""Code points of the author's text that a quote shows, from where its sentence starts or shortly before the part."""
_BEFORE = 16


def table(raw: str, lang: str | None = None) -> str:
    """Draw the table of the parts of the draft ``raw``, and the sum by rank."""
    text = Text(raw, lang=lang)
    if is_slip(text):
        return "  A small slip: light honesty and the right words are enough; no grave apology is needed.\n"
    if is_everyday(text):
        return "  An everyday sorry: a short, friendly word is enough; the parts of a grave apology are not asked.\n"
    return "\n".join(["  Parts of an apology:", *_rows(text, read(text)), *_sum(read(text))]) + "\n"


def _rows(text: Text, apology: Apology) -> Iterator[str]:
    for name, title in ROWS.items():
        part = apology.first(name)
        yield f"    {title:<18}{_quote(text.raw, part) if part else 'not found'}"
    yield f"    {'same platform':<18}cannot tell from the text: answer where it happened"


def _quote(raw: str, part: Part) -> str:
    """Some of the author's words around the part, on one line and without control characters."""
    sentence = max(raw.rfind(end, 0, part.start) for end in ".!?\n") + 1
    start = max(sentence, part.start - _BEFORE)
    if start > sentence:
        start = raw.find(" ", start, part.start) + 1 or part.start
    shown = "".join(c if c.isprintable() else " " for c in raw[start : start + _QUOTE])
    return f'"{" ".join(shown.split())}{"..." if start + _QUOTE < len(raw) else ""}"'


def _sum(apology: Apology) -> Iterator[str]:
    got = {name: points if apology.has(name) else 0 for name, points in POINTS.items()}
    parts = " + ".join(f"{name} {points}" for name, points in got.items())
    yield f"    {parts} = {sum(got.values())} of {sum(POINTS.values())}"
    yield "    (points by rank after Lewicki and others, 2016: an order, no measured weights)"
