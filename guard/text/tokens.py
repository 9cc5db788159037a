"""Cut a text into words, tags, links and sentences, each with its place in the author's text.

Words are in reading form (see ``fold``). An English ending after an apostrophe stays with its word (``don't``), a French or
Italian article does not (``l'attentat`` is ``l`` and ``attentat``). A hashtag in camel case is several words. Links are
cut out first: their letters are no words. Symbols that carry meaning (% £ $ and emoji) are words of their own.
"""

import re
from functools import cache

from msgspec import Struct

from guard.text.fold import Folded

_WORD = re.compile(
    r"\d+(?:[.,]\d+)+"
    r"|[^\W_]+(?:'(?:t|s|re|ll|ve|m|d)(?![^\W_]))?"
    r"|[%$£€₹&\u2600-\u27bf\U0001f300-\U0001faff]",
)
_LINK = re.compile(r"(?:https?|ftp|file|ws|wss)://[^\s<>\"]{1,4096}|\bwww\.[^\s<>\"]{1,4096}", re.IGNORECASE)
_END = re.compile(r"[.!?…\n\r]")


class Tag(Struct, frozen=True):
    """A hashtag or handle: ``sign`` is # or @, ``name`` its reading form, ``start`` is the place of the sign."""

    sign: str
    name: str
    start: int
    end: int


class Tokens(Struct, frozen=True):
    """The words of one text: three lists of the same length, and the tags and links found on the way."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    tags: tuple[Tag, ...] = ()
    links: tuple[tuple[int, int], ...] = ()


def tokenise(raw: str, folded: Folded) -> Tokens:
    """Cut ``folded`` into words; all places are code points of ``raw``."""
    links = tuple(m.span() for m in _LINK.finditer(raw)) if "://" in raw or "www." in raw or "WWW." in raw else ()
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _WORD.finditer(folded.text):
        words.append(found[0])
        starts.append(found.start())
        ends.append(found.end())
    if not folded.identity:
        spans = [folded.origin(s, e) for s, e in zip(starts, ends, strict=True)]
        starts, ends = [s for s, _ in spans], [e for _, e in spans]
    tokens = Tokens(words, starts, ends)
    if links:
        tokens = _without(tokens, links)
    if "#" in raw or "@" in raw or "\uff03" in raw:
        tokens = _with_tags(raw, tokens)
    return tokens


def sentences(raw: str, tokens: Tokens) -> list[int]:
    """The number of the sentence that each word stands in."""
    numbers, number, previous = [], 0, 0
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        if _END.search(raw, previous, start):
            number += 1
        numbers.append(number)
        previous = end
    return numbers


def _without(tokens: Tokens, links: tuple[tuple[int, int], ...]) -> Tokens:
    kept = [
        (w, s, e)
        for w, s, e in zip(tokens.words, tokens.starts, tokens.ends, strict=True)
        if not any(start <= s < end for start, end in links)
    ]
    return Tokens([k[0] for k in kept], [k[1] for k in kept], [k[2] for k in kept], links=links)


@cache
def _tag_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    tag = re.compile(r"(?<![^\W_])[#@\uff03](?=[^\W_])\w{1,256}(?:[.-]\w{1,64}(?=[.-]?\w))?")
    parts = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[^\W\dA-Z_]+|[A-Z]|\d+")
    return tag, parts


def _with_tags(raw: str, tokens: Tokens) -> Tokens:
    tag_pattern, part_pattern = _tag_patterns()
    tags, spans = [], []
    for found in tag_pattern.finditer(raw):
        if any(start <= found.start() < end for start, end in tokens.links):
            continue
        tags.append(Tag("@" if found[0][0] == "@" else "#", found[0][1:].lower(), found.start(), found.end()))
        spans.append(found.span())
    words, starts, ends = [], [], []
    inside = iter([*spans, (len(raw) + 1, len(raw) + 1)])
    start, end = next(inside)
    for word, s, e in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        while s >= end:
            start, end = next(inside)
        parts = list(part_pattern.finditer(raw, s, e)) if start <= s and e <= end else []
        for w, ps, pe in [(p[0].lower(), *p.span()) for p in parts] if len(parts) > 1 else [(word, s, e)]:
            words.append(w)
            starts.append(ps)
            ends.append(pe)
    return Tokens(words, starts, ends, tuple(tags), tokens.links)
