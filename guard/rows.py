"""The compiled lexicons, and which rows a word wakes.

A row is tried only where its rarest word stands, and only when its next rarest word stands where it must. What a word
wakes is worked out when the word is first met and kept, so that scanning a post costs little more than looking up its
words.
"""

import os
from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec
from msgspec import Raw, Struct

from guard import phrases
from guard.errors import LexiconError

STEM_LENGTH = 3
MOST_WORDS = 50_000
"""Words that are kept: more than a brand uses in a year, few enough for any memory."""

Numbers = tuple[int, ...]


class Row(Struct, frozen=True):
    """One row of a lexicon: the list it belongs to, its pattern, and what it says to people.

    ``second`` is the element of the pattern that is next rarest after the one that wakes it; -1 when there is none.
    """

    list: str
    pattern: phrases.Pattern
    fields: dict[str, Any]
    second: int = -1

    @property
    def tags(self) -> tuple[str, ...]:
        """The row's own marks, for detectors that tell rows apart."""
        return tuple(self.fields.get("tags", ()))


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
    name, pattern, fields, anchor, second = _ROW.decode(compiled().rows[number])
    return Row(name, phrases.anchored(phrases.parse(pattern), anchor), fields or {}, second)


_ROW = msgspec.json.Decoder(tuple[str, str, dict[str, Any] | None, int, int])


class Woken(Struct, frozen=True):
    """The rows that one word wakes.

    ``alone`` are rows of one word, ``free`` those to be tried wherever the word stands, ``beside`` those with a certain
    word at a certain distance (in words), ``needing`` those that need one of some further words anywhere in the text.
    """

    alone: tuple[Row, ...]
    free: Numbers
    beside: tuple[tuple[int, dict[str, Numbers]], ...]
    needing: dict[str, Numbers]
    needed: frozenset[str]


class Waking(dict[str, Woken | None]):
    """What each word met so far wakes; None for nothing."""

    def __missing__(self, word: str) -> Woken | None:
        tables = compiled()
        numbers = [*tables.exact.get(word, ())]
        numbers += [number for stem, number in tables.stems.get(word[:STEM_LENGTH], ()) if word.startswith(stem)]
        if len(self) >= MOST_WORDS:
            self.clear()
        self[word] = woken = _woken(dict.fromkeys(numbers)) if numbers else None
        return woken


WAKING = Waking()


def _woken(numbers: Iterable[int]) -> Woken:
    alone: list[Row] = []
    free: list[int] = []
    beside: dict[int, dict[str, list[int]]] = {}
    needing: dict[str, list[int]] = {}
    for number in numbers:
        candidate = row(number)
        pattern = candidate.pattern
        if len(pattern.elements) == 1:
            alone.append(candidate)
        elif candidate.second < 0:
            free.append(number)
        else:
            table = beside.setdefault(candidate.second - pattern.anchor, {}) if pattern.plain else needing
            for word in pattern.elements[candidate.second].words:
                table.setdefault(word, []).append(number)
    return Woken(
        tuple(alone),
        tuple(free),
        tuple((distance, _fixed(table)) for distance, table in beside.items()),
        _fixed(needing),
        frozenset(needing),
    )


def _fixed(table: dict[str, list[int]]) -> dict[str, Numbers]:
    return {word: tuple(numbers) for word, numbers in table.items()}
