"""The dictionary that disguises are held against, and how a disguised spelling fits a word of it.

The words are those of the lexicon lists ``profanity`` and ``slurs`` that stand alone there, and a few that are
harmless in plain sight but not when somebody hides their letters (``n*ts``). All are kept as skeletons: ASCII letters.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Literal

from msgspec import Struct

from guard.model import RANK, Severity

LISTS = ("profanity", "slurs")
"""How the compiled rows of the lists begin whose single words make the dictionary."""

LEFT_OUT = frozenset({"respelled", "initials"})
"""Tags of rows that are disguises themselves."""

HIDDEN_ONLY = {
    "en": (
        "ass asses arse arses tit tits titties dick dicks cock cocks prick pricks knob knobs nuts balls hole "
        "holes cum hell sex sexy porn slut sluts pussy pussies boob boobs anal penis vagina dildo hooker bum "
        "bums butt butts idiot bs git sod sods bloody damn crap screw screwed suck sucks fart whore whores "
        "tosser moron retard retards fag fags"
    ),
    "de": "arsch titten schwanz schwanze muschi mist depp deppen idiot sau fresse",
    "fr": "con conne cons cul bite bites chier chie pute putes foutre gueule pisse baiser baise voir",
    "es": "culo polla pollas verga chocho coger leche huevos maricon zorra perra pedo",
    "pt": "cu rola pinto bunda corno saco cacete merda",
    "it": "culo figa fica troia palle tette pirla sega seghe",
    "nl": "kut lul pik hoer slet tering kloten klote kanker reet trut stront schijt",
}
"""Words that mean nothing bad as they are, but do when their letters are hidden; by language."""

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n"},
)


Source = Literal["profanity", "slurs", "ambiguous", "hidden", "generic", "symbols", "initials"]
"""Where a word comes from: a lexicon list, a slur that is also a harmless word, the words that are only bad when
hidden; or no word at all."""


class BadWord(Struct, frozen=True):
    """A word of the dictionary: its skeleton, how bad it is, the languages it needs (none: any), where it is from."""

    skeleton: str
    severity: Severity
    languages: tuple[str, ...] = ()
    source: Source = "profanity"


Unit = tuple[str, int, int]
"""One sign of a disguised spelling: the letters it may stand for (none: any), how many of them at least and at most."""


def skeleton(text: str) -> str:
    """The plain letters of ``text``: no accents, no ligatures, ASCII where there is an ASCII letter."""
    if text.isascii():
        return text
    from unicodedata import combining, normalize

    return "".join(c for c in normalize("NFD", text.translate(_LETTERS)) if not combining(c))


@cache
def dictionary() -> dict[str, BadWord]:
    """All bad words by skeleton; the strongest sense counts, in all languages that have it."""
    words: dict[str, BadWord] = {}
    for bad in (*_listed(), *_hidden()):
        known = words.get(bad.skeleton)
        if known is None or RANK[bad.severity] > RANK[known.severity]:
            words[bad.skeleton] = bad
        elif RANK[bad.severity] == RANK[known.severity]:
            together = known.languages + bad.languages if known.languages and bad.languages else ()
            words[bad.skeleton] = BadWord(known.skeleton, known.severity, together, known.source)
    return words


@cache
def without_a_vowel() -> dict[str, BadWord]:
    """The strong words with one inner vowel replaced by a dot: ``sh.t``."""
    return {
        f"{word[:i]}.{word[i + 1 :]}": bad
        for word, bad in dictionary().items()
        if bad.source != "hidden" and bad.severity != "info" and len(word) > 3
        for i in range(1, len(word) - 1)
        if word[i] in "aeiou"
    }


def _listed() -> Iterator[BadWord]:
    from guard.rows import compiled

    for row in compiled().rows_of(*LISTS):
        pattern, fields = row.pattern.source, row.fields
        if " " not in pattern and LEFT_OUT.isdisjoint(row.tags):
            for word in map(skeleton, pattern.split("|")):
                if word.isascii() and word.isalpha():
                    languages = tuple(fields.get("lang", ()))
                    yield BadWord(word, fields.get("severity", "block"), languages, _source(row.list, fields))


def _source(name: str, fields: dict[str, Any]) -> Source:
    if name == "profanity":
        return "profanity"
    return "ambiguous" if fields.get("unless") or fields.get("lang") else "slurs"


def _hidden() -> Iterator[BadWord]:
    for language, words in HIDDEN_ONLY.items():
        for word in words.split():
            yield BadWord(word, "review", () if language == "en" else (language,), "hidden")


@cache
def by_first_letter() -> dict[str, tuple[BadWord, ...]]:
    """The dictionary by first letter."""
    buckets: dict[str, list[BadWord]] = {}
    for word, bad in dictionary().items():
        buckets.setdefault(word[0], []).append(bad)
    return {letter: tuple(bads) for letter, bads in buckets.items()}


def fitting(units: Sequence[Unit]) -> Iterator[BadWord]:
    """The words that a disguised spelling may stand for."""
    most = sum(2 if letters else highest for letters, _, highest in units)
    first = units[0][0] if units and units[0][1] else ""
    for letter in first or by_first_letter():
        for bad in by_first_letter().get(letter, ()):
            if len(bad.skeleton) <= most and fits(units, bad.skeleton):
                yield bad


def fits(units: Sequence[Unit], word: str) -> bool:
    """Say whether the signs may spell ``word``; one letter may stand for two, and a letter may be drawn out."""
    size = len(word)
    reached = {0}
    for letters, least, most in units:
        if letters:
            reached = set(_after_letter(reached, letters, word))
        else:
            reached = {p + n for p in reached for n in range(least, most + 1) if p + n <= size}
        if not reached:
            return False
    return size in reached


def _after_letter(reached: set[int], letters: str, word: str) -> Iterator[int]:
    size = len(word)
    for place in reached:
        if place < size and word[place] in letters:
            yield place + 1
            if place + 1 < size and word[place + 1] == word[place]:
                yield place + 2
        if place and word[place - 1] in letters:
            yield place
