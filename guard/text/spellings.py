"""Read one disguised spelling (``sh1t``, ``f**k``, ``f.u.c.k``, ``f🔥ck``) as the bad word that it stands for.

A spelling is cut into signs: a letter, a sign that poses as a letter (leet), a mask that stands for some letters, a
separator that may stand for one or none. The signs are then held against the dictionary. Everything is bounded:
spellings are short, and each sign is looked at once for each word that begins like the spelling.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from guard.model import RANK
from guard.text.bad_words import BadWord, Unit, dictionary, fitting, skeleton
from guard.text.found import is_word

LONGEST = 28
"""Signs of a spelling that are read."""

LEET = {
    "0": "o", "1": "il", "2": "z", "3": "e", "4": "a", "5": "s", "6": "bg", "7": "t", "8": "b", "9": "gq",
    "@": "a", "$": "s", "!": "il", "|": "il", "+": "t", "€": "e", "£": "le", "¢": "c", "©": "c", "®": "r", "¥": "y",
    "§": "s", "(": "c", "ƒ": "f", "∂": "d",
}  # fmt: skip
"""The letters that a sign may pose as."""

STARS = "*∗✱＊✳⁎•×●■█▇▒░_"
"""Masks: each stands for one letter, or a row of them for a few."""

BLOTS = "#%&^~=§¤@$?"
"""Signs that a swearing cartoon figure says."""

GAPS = ".,-'`’‐‑ /:;\n\t|+"
"""Separators: they stand for one letter or none."""

DASHES = "—–‒―"
"""A dash stands for a few letters."""

LONG_WORD = 6
"""Letters that a word has at least for which one mask may stand for several letters (``f*ing``)."""

SHOWN = 3
"""Letters that must be seen for that."""

GENERIC = BadWord("", "review", (), "generic")
"""Some word that begins with the letter and was hidden by stars."""

Candidates = tuple[BadWord, ...]

_EDGES = ".,;:?!()[]{}<>\"'`’‘“”„«»…—–-~ \n\t"
_PARTS = re.compile(r"[-—–/'’.:]")
_STARRED = re.compile(r"[a-zà-ž]{1,2}\*{3,24}")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out quotation marks, brackets, sentence marks and marks of emphasis round ``text[start:end]``."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    while end - start > 2 and text[start] == text[end - 1] and text[start] in "*_":
        start, end = start + 1, end - 1
    return start, end


def resolve(text: str, start: int, end: int) -> tuple[Candidates, int, int] | None:
    """The bad words that ``text[start:end]`` or a part of it between dashes may hide, with its place; else ``None``."""
    start, end = trimmed(text, start, end)
    if text[start : start + 1] == "#" or (text[start : start + 1] == "@" and not candidates(text[start:end])):
        start += 1
    for first, last in ((start, end), *_parts(text, start, end)):
        found = candidates(text[first:last])
        if found:
            return found, first, last
    return None


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    edges = [start, *(m.end() for m in _PARTS.finditer(text, start, end)), end + 1]
    if len(edges) > 2:
        for first, last in pairwise(edges):
            yield trimmed(text, first, last - 1)


@lru_cache(2048)
def candidates(word: str) -> Candidates:
    """The bad words that a disguised spelling may stand for, strongest first; empty when it hides none."""
    if not 2 <= len(word) <= LONGEST or word in dictionary() or _plain(word) or _is_code(word):
        return ()
    if not _shows_enough(word):
        return ()
    found = _ranked(units(word))
    if not found and not _poses_as_word(word):
        found = _ranked(units(word, blots=True))
    if not found:
        loose = units(word, blots=True, loose=word[0] not in STARS)
        shown = sum(1 for letters, _, _ in loose if letters)
        found = tuple(bad for bad in _ranked(loose) if len(bad.skeleton) >= LONG_WORD and shown >= SHOWN)
    if any(sign in DASHES for sign in word):
        found = tuple(bad for bad in found if bad.source == "profanity")
    return found or ((GENERIC,) if _STARRED.fullmatch(word) else ())


def _shows_enough(word: str) -> bool:
    """Say whether enough letters are there to be sure: a grade (``A**``) and a superscript (``^^to``) show too few."""
    shown = sum(map(str.isalnum, word))
    hidden = len(word) - shown
    if word[0] in STARS or word[0] in "#%&^~=":
        return shown > 2 and hidden < 3
    return shown > 1 or hidden > 2


def _is_code(word: str) -> bool:
    """Say whether digits outnumber the letters, as in order codes; a word needs a letter."""
    letters = sum(map(str.isalpha, word))
    return not letters or sum(map(str.isdigit, word)) > letters


def _plain(word: str) -> bool:
    """Say whether nothing is hidden: ASCII letters alone, or a number, and no letter drawn out."""
    if word.isascii() and word.isalpha():
        return not _drawn_out(word)
    return word.isdigit() or word.endswith(("'re", "'s", "'t", "'ll", "'ve", "'d", "'m"))


def _poses_as_word(word: str) -> bool:
    """Say whether the signs pose as the letters of an ordinary word (``bo$$``)."""
    return ("@" in word or "$" in word) and is_word("".join(LEET.get(sign, sign)[:1] for sign in word))


def _drawn_out(word: str) -> bool:
    return any(word[i] == word[i + 1] == word[i + 2] for i in range(len(word) - 2)) or "uu" in word or "ii" in word


def _ranked(signs: tuple[Unit, ...]) -> Candidates:
    if not any(letters for letters, _, _ in signs):
        return ()
    return tuple(sorted(fitting(signs), key=_likeliest))


def _likeliest(bad: BadWord) -> tuple[int, bool, bool, str]:
    return (-RANK[bad.severity], bad.source != "profanity", bool(bad.languages), bad.skeleton)


@lru_cache(2048)
def units(word: str, *, blots: bool = False, loose: bool = False) -> tuple[Unit, ...]:
    """Cut a spelling into signs.

    With ``blots`` an ``@`` is a mask and no letter; ``loose``: a row of masks stands for up to three letters more.
    """
    signs: list[Unit] = []
    place = 0
    blots = blots or len(set(BLOTS).intersection(word)) > 1
    while place < len(word):
        sign = word[place]
        run = place + 1
        while run < len(word) and word[run] == sign and sign in _RUNS:
            run += 1
        signs += _unit(sign, run - place, blots=blots, loose=loose)
        place = run
    return tuple(signs)


_RUNS = STARS + DASHES + "#.%-"


def _unit(sign: str, run: int, *, blots: bool, loose: bool) -> list[Unit]:
    if sign in STARS or (sign in BLOTS and (blots or sign not in LEET)):
        return [("", run, run + 3 if loose else run)]
    if sign in DASHES or (sign in ".-" and run > 1):
        return [("", 1, 3)]
    if sign in LEET:
        return [(LEET[sign], 1, 1)]
    if sign in GAPS:
        return [("", 0, 1)]
    if sign > "\u2000" and not sign.isalpha():
        return [("", 0, 2)]
    letters = skeleton(_latin().get(sign, sign))
    return [(letter, 1, 1) for letter in letters] or [("", 0, 1)]


@cache
def _latin() -> dict[str, str]:
    from guard.text import _lookalikes

    tables = (_lookalikes.LOOSE, _lookalikes.STRICT, _lookalikes.LATIN)
    return {sign: letter.lower() for table in tables for sign, letter in table.items()}
