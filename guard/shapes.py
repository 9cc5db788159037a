"""Shapes: cheap signs that a detector without a word list may wake on.

Each is one look at the text, so that a post without a shape never pays for the detectors that need it.
"""

import re
from collections.abc import Iterator
from operator import eq
from typing import TYPE_CHECKING

from guard.text.street_words import STREET_ENDINGS, STREET_WORDS

if TYPE_CHECKING:
    from guard.view import View

_BARE_DOMAIN = re.compile(r"\.[A-Za-z]{2}")
_LONG_TOKEN = re.compile(r"[A-Za-z0-9_+/=.:-]{16,}")
_DIGIT = re.compile(r"\d")
_AGE = re.compile(r"[,(] ?(?:aged? |age )?\d{1,2}(?:[),]| [ayj])")
_INITIAL = re.compile(r"\b[A-ZÀ-Þ]\.")
_CAPITALS = re.compile(r"[A-Z]{2}(?:[A-Z]{2}|[A-Z]? [A-Z]{2})")

SHAPES = {
    "hashtag": "a hashtag",
    "mention": "an @ sign",
    "lines": "three line ends or more",
    "link": "an address with ://, www. or a bare domain",
    "digits": "a digit",
    "age": "a small number behind a comma or a bracket, as an age is told",
    "street": "a digit, and a word of street names",
    "postcode": "a postcode behind a comma or a bracket",
    "dummy_tag": "a hashtag or handle that begins like one that stands for a real one",
    "marks": "a sign that programs leave in copied text, or a heading's",
    "initials": "two capital letters or more with a full stop behind each",
    "address": "an address that can be read: the link rules look at each",
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
    "described": "the account has a description; its surroundings also give day, event, wound, embargo, house, history",
    "always": "every post",
}
"""Name and meaning of every shape."""

_BLANK = re.compile(r"__|XX|xx:xx|hh:mm|\?\?|##|X[.,]X")
_SHAPE_OF = {
    **dict.fromkeys("#＃", "hashtag"),
    **dict.fromkeys("@", "mention"),
    **dict.fromkeys("[]{}<>(", "bracket"),
    **dict.fromkeys("?", "question"),
    **dict.fromkeys("!", "exclamation"),
    **dict.fromkeys("=:", "assignment"),
    **dict.fromkeys("0123456789", "digits"),
}
"""The shape that a single sign makes."""
_SIGNS = frozenset(_SHAPE_OF)
_BLANKS = frozenset("_X?#:")
_MARKS = frozenset("`·•|【*–—→")
_POSTCODE = re.compile(r"\d ?[A-Z]{2}\b|\d{5}|Flat \d")
"""What a postcode of Britain, the Netherlands or five digits ends in, or a flat's number."""
_DUMMIES = tuple(
    "hashtag brand campaign tbd tbc todo insert your tag sponsor handle partner name account username company client "
    "xx".split()
)
"""How tags begin that stand for real ones."""
_DUMMY_ENDS = ("hashtag", "tbc", "tbd", "placeholder", "here")
LONG_TOKEN = 16
MANY_DIGITS = 6
ENOUGH_INITIALS = 2


def shapes(view: "View") -> set[str]:
    """Name the shapes of a post's own text and its surroundings."""
    raw, signs = view.text.raw, view.text.signs
    found = {_SHAPE_OF[sign] for sign in signs & _SIGNS}
    found.add("always")
    found.update(_of_the_post(view), _of_the_words(view), _of_the_signs(raw, signs))
    if not raw.isascii():
        found.add("non_ascii")
        if _DIGIT.search(raw):
            found.add("digits")
    if "digits" in found:
        found.update(_of_numbers(view))
    if ("hashtag" in found or "mention" in found) and _has_dummy_tag(view):
        found.add("dummy_tag")
    if ("link" in found or "assignment" in found) and _has_address(raw):
        found.add("address")
    return found


def _of_numbers(view: "View") -> Iterator[str]:
    raw = view.text.raw
    if len(_DIGIT.findall(raw)) >= MANY_DIGITS:
        yield "many_digits"
    if "," in raw or "(" in raw:
        if _AGE.search(raw):
            yield "age"
        if _POSTCODE.search(raw):
            yield "postcode"
    if not view.text.held.isdisjoint(STREET_WORDS) or any(map(raw.__contains__, STREET_ENDINGS)):
        yield "street"


def _has_dummy_tag(view: "View") -> bool:
    return "@@" in view.text.raw or any(
        tag.name.startswith(_DUMMIES) or tag.name.endswith(_DUMMY_ENDS) for tag in view.text.tags
    )


def _has_address(raw: str) -> bool:
    from guard.text.links import addresses

    return bool(addresses(raw))


def _of_the_post(view: "View") -> Iterator[str]:
    post = view.post
    if post.alt_text or post.media:
        yield "media"
    if post.in_reply_to:
        yield "reply"
    if post.scheduled_at:
        yield "scheduled"


def _of_the_words(view: "View") -> Iterator[str]:
    raw, words = view.text.raw, view.text.words
    if raw.count("\n") > 2:
        yield "lines"
    if len(words) <= 4:
        yield "short"
    if len(view.text.held) < len(words) and _repeats(words, len(view.text.held)):
        yield "repeats"
    if raw[-1:].isalnum():
        yield "unended"
    if len(raw) > 140:
        yield "long"
    if max(map(len, raw.split()), default=0) >= LONG_TOKEN and _LONG_TOKEN.search(raw):
        yield "long_token"


def _of_the_signs(raw: str, signs: frozenset[str]) -> Iterator[str]:
    if _has_link(raw, signs):
        yield "link"
    if not signs.isdisjoint(_BLANKS) and _BLANK.search(raw):
        yield "blank"
    if _CAPITALS.search(raw):
        yield "capitals"
    if not signs.isdisjoint(_MARKS) or "##" in raw:
        yield "marks"
    if raw.count(".") >= ENOUGH_INITIALS and len(_INITIAL.findall(raw)) >= ENOUGH_INITIALS:
        yield "initials"


def _has_link(raw: str, signs: frozenset[str]) -> bool:
    if ":" in signs and "://" in raw:
        return True
    return ("." in signs and _BARE_DOMAIN.search(raw) is not None) or "www" in raw


def _repeats(words: list[str], different: int) -> bool:
    return 4 * different < 3 * len(words) or any(map(eq, words, words[1:]))
