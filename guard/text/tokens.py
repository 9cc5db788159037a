"""Cut a text into words, tags, links and sentences, each with its place in the author's text.

Words are in reading form (see ``fold``). An English ending after an apostrophe stays with its word (``don't``), a
French or Italian article does not (``l'attentat`` is ``l`` and ``attentat``). A hashtag in camel case is several
words. Links are cut out first: their letters are no words. Symbols that carry meaning (% £ $, arrows, emoji) are words
of their own.
"""

import re
from bisect import bisect_right
from functools import cache
from sys import maxsize

from msgspec import Struct

from guard.model import Span
from guard.text.fold import Folded

_WORD = re.compile(
    r"\d+(?:[.,]\d+)+"
    r"|[^\W_]+(?:'(?:t|s|re|ll|ve|m|d)(?![^\W_]))?"
    r"|[%$&]|[^\w\s\x00-\x7f¡¿·«»‐‑‒–—―‘’‚“”„†‡•…‹›]",
)
_LINK = re.compile(r"(?:https?|ftp|file|ws|wss)://[^\s<>\"]{1,4096}|\bwww\.[^\s<>\"]{1,4096}", re.IGNORECASE)
_END = re.compile(r"[.!?…\n\r]")


class Tag(Struct, frozen=True):
    """A hashtag or handle: ``sign`` is # or @, ``name`` its reading form, ``start`` is the place of the sign."""

    sign: str
    name: str
    start: int
    end: int


class Tokens:
    """The words of one text, with the start and end of each in the author's text, and the tags and links among them.

    The places of a text without tags and links are found when they are first asked for: most texts match nothing.
    """

    __slots__ = ("_folded", "_places", "links", "tags", "words")

    def __init__(
        self,
        words: list[str],
        folded: Folded,
        places: tuple[list[int], list[int]] | None = None,
        tags: tuple[Tag, ...] = (),
        links: tuple[Span, ...] = (),
    ) -> None:
        self.words, self.tags, self.links = words, tags, links
        self._folded, self._places = folded, places

    @property
    def starts(self) -> list[int]:
        """Where each word starts, in code points of the author's text."""
        return self._located()[0]

    @property
    def ends(self) -> list[int]:
        """Where each word ends (exclusive)."""
        return self._located()[1]

    def _located(self) -> tuple[list[int], list[int]]:
        if self._places is None:
            self._places = _places(self._folded)
        return self._places


def tokenise(raw: str, folded: Folded) -> Tokens:
    """Cut ``folded`` into words; all places are code points of ``raw``."""
    linked = "://" in raw or "www." in raw or "WWW." in raw
    tagged = "#" in raw or "@" in raw or "\uff03" in raw
    tokens = Tokens(_WORD.findall(folded.text), folded)
    if linked:
        tokens = _without(tokens, folded, tuple(m.span() for m in _LINK.finditer(raw)))
    return _with_tags(raw, folded, tokens) if tagged else tokens


def _places(folded: Folded) -> tuple[list[int], list[int]]:
    spans = [found.span() for found in _WORD.finditer(folded.text)]
    if not folded.identity:
        spans = [folded.origin(start, end) for start, end in spans]
    return [start for start, _ in spans], [end for _, end in spans]


def sentences(raw: str, tokens: Tokens) -> list[int]:
    """The number of the sentence that each word stands in."""
    numbers, number, previous = [], 0, 0
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        if _END.search(raw, previous, start):
            number += 1
        numbers.append(number)
        previous = end
    return numbers


def _without(tokens: Tokens, folded: Folded, links: tuple[Span, ...]) -> Tokens:
    """The words that do not stand inside a link."""
    kept = [
        (word, start, end)
        for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True)
        if not _inside(links, start)
    ]
    return Tokens([k[0] for k in kept], folded, ([k[1] for k in kept], [k[2] for k in kept]), links=links)


def _inside(spans: tuple[Span, ...], place: int) -> bool:
    """Say whether ``place`` lies in one of the ``spans``, which are in order and apart."""
    last = bisect_right(spans, (place, maxsize)) - 1
    return last >= 0 and place < spans[last][1]


@cache
def _tag_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    tag = re.compile(r"(?<![^\W_])[#@\uff03](?=[^\W_])\w{1,256}(?:[.-]\w{1,64}(?=[.-]?\w))?")
    parts = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[^\W\dA-Z_]+|[A-Z]|\d+")
    return tag, parts


def _with_tags(raw: str, folded: Folded, tokens: Tokens) -> Tokens:
    tag_pattern, part_pattern = _tag_patterns()
    tags, spans = [], []
    for found in tag_pattern.finditer(raw):
        if _inside(tokens.links, found.start()):
            continue
        tags.append(Tag("@" if found[0][0] == "@" else "#", found[0][1:].lower(), found.start(), found.end()))
        spans.append(found.span())
    if not spans:
        return tokens
    words, starts, ends = [], [], []
    inside = iter([*spans, (len(raw) + 1, len(raw) + 1)])
    start, end = next(inside)
    for word, s, e in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        while s >= end:
            start, end = next(inside)
        if start <= s and e <= end and len(parts := list(part_pattern.finditer(raw, s, e))) > 1:
            words += [part[0].lower() for part in parts]
            starts += [part.start() for part in parts]
            ends += [part.end() for part in parts]
        else:
            words.append(word)
            starts.append(s)
            ends.append(e)
    return Tokens(words, folded, (starts, ends), tuple(tags), tokens.links)
