"""What detectors look at: the texts of one post, cut into words, with the lexicon rows that they match.

A :class:`Text` is one field; a :class:`View` is the post: its text and alt text (both judged), the post that it answers
and the account's description (both only context). Everything costly is made when first asked for.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import Any

import msgspec
from msgspec import Raw, Struct

from guard import phrases
from guard.errors import LexiconError
from guard.model import Field, Post, Span
from guard.text.fold import fold
from guard.text.tokens import Tag, sentences, tokenise

_STEM_KEY = 3


class Row(Struct, frozen=True):
    """One row of a lexicon: the list it belongs to, its pattern, and what it says to people."""

    list: str
    pattern: phrases.Pattern
    fields: dict[str, Any]

    @property
    def tags(self) -> tuple[str, ...]:
        """The row's own marks, for detectors that tell rows apart."""
        return tuple(self.fields.get("tags", ()))


class Match:
    """A row found in a text: its words ``first`` to ``last`` (inclusive), and their place in the author's text.

    The place is worked out when somebody asks for it: most rows that match lead to no finding.
    """

    __slots__ = ("_span", "_text", "first", "last", "row")

    def __init__(self, row: Row, first: int, last: int, text: "Text", span: Span | None = None) -> None:
        self.row, self.first, self.last = row, first, last
        self._text, self._span = text, span

    @property
    def start(self) -> int:
        """Where it starts, in code points of the author's text."""
        return self._span[0] if self._span else self._text.starts[self.first]

    @property
    def end(self) -> int:
        """Where it ends (exclusive)."""
        return self._span[1] if self._span else self._text.ends[self.last]


class Lexicons(Struct, frozen=True):
    """The compiled lexicons; see ``lexicons/compile.py``. A row stays JSON until a post wakes it."""

    sets: dict[str, tuple[str, ...]]
    rows: tuple[Raw, ...]
    exact: dict[str, tuple[int, ...]]
    stems: dict[str, tuple[tuple[str, int], ...]]
    wakes: dict[str, tuple[int, ...]]


@cache
def compiled() -> Lexicons:
    """The compiled lexicons; their word sets become those of the phrase language.

    Raises:
        LexiconError: the file that the installation makes is not there or is no use.
    """
    path = os.path.join(os.path.dirname(__file__), "lexicons", "_compiled.json")
    try:
        with open(path, "rb") as stream:
            lexicons = msgspec.json.decode(stream.read(), type=Lexicons)
    except (OSError, msgspec.DecodeError) as error:
        fix = "Install the package again; in a checkout run `make generate`."
        raise LexiconError(f"the compiled phrases cannot be read ({error}).", where=path, fix=fix) from None
    phrases.use_sets(lexicons.sets)
    return lexicons


@cache
def row(number: int) -> Row:
    """The row with that number in the compiled lexicons."""
    name, pattern, fields, anchor = _ROW.decode(compiled().rows[number])
    return Row(name, phrases.anchored(phrases.parse(pattern), anchor), fields or {})


_ROW = msgspec.json.Decoder(tuple[str, str, dict[str, Any] | None, int])


class Woken(Struct, frozen=True):
    """The rows that one word wakes: those that need nothing else, and those that need one of some further words."""

    free: tuple[int, ...]
    needing: dict[str, tuple[int, ...]]
    needed: frozenset[str]


class _Waking(dict[str, Woken | None]):
    """What each word met so far wakes; None for nothing."""

    def __missing__(self, word: str) -> Woken | None:
        tables = compiled()
        numbers = [*tables.exact.get(word, ())]
        numbers += [number for stem, number in tables.stems.get(word[:_STEM_KEY], ()) if word.startswith(stem)]
        if len(self) >= MOST_WORDS:
            self.clear()
        self[word] = woken = _woken(dict.fromkeys(numbers)) if numbers else None
        return woken


def _woken(numbers: Iterable[int]) -> Woken:
    free: list[int] = []
    needing: dict[str, list[int]] = {}
    for number in numbers:
        needed = _needed(row(number).pattern)
        if needed is None:
            free.append(number)
        for word in needed or ():
            needing.setdefault(word, []).append(number)
    return Woken(tuple(free), {word: tuple(rows) for word, rows in needing.items()}, frozenset(needing))


def _needed(pattern: phrases.Pattern) -> frozenset[str] | None:
    """The smallest set of words of which one must stand beside the waking word; None when there is none."""
    others = [
        e.words
        for i, e in enumerate(pattern.elements)
        if i != pattern.anchor and not (e.optional or e.stems or e.number)
    ]
    return min(others, key=len) if others else None


MOST_WORDS = 50_000
"""Words that are kept: more than a brand uses in a year, few enough for any memory."""

MOST_MATCHES = 100
"""Matches of one list that are kept for a text: more say nothing new, and comparing each with each stays quick."""

_WAKING = _Waking()


