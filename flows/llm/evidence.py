"""What a language model is given to go by, and whether what it says of it can be kept.

Each piece has an id of ours (``P1`` the post, ``F1`` a finding, ``R7`` a reply), never one of the platform's, so that
an id cannot be made up without being noticed and a reply's author stays unnamed. A statement is kept when it cites
pieces that are there, and holds no number, no quotation, no link and no account that they do not hold.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache
from typing import NamedTuple

from flows.incident import Noun
from flows.llm.answers import Statement

LONGEST_PIECE = 1_200
"""Signs of one piece that are sent."""


class Cited(Noun):
    """A statement that was kept, with what it stands on, as people know it: ``the post``, ``M101``, a reply's id."""

    text: str
    evidence: tuple[str, ...]


class Piece(NamedTuple):
    """One piece: what kind it is, its text, and what people call it."""

    kind: str
    text: str
    shown: str


class Evidence:
    """The pieces of one question, and the count of what was dropped for want of them."""

    def __init__(self) -> None:
        self.dropped: Counter[str] = Counter()
        self._pieces: dict[str, Piece] = {}

    def add(self, kind: str, text: str, shown: str, *, sign: str) -> str:
        """Take a piece in; its id is ``sign`` with a number. Equal pieces are one."""
        piece = Piece(kind, text[:LONGEST_PIECE], shown)
        for known, other in self._pieces.items():
            if other == piece:
                return known
        number = sum(known.startswith(sign) for known in self._pieces) + 1
        self._pieces[f"{sign}{number}"] = piece
        return f"{sign}{number}"

    def shown(self, piece: str) -> str:
        """What people call a piece."""
        return self._pieces[piece].shown

    def ids(self, *signs: str) -> set[str]:
        """The ids that begin with one of the signs."""
        return {each for each in self._pieces if each[0] in signs}

    def told(self) -> str:
        """All pieces, one a line. In JSON a line cannot be ended from within, so no piece can pose as another."""
        return "\n".join(_json(id=name, kind=each.kind, text=each.text) for name, each in self._pieces.items())

    def problem(self, said: Statement, allowed: Collection[str] | None = None) -> str:
        """Why a statement cannot be kept; empty when it can. ``allowed`` are the ids that count for it."""
        cited = set(said.evidence)
        if not said.text or not cited:
            return "cites nothing"
        if not cited <= self._pieces.keys():
            return "cites what is not there"
        if allowed is not None and not cited <= set(allowed):
            return "cites what does not belong to it"
        return _invented(said.text, " ".join(self._pieces[each].text for each in sorted(cited)).casefold())

    def keep(self, said: Iterable[Statement], allowed: Collection[str] | None = None) -> tuple[Cited, ...]:
        """The statements that can be kept; the others are counted."""
        return tuple(self.cited(each) for each in said if self.holds(each, allowed))

    def holds(self, said: Statement, allowed: Collection[str] | None = None) -> bool:
        """Say whether a statement can be kept, and count it when not."""
        problem = self.problem(said, allowed)
        if problem:
            self.drop(problem)
        return not problem

    def drop(self, why: str) -> None:
        """Count something that was not kept."""
        self.dropped[why] += 1

    def cited(self, said: Statement) -> Cited:
        """A statement with its evidence as people know it."""
        return Cited(text=said.text, evidence=tuple(dict.fromkeys(self.shown(each) for each in said.evidence)))


def unmarked(text: str) -> str:
    """A model's words in Markdown, none of whose signs mean anything."""
    return _marks().sub(r"\\\g<0>", text).replace("&", "&amp;")


def lines(**named: Iterable[dict[str, object]]) -> dict[str, str]:
    """Lists of what is asked about, one entry a line, as text for a fence."""
    return {name: "\n".join(_json(**each) for each in rows) for name, rows in named.items()}


def _invented(text: str, source: str) -> str:
    """What a text holds that its source, in small letters, does not."""
    if _addresses().search(text):
        return "names a link or an account"
    if not _numbers_of(text) <= _numbers_of(source):
        return "names a number that its evidence does not"
    if any(quote not in _even(source) for quote in _quotations(text)):
        return "quotes what its evidence does not say"
    return ""


def _json(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _numbers_of(text: str) -> set[str]:
    """The numbers in a text, without the signs that part thousands."""
    return {re.sub(r"[.,]", "", number).lstrip("0") for number in _numbers().findall(text)}


def _quotations(text: str) -> list[str]:
    return [_even(found.casefold()) for found in _quoted().findall(text)]


def _even(text: str) -> str:
    return " ".join(text.translate(_APOSTROPHES).split())


_APOSTROPHES = str.maketrans("\u2019\u2018", "''")


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(r"\d{1,20}(?:[.,]\d{1,10}){0,6}")


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r"[\"“”„«»]([^\"“”„«»]{1,400})[\"“”„«»]")


@cache
def _addresses() -> re.Pattern[str]:
    return re.compile(
        r"://|\bwww\.|(?:^|[^\w@])@\w|\b[\w-]{1,60}\.(?:com|org|net|info|biz|io|co|app|xyz|me|link|ru|cn)\b",
        re.IGNORECASE,
    )


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"[\\`*_\[\]<>|#]")
