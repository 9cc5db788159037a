"""Shapes: cheap signs that a detector without a word list may wake on.

Each is one look at the text, so that a post without a shape never pays for the detectors that need it.
"""

import re
from operator import eq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guard.view import View

_BARE_DOMAIN = re.compile(r"\.[A-Za-z]{2}")
_LONG_TOKEN = re.compile(r"[A-Za-z0-9_+/=.:-]{16,}")
_DIGIT = re.compile(r"\d")
_CAPITALS = re.compile(r"[A-Z]{4,}|[A-Z]{2,} [A-Z]{2,}")

SHAPES = {
    "hashtag": "a hashtag",
    "mention": "an @ sign",
    "lines": "three line ends or more",
    "link": "an address with ://, www. or a bare domain",
    "digits": "a digit",
    "many_digits": "six digits or more, as in a number that means one person or card",
    "bracket": "a bracket of any kind",
    "long_token": "sixteen or more characters without a space",
    "capitals": "words in capitals",
    "non_ascii": "a character beyond ASCII",
    "question": "a question mark",
    "exclamation": "an exclamation mark",
    "assignment": "an equals sign or a colon",
    "blank": "underscores, doubled X or doubled signs, as where a figure is missing",
    "media": "an attached file or alt text",
    "reply": "the post answers another",
    "short": "at most four words",
    "repeats": "a word twice in a row, or many words more than once",
    "unended": "the last word has no full stop or other sign after it",
    "long": "more than 140 code points, which can be too long for a platform",
    "scheduled": "a time to publish at",
    "always": "every post",
}
"""Name and meaning of every shape."""

_BLANK = re.compile(r"__|XX|xx:xx|hh:mm|\?\?|##|X[.,]X")
_SIGNS = {
    "hashtag": frozenset("#＃"),
    "mention": frozenset("@"),
    "bracket": frozenset("[]{}<>("),
    "question": frozenset("?"),
    "exclamation": frozenset("!"),
    "assignment": frozenset("=:"),
    "digits": frozenset("0123456789"),
}
_BLANKS = frozenset("_X?#:")
LONG_TOKEN = 16
MANY_DIGITS = 6


def shapes(view: "View") -> set[str]:
    """Name the shapes of a post's own text and its surroundings."""
    raw = view.text.raw
    held = set(raw)
    found = {name for name, signs in _SIGNS.items() if not held.isdisjoint(signs)}
    found.add("always")
    found.update([name for name, holds in _surroundings(view) if holds])
    if (":" in held and "://" in raw) or ("." in held and ("www." in raw or _BARE_DOMAIN.search(raw))):
        found.add("link")
    if not raw.isascii():
        found.add("non_ascii")
        if _DIGIT.search(raw):
            found.add("digits")
    if "digits" in found and len(_DIGIT.findall(raw)) >= MANY_DIGITS:
        found.add("many_digits")
    if not held.isdisjoint(_BLANKS) and _BLANK.search(raw):
        found.add("blank")
    if max(map(len, raw.split()), default=0) >= LONG_TOKEN and _LONG_TOKEN.search(raw):
        found.add("long_token")
    if _CAPITALS.search(raw):
        found.add("capitals")
    return found


def _surroundings(view: "View") -> tuple[tuple[str, object], ...]:
    post, raw, words = view.post, view.text.raw, view.text.words
    return (
        ("lines", raw.count("\n") > 2),
        ("short", len(words) <= 4),
        ("repeats", any(map(eq, words, words[1:])) or 4 * len(set(words)) < 3 * len(words)),
        ("unended", raw[-1:].isalnum()),
        ("long", len(raw) > 140),
        ("media", post.alt_text or post.media),
        ("reply", post.in_reply_to),
        ("scheduled", post.scheduled_at),
    )
