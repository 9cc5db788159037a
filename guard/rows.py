"""The compiled lexicons, and which rows a word wakes.

A row is tried only where its rarest word stands, and only when its next rarest word stands where it must. What a word
wakes is worked out when the word is first met and kept, so that scanning a post costs little more than looking up its
words.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec import Raw, Struct

from guard import phrases
from guard.errors import LexiconError

STEM_LENGTH, BEGINNING, CHUNK = 3, 2, 8
"""How the compiled file is cut into tables; the same figures stand in ``lexicons/compile.py``."""
MOST_WORDS = 50_000
"""Words that are kept: more than a brand uses in a year, few enough for any memory."""

Numbers = tuple[int, ...]
_Piece = tuple[int, int]
_Stored = tuple[str, str, int, int, int]


class Row(Struct, frozen=True):
    """One row of a lexicon: the list it belongs to, its pattern, and what it says to people.

    ``second`` is the element of the pattern that is next rarest after the one that wakes it; -1 when there is none.
    ``tags`` are the row's own marks, for detectors that tell rows apart; ``limited`` says that the row counts only in
    some languages, or not beside some other words.
    """

    list: str
    pattern: phrases.Pattern
    fields: dict[str, Any]
    second: int = -1
    tags: tuple[str, ...] = ()
    limited: bool = False


class _Tables(Struct, frozen=True):
    """The compiled file; see ``lexicons/compile.py``. What is raw, or a piece, stays JSON until a post needs it."""

    sets: dict[str, _Piece]
    lists: Raw
    fields: tuple[int, ...]
    rows: tuple[int, ...]
    exact: dict[str, _Piece]
    stems: dict[str, _Piece]
    wakes: dict[str, tuple[int, ...]]


class WordSets(Mapping[str, tuple[str, ...]]):
    """The word sets of the lexicons, each read when it is first asked for."""

    def __init__(self, places: dict[str, _Piece], pieces: memoryview) -> None:
        self._places, self._pieces = places, pieces
        self._read: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, name: str) -> tuple[str, ...]:
        if name not in self._read:
            piece = self._pieces[slice(*self._places[name])]
            self._read[name] = msgspec.json.decode(piece, type=tuple[str, ...])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Lexicons:
    """The compiled lexicons: ``sets`` of words, and which detectors each list or shape ``wakes``."""

    def __init__(self, tables: _Tables, pieces: bytes) -> None:
        self._tables, self._pieces = tables, memoryview(pieces)
        self.sets = WordSets(tables.sets, self._pieces)
        self.wakes = tables.wakes
        self._exact: dict[str, dict[str, Numbers]] = {}
        self._stems: dict[str, dict[str, tuple[tuple[str, int], ...]]] = {}

    def woken_by(self, word: str) -> Numbers:
        """The numbers of the rows whose rarest word is ``word``, or a beginning of it; no number has a beginning."""
        numbers = self.named(word)
        if word[0].isdigit():
            return numbers
        near = self._beginning(word[:BEGINNING]).get(word[:STEM_LENGTH])
        return numbers + tuple([number for stem, number in near if word.startswith(stem)]) if near else numbers

    def named(self, word: str) -> Numbers:
        """The numbers of the rows whose rarest word is exactly ``word``."""
        beginning = word[:BEGINNING]
        if beginning not in self._exact:
            piece = self._tables.exact.get(beginning)
            self._exact[beginning] = _WORDS.decode(self._pieces[slice(*piece)]) if piece else {}
        return self._exact[beginning].get(word, ())

    def _beginning(self, letters: str) -> dict[str, tuple[tuple[str, int], ...]]:
        """The stems that begin with these letters, by their own first letters."""
        if letters not in self._stems:
            piece = self._tables.stems.get(letters)
            self._stems[letters] = _STEMS.decode(self._pieces[slice(*piece)]) if piece else {}
        return self._stems[letters]

    def row(self, number: int) -> Row:
        """The row of that number."""
        name, pattern, said, anchor, second = _chunk(number // CHUNK)[number % CHUNK]
        fields = _said(said)
        return Row(
            list=name,
            pattern=phrases.anchored(phrases.parse(pattern), anchor),
            fields=fields,
            second=second,
            tags=tuple(fields.get("tags", ())),
            limited="lang" in fields or "unless" in fields,
        )

    def rows_of(self, *lists: str) -> Iterator[Row]:
        """Every row of these lists."""
        ranges = msgspec.json.decode(self._tables.lists, type=dict[str, tuple[tuple[int, int], ...]])
        for name in lists:
            for first, end in ranges.get(name, ()):
                yield from (row(number) for number in range(first, end))

    def chunk(self, place: int) -> tuple[_Stored, ...]:
        """Neighbouring rows as they are stored."""
        return _ROWS.decode(self._pieces[slice(*self._tables.rows[place : place + 2])])

    def said(self, place: int) -> dict[str, Any]:
        """What a row says to people; many rows say the same."""
        return _SAID.decode(self._pieces[slice(*self._tables.fields[place : place + 2])]) or {}


_ROWS = msgspec.json.Decoder(tuple[_Stored, ...])
_WORDS = msgspec.json.Decoder(dict[str, Numbers])
_STEMS = msgspec.json.Decoder(dict[str, tuple[tuple[str, int], ...]])
_SAID = msgspec.json.Decoder(dict[str, Any] | None)


@cache
def _chunk(place: int) -> tuple[_Stored, ...]:
    return compiled().chunk(place)


@cache
def _said(place: int) -> dict[str, Any]:
    return compiled().said(place)


@cache
def compiled() -> Lexicons:
    """The compiled lexicons; their word sets become those of the phrase language.

    Raises:
        LexiconError: the file that the installation makes is not there or is no use.
    """
    path = os.path.join(os.path.dirname(__file__), "lexicons", "_compiled.json")
    try:
        with open(path, "rb") as stream, open(f"{path}.pieces", "rb") as pieces:
            lexicons = Lexicons(msgspec.json.decode(stream.read(), type=_Tables), pieces.read())
    except (OSError, msgspec.DecodeError) as error:
        fix = "Install the package again; in a checkout run `make generate`."
        raise LexiconError(f"the compiled phrases cannot be read ({error}).", where=path, fix=fix) from None
    phrases.use_sets(lexicons.sets)
    return lexicons


@cache
def row(number: int) -> Row:
    """The row with that number in the compiled lexicons."""
    return compiled().row(number)


class Woken(Struct, frozen=True):
    """The rows that one word wakes.

    ``alone`` are rows of one word, ``free`` those to be tried wherever the word stands, ``beside`` those with a certain
    word at a certain distance (in words), ``needing`` those that need one of some further words anywhere in the text.
    ``others`` are all words of ``beside`` and ``needing``: most texts hold none of them.
    """

    alone: tuple[Row, ...]
    free: Numbers
    beside: tuple[tuple[int, dict[str, Numbers]], ...]
    needing: dict[str, Numbers]
    others: frozenset[str]


class Waking(dict[str, Woken | None]):
    """What each word met so far wakes of the lists that wake a detector; None for nothing."""

    def __missing__(self, word: str) -> Woken | None:
        woken_by = compiled().woken_by(word)
        if not woken_by and word[0].isdigit():
            return None  # numbers are without number, and hardly one comes again
        wakes = compiled().wakes
        numbers = {number: None for number in woken_by if row(number).list in wakes}
        _make_room(self)
        self[word] = woken = _woken(numbers) if numbers else None
        return woken


class Asking(dict[str, dict[str, Woken]]):
    """What each word met so far wakes of the other lists, by list: they are read when a detector asks for one."""

    def __missing__(self, word: str) -> dict[str, Woken]:
        woken_by = compiled().woken_by(word)
        if not woken_by and word[0].isdigit():
            return {}
        wakes = compiled().wakes
        lists: dict[str, dict[int, None]] = {}
        for number in woken_by:
            if row(number).list not in wakes:
                lists.setdefault(row(number).list, {})[number] = None
        _make_room(self)
        self[word] = woken = {name: _woken(numbers) for name, numbers in lists.items()}
        return woken


def _make_room(known: dict[str, Any]) -> None:
    if len(known) >= MOST_WORDS:
        known.clear()


WAKING = Waking()
ASKING = Asking()


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
        frozenset(needing).union(*beside.values()),
    )


def _fixed(table: dict[str, list[int]]) -> dict[str, Numbers]:
    return {word: tuple(numbers) for word, numbers in table.items()}
