"""Where a post names a day or an event: its words and places in the text, its hashtags among the tags.

A text is given in reading form (lower case, see ``guard.text.fold``). A word counts only whole: ``soma`` is not in
``soman``, ``9/11`` not in ``19/11``. Scripts that write without spaces, or hang articles on words, need no border.

>>> from datetime import date
>>> from guard.events.calendar import days_on
>>> ((day, start, end),) = names(days_on(date(2026, 9, 11))).in_text("our 9/11 sale")
>>> day.id, start, end
('september-11', 4, 8)
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Generic, Protocol, TypeVar

_SPACED = 0x0900
"""Scripts before this code point (Latin to Arabic) end their words with a border; those after it may not."""

_PREFIXED = 0x0590
"""Hebrew and Arabic, from here on, hang articles and prepositions before their words."""

FEW = 60
"""First words that are looked for one after another: that is quicker than to cut the text into its words."""

_KEPT = 64
"""Tuples whose names are kept; one run asks for few different ones."""


class Named(Protocol):
    """A day or an event; an event may have ``places`` as well."""

    @property
    def words(self) -> tuple[str, ...]:
        """How a text names it."""

    @property
    def hashtags(self) -> tuple[str, ...]:
        """How tags name it, without the sign."""


Thing = TypeVar("Thing", bound=Named)


class Names(Generic[Thing]):
    """The names of ``things``, sorted by their first word: a text that holds none of them costs a few
    microseconds.
    """

    def __init__(self, things: Iterable[Thing]) -> None:
        self._by_start: dict[str, list[tuple[str, Thing]]] = {}
        self._anywhere: list[tuple[str, Thing]] = []
        self._by_tag: dict[str, list[Thing]] = {}
        for thing in things:
            for word in (*thing.words, *getattr(thing, "places", ())):
                self._add(word.lower(), thing)
            for tag in thing.hashtags:
                self._by_tag.setdefault(tag.lower().removeprefix("#"), []).append(thing)

    def _add(self, word: str, thing: Thing) -> None:
        start = _words().search(word)
        if start and ord(word[0]) < _PREFIXED and ord(start[0][-1]) < _SPACED:
            self._by_start.setdefault(start[0], []).append((word, thing))
        elif word:
            self._anywhere.append((word, thing))

    def in_text(self, text: str) -> Iterator[tuple[Thing, int, int]]:
        """Each thing that ``text`` names, with the place of one of its names; a thing may come once a name."""
        if len(self._by_start) > FEW:
            starts: Iterable[str] = sorted(self._by_start.keys() & set(_words().findall(text)))
        else:
            starts = filter(text.__contains__, self._by_start)
        for start in starts:
            yield from self._whole(self._by_start[start], text)
        yield from self._whole(self._anywhere, text)

    def in_tags(self, tags: Iterable[str]) -> Iterator[tuple[Thing, str]]:
        """Each thing that one of ``tags`` (lower case, without the sign) names, with that tag."""
        for tag in tags:
            for thing in self._by_tag.get(tag, ()):
                yield thing, tag

    @staticmethod
    def _whole(candidates: Iterable[tuple[str, Thing]], text: str) -> Iterator[tuple[Thing, int, int]]:
        for word, thing in candidates:
            start = _place(word, text)
            if start >= 0:
                yield thing, start, start + len(word)


_recent: dict[int, tuple[tuple[Named, ...], Names[Named]]] = {}


def names(things: tuple[Thing, ...]) -> Names[Thing]:
    """The names of ``things``, made once for the same tuple: days and events of a moment stay the same for many
    posts.
    """
    known = _recent.get(id(things))
    if known is None or known[0] is not things:
        if len(_recent) >= _KEPT:
            _recent.clear()
        known = _recent[id(things)] = (things, Names(things))
    return known[1]  # type: ignore[return-value]  # made from these very things


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


def _place(word: str, text: str) -> int:
    """Where ``text`` first holds ``word`` whole; -1 when it does not."""
    start = text.find(word)
    while start >= 0 and not (_opens(word, text, start) and _closes(word, text, start + len(word))):
        start = text.find(word, start + 1)
    return start


def _opens(word: str, text: str, start: int) -> bool:
    return start == 0 or ord(word[0]) >= _PREFIXED or not text[start - 1].isalnum()


def _closes(word: str, text: str, end: int) -> bool:
    return end == len(text) or ord(word[-1]) >= _SPACED or not text[end].isalnum()