class Text:
    """One text of a post, in the author's characters (``raw``) and in reading form (``words``)."""

    def __init__(self, raw: str, field: Field = "text", lang: str | None = None) -> None:
        self.raw = raw
        self.field: Field = field
        self.lang = lang
        self.folded = fold(raw)
        self._tokens = tokenise(raw, self.folded)
        self.words: list[str] = self._tokens.words
        self.tags: tuple[Tag, ...] = self._tokens.tags
        self.links: tuple[Span, ...] = self._tokens.links
        self._sentences: list[int] | None = None
        self._held: frozenset[str] | None = None
        self._searched: dict[str, Match | None] = {}
        self._found: dict[str, list[Match]] | None = None
        self._languages: dict[str, float] | None = None

    @property
    def starts(self) -> list[int]:
        """Where each word starts, in code points of the author's text."""
        return self._tokens.starts

    @property
    def ends(self) -> list[int]:
        """Where each word ends (exclusive)."""
        return self._tokens.ends

    @property
    def sentences(self) -> list[int]:
        """The number of the sentence that each word stands in."""
        if self._sentences is None:
            self._sentences = sentences(self.raw, self._tokens)
        return self._sentences

    @property
    def languages(self) -> dict[str, float]:
        """How likely the text is in each language (ISO 639-1); empty when it is too short to tell."""
        if self._languages is None:
            from guard.text.language import languages

            self._languages = {self.lang: 1.0} if self.lang else languages(self.words)
        return self._languages

    def may_be(self, lang: str) -> bool:
        """Say whether the text can be in ``lang``: it is likely, or nobody can tell."""
        return not self.languages or self.languages.get(lang, 0.0) >= 0.2

    @property
    def found(self) -> dict[str, list[Match]]:
        """All lexicon rows that the text matches, by list."""
        if self._found is None:
            self._found = {}
            for match in self._scan():
                matches = self._found.setdefault(match.row.list, [])
                if len(matches) < MOST_MATCHES:
                    matches.append(match)
        return self._found

    def matches(self, *lists: str) -> list[Match]:
        """The matches of these lists, in the order of the text."""
        if len(lists) == 1:
            return self.found.get(lists[0], [])
        return sorted((m for name in lists for m in self.found.get(name, ())), key=lambda m: m.start)

    def has(self, *lists: str) -> bool:
        """Say whether any of these lists matches."""
        return any(name in self.found for name in lists)

    @property
    def held(self) -> frozenset[str]:
        """The words of the text, each once."""
        if self._held is None:
            self._held = frozenset(self.words)
        return self._held

    def search(self, pattern: str) -> Match | None:
        """The first place of one pattern of the phrase language that stands in code, or ``None``."""
        if pattern not in self._searched:
            self._searched[pattern] = self._search(pattern)
        return self._searched[pattern]

    def _search(self, pattern: str) -> Match | None:
        compiled()
        parsed = phrases.parse(pattern)
        anchor = parsed.elements[parsed.anchor]
        if not (anchor.stems or anchor.number) and self.held.isdisjoint(anchor.words):
            return None
        for first, last in parsed.find(self):
            return self._match(Row("", parsed, {}), first, last)
        return None

    def _match(self, found: Row, first: int, last: int) -> Match:
        return Match(found, first, last, self)

    def _scan(self) -> Iterator[Match]:
        held = self.held
        seen: set[tuple[int, int]] = set()
        for position, word in enumerate(self.words):
            woken = _WAKING[word]
            if woken is None:
                continue
            numbers: Iterable[int] = woken.free
            if not held.isdisjoint(woken.needed):
                beside = [woken.needing[other] for other in held & woken.needed]
                numbers = sorted({*numbers, *chain.from_iterable(beside)})
            for number in numbers:
                match = self._try(row(number), position)
                if match and (number, match.first) not in seen:
                    seen.add((number, match.first))
                    yield match
        for tag in self.tags:
            for number in compiled().exact.get(tag.sign + tag.name, ()):
                yield Match(row(number), 0, 0, self, (tag.start, tag.end))

    def _try(self, candidate: Row, position: int) -> Match | None:
        elements = candidate.pattern.elements
        if len(elements) == 1:
            span: tuple[int, int] | None = (position, position)
        else:
            span = candidate.pattern.at(self, position)
        if span is None or (candidate.fields and not self._holds(candidate)):
            return None
        return self._match(candidate, *span)

    def _holds(self, candidate: Row) -> bool:
        lang = candidate.fields.get("lang")
        if lang and not any(self.may_be(code) for code in lang):
            return False
        return not any(self.search(exception) for exception in candidate.fields.get("unless", ()))


@lru_cache(256)
def _description(text: str) -> Text:
    """The description of an account; one account posts many times."""
    return Text(text)


class View:
    """One post as detectors see it.

    ``text`` and ``alt`` are judged; ``parent`` (the post that is answered) and ``about`` (the account's description)
    are context. ``shapes`` names what the post holds besides words: hashtag, mention, link, digits, media, reply ...
    """

    def __init__(self, post: Post, description: str = "") -> None:
        self.post = post
        self.text = Text(post.text, "text", post.lang)
        self.alt = Text(post.alt_text, "alt_text", post.lang) if post.alt_text else None
        self._description = description
        self._parent: Text | None = None
        self._about: Text | None = None
        self._shapes: set[str] | None = None

    @property
    def judged(self) -> tuple[Text, ...]:
        """The texts that findings may point at."""
        return (self.text, self.alt) if self.alt else (self.text,)

    @property
    def parent(self) -> Text | None:
        """The post that this one answers."""
        if self._parent is None and self.post.in_reply_to:
            self._parent = Text(self.post.in_reply_to)
        return self._parent

    @property
    def about(self) -> Text:
        """The account's description: sector, place and situation in somebody's words; may be empty."""
        if self._about is None:
            self._about = _description(self._description)
        return self._about

    @property
    def shapes(self) -> set[str]:
        """What the post holds besides words; see ``guard.shapes``."""
        if self._shapes is None:
            from guard.shapes import shapes

            self._shapes = shapes(self)
        return self._shapes
