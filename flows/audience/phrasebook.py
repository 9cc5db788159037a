"""The phrases by which a reply shows what it wants, as data in ``lexicons/*.yaml``, and where a text holds them.

A file gives for each topic (``offended``, ``apology`` ...) the phrases of each weight, in the guard's phrase language
(``guard.phrases``); ``<name>`` stands for a word set of the same file. A phrase is tried only where its rarest word
stands, so that the cost of a text grows with its length alone.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from flows.audience.speech import Speech
from guard.errors import LexiconError
from guard.phrases import Element, Pattern, parse
from guard.spelling import spelled_out

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lexicons")

STEM = 3
"""Letters by which the words that begin so are found."""


class Phrase(Struct, frozen=True):
    """One pattern, the topic that it speaks for, and how strongly; ``language`` is empty where it counts in any."""

    topic: str
    weight: float
    pattern: Pattern
    language: str = ""


class Found(Struct, frozen=True, gc=False):
    """A phrase in a text, from its word ``first`` to ``last`` (inclusive)."""

    topic: str
    weight: float
    first: int
    last: int


class Phrasebook:
    """Phrases that are looked for together; of two that overlap, the longer one counts."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._exact: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[tuple[str, Phrase]]] = {}
        self._known: dict[str, tuple[Phrase, ...]] = {}
        for phrase in phrases:
            self._add(phrase, phrase.pattern.elements[phrase.pattern.anchor])

    def _add(self, phrase: Phrase, anchor: Element) -> None:
        for word in sorted(anchor.words):
            self._exact.setdefault(word, []).append(phrase)
        for stem in anchor.stems:
            self._stems.setdefault(stem[:STEM], []).append((stem, phrase))

    @property
    def words(self) -> frozenset[str]:
        """The words that wake a phrase."""
        return frozenset(self._exact)

    def _woken(self, word: str) -> tuple[Phrase, ...]:
        woken = self._known.get(word)
        if woken is None:
            beginning = [p for stem, p in self._stems.get(word[:STEM], ()) if word.startswith(stem)]
            woken = (*self._exact.get(word, ()), *beginning)
            if len(self._known) < 200_000:  # more different words than any storm has; beyond, work them out again
                self._known[word] = woken
        return woken

    def all_in(self, speech: Speech) -> Iterator[Found]:
        """Every phrase that ``speech`` holds, also those inside others."""
        for position, word in enumerate(speech.words):
            for phrase in self._woken(word):
                span = phrase.pattern.at(speech, position) if speech.may_be(phrase.language) else None
                if span and not speech.quotes(*span):
                    yield Found(phrase.topic, phrase.weight, *span)

    def find(self, speech: Speech) -> list[Found]:
        """The phrases that ``speech`` holds, in its order, without those inside longer ones."""
        found = sorted(set(self.all_in(speech)), key=_longest_first) if speech.words else []
        kept: list[Found] = []
        for one in found:
            if not any(other.first <= one.first and one.last <= other.last and not _same(one, other) for other in kept):
                kept.append(one)
        return sorted(kept, key=lambda one: (one.first, one.last, one.topic))


def _longest_first(found: Found) -> tuple[int, float, int, str]:
    return found.first - found.last, -found.weight, found.first, found.topic


def _same(one: Found, other: Found) -> bool:
    """Two phrases of one place that say different things: both count."""
    return (one.first, one.last) == (other.first, other.last) and one.topic != other.topic


def load(name: str) -> dict[str, Any]:
    """One file of the folder ``lexicons``; every leaf is a string."""
    import yaml

    path = os.path.join(HERE, f"{name}.yaml")
    with open(path, encoding="utf-8") as stream:
        data = yaml.load(stream, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - strings only
    if not isinstance(data, dict):
        raise LexiconError("this file of phrases holds none.", where=path)
    return data


@cache
def files() -> tuple[str, ...]:
    """The names of the files that hold phrases by topic and weight."""
    names = sorted(name.removesuffix(".yaml") for name in os.listdir(HERE) if name.endswith(".yaml"))
    return tuple(name for name in names if name.startswith(("stance_", "demands_", "other_")))


def phrases_of(*topics: str) -> Iterator[Phrase]:
    """The phrases of these topics in all languages."""
    for name in files():
        data = load(name)
        language = name.removeprefix("other_") if name.startswith("other_") else ""
        for topic in topics:
            for weight, rows in (data.get(topic) or {}).items():
                for phrase in compiled(topic, float(weight), rows, data.get("sets") or {}, name):
                    yield phrase if not language else msgspec.structs.replace(phrase, language=language)


def compiled(
    topic: str, weight: float, rows: Iterable[str], sets: Mapping[str, list[str]], where: str
) -> Iterator[Phrase]:
    """The phrases that ``rows`` stand for."""
    for row in rows:
        for pattern in spelled_out(_filled(row, sets), where):
            yield Phrase(topic, weight, parse(pattern, where))


def _filled(row: str, sets: Mapping[str, list[str]]) -> str:
    """``row`` with the members of each word set in its place; <#> is the phrase language's own."""
    for name, members in sets.items():
        row = row.replace(f"<{name}>", "|".join(members))
    return row
