"""What detectors look at: the texts of one post, cut into words, with the lexicon rows that they match.

A :class:`Text` is one field; a :class:`View` is the post: its text and alt text (both judged), the post that it answers
and the account's description (both only context). Everything costly is made when first asked for.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain

from guard import phrases
from guard.model import Field, Post, Span
from guard.rows import ASKING, WAKING, Row, Woken, compiled, row
from guard.text.fold import fold
from guard.text.tokens import Tag, sentences, tokenise

__all__ = ["Match", "Row", "Text", "View", "compiled"]


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


MOST_MATCHES = 100
"""Matches of one list that are kept for a text: more say nothing new, and comparing each with each stays quick."""


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
        self._signs: frozenset[str] | None = None
        self._askable: frozenset[str] | None = None
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
        """The rows that the text matches of the lists that wake a detector, by list; and of those asked for so far."""
        if self._found is None:
            self._found = self._scan()
        return self._found

    def matches(self, *lists: str) -> list[Match]:
        """The matches of these lists, in the order of the text."""
        if len(lists) == 1:
            return self._of(lists[0])
        return sorted((m for name in lists for m in self._of(name)), key=lambda m: m.start)

    def has(self, *lists: str) -> bool:
        """Say whether any of these lists matches."""
        for name in lists:  # noqa: SIM110 - asked thirty times a post, and a loop takes half the time of any()
            if self._of(name):
                return True
        return False

    def _of(self, name: str) -> list[Match]:
        found = self.found
        if name not in found:
            found[name] = self._scan_for(name) if name in self._asked else []
        return found[name]

    @property
    def _asked(self) -> frozenset[str]:
        """The lists beyond those that wake a detector of which some row may match; most lists match nowhere."""
        if self._askable is None:
            names = (*self.words, *(tag.sign + tag.name for tag in self.tags))
            self._askable = frozenset(chain.from_iterable(map(ASKING.__getitem__, names)))
        return self._askable

    @property
    def held(self) -> frozenset[str]:
        """The words of the text, each once."""
        if self._held is None:
            self._held = frozenset(self.words)
        return self._held

    @property
    def signs(self) -> frozenset[str]:
        """The characters of the author's text, each once."""
        if self._signs is None:
            self._signs = frozenset(self.raw)
        return self._signs

    def search(self, pattern: str) -> Match | None:
        """The first place of one pattern of the phrase language that stands in code, or ``None``."""
        if pattern not in self._searched:
            self._searched[pattern] = self._search(pattern)
        return self._searched[pattern]

    def _search(self, pattern: str) -> Match | None:
        needed, wanted = _wanted(pattern)
        if pattern.startswith(("#", "@")):
            named = (tag for tag in self.tags if tag.sign + tag.name == pattern)
            return next((Match(wanted, 0, 0, self, (tag.start, tag.end)) for tag in named), None)
        if not self.held.isdisjoint(needed) or not needed:
            for first, last in wanted.pattern.find(self):
                return Match(wanted, first, last, self)
        return None

    def _scan(self) -> dict[str, list[Match]]:
        found: dict[str, list[Match]] = {}
        seen: set[tuple[int, int]] = set()
        held = self.held
        for position, word in enumerate(self.words):
            woken = WAKING[word]
            if woken is not None and (woken.alone or woken.free or not held.isdisjoint(woken.others)):
                self._try(woken, position, seen, found)
        for tag in self.tags:
            self._name(WAKING[tag.sign + tag.name], tag, found)
        return found

    def _scan_for(self, name: str) -> list[Match]:
        found: dict[str, list[Match]] = {}
        seen: set[tuple[int, int]] = set()
        for position, lists in enumerate(map(ASKING.__getitem__, self.words)):
            if name in lists:
                self._try(lists[name], position, seen, found)
        for tag in self.tags:
            self._name(ASKING[tag.sign + tag.name].get(name), tag, found)
        return found.get(name, [])

    def _try(self, woken: Woken, position: int, seen: set[tuple[int, int]], found: dict[str, list[Match]]) -> None:
        """Keep what the rows that the word at ``position`` wakes find there."""
        for candidate in woken.alone:
            if not candidate.limited or self._holds(candidate):
                _keep(found, Match(candidate, position, position, self))
        for number in self._candidates(woken, position):
            candidate = row(number)
            span = candidate.pattern.at(self, position)
            if span and (number, span[0]) not in seen and (not candidate.limited or self._holds(candidate)):
                seen.add((number, span[0]))
                _keep(found, Match(candidate, *span, self))

    def _candidates(self, woken: Woken, position: int) -> Iterable[int]:
        """The numbers of the rows of several words that are worth trying at ``position``, in order."""
        numbers = woken.free
        others = self.held & woken.others
        if others:
            words = self.words
            for distance, table in woken.beside:
                place = position + distance
                if 0 <= place < len(words) and (more := table.get(words[place])):
                    numbers += more
            if woken.needing:
                numbers += tuple(chain.from_iterable([woken.needing.get(other, ()) for other in others]))
        return sorted({*numbers}) if len(numbers) > 1 else numbers

    def _name(self, woken: Woken | None, tag: Tag, found: dict[str, list[Match]]) -> None:
        """Keep the rows that a hashtag or handle is named in."""
        for candidate in woken.alone if woken else ():
            _keep(found, Match(candidate, 0, 0, self, (tag.start, tag.end)))

    def _holds(self, candidate: Row) -> bool:
        lang = candidate.fields.get("lang")
        if lang and not any(self.may_be(code) for code in lang):
            return False
        return not any(self.search(exception) for exception in candidate.fields.get("unless", ()))


@cache
def _wanted(pattern: str) -> tuple[frozenset[str], Row]:
    """The row for a pattern that stands in code, and the words of which a text must hold one; none: any text may."""
    compiled()
    parsed = phrases.parse(pattern)
    anchor = parsed.elements[parsed.anchor]
    return frozenset() if anchor.stems or anchor.number else anchor.words, Row("", parsed, {})


def _keep(found: dict[str, list[Match]], match: Match) -> None:
    matches = found.setdefault(match.row.list, [])
    if len(matches) < MOST_MATCHES:
        matches.append(match)


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
