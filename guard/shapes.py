"""Shapes: cheap signs that a detector without a word list may wake on.

Each is one look at the text, so that a post without a shape never pays for the detectors that need it.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guard.view import View

_BARE_DOMAIN = re.compile(r"[^\W_]\.[a-z]{2,}", re.IGNORECASE)
_LONG_TOKEN = re.compile(r"[A-Za-z0-9_+/=.:-]{16,}")
_DIGIT = re.compile(r"\d")
_CAPITALS = re.compile(r"[A-Z]{4,}|[A-Z]{2,} [A-Z]{2,}")

SHAPES = {
    "hashtag": "a hashtag",
    "mention": "an @ sign",
    "lines": "three line ends or more",
    "link": "an address with ://, www. or a bare domain",
    "digits": "a digit",
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
    "long": "more than 140 code points, which can be too long for a platform",
    "scheduled": "a time to publish at",
    "always": "every post",
}
"""Name and meaning of every shape."""

_BLANK = re.compile(r"__|XX|xx:xx|hh:mm|\?\?|##|X[.,]X")
_SIGNS = {"hashtag": "#＃", "mention": "@", "bracket": "[]{}<>(", "question": "?", "exclamation": "!", "assignment": "=:"}


def shapes(view: "View") -> set[str]:
    """Name the shapes of a post's own text and its surroundings."""
    post, raw = view.post, view.text.raw
    found = {name for name, signs in _SIGNS.items() if any(sign in raw for sign in signs)}
    found.add("always")
    if "://" in raw or "www." in raw or ("." in raw and _BARE_DOMAIN.search(raw)):
        found.add("link")
    if raw.count("\n") > 2:
        found.add("lines")
    if _DIGIT.search(raw):
        found.add("digits")
    if _BLANK.search(raw):
        found.add("blank")
    if _LONG_TOKEN.search(raw):
        found.add("long_token")
    if _CAPITALS.search(raw):
        found.add("capitals")
    if not raw.isascii():
        found.add("non_ascii")
    if len(view.text.words) <= 4:
        found.add("short")
    if len(raw) > 140:
        found.add("long")
    if post.alt_text or post.media:
        found.add("media")
    if post.in_reply_to:
        found.add("reply")
    if post.scheduled_at:
        found.add("scheduled")
    return found
