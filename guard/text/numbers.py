"""Runs of digits as people write them: cards, accounts, telephone numbers, with spaces, dots and hyphens between."""

import re
from functools import cache, lru_cache

from msgspec import Struct

_MANY = re.compile(r"\d[ .()/-]{0,3}(?:\d[ .()/-]{0,3}){4}\d")


class Number(Struct, frozen=True):
    """A run of digits: its place, and its digits alone."""

    start: int
    end: int
    text: str
    digits: str


@lru_cache(4)
def many_digits(raw: str) -> bool:
    """A quick look: six digits with no letters between. Whoever reads long numbers asks this first."""
    return _MANY.search(raw) is not None


@lru_cache(4)
def numbers(raw: str) -> tuple[Number, ...]:
    """All runs of at least eight digits in ``raw``."""
    if not many_digits(raw):
        return ()
    return tuple(
        Number(*found.span(), found[0], digits)
        for found in _run().finditer(raw)
        if len(digits := "".join(c for c in found[0] if c.isdigit())) >= 8
    )


def ibans(raw: str) -> list[tuple[int, int, str]]:
    """Everything in ``raw`` that has the shape of an IBAN, with its letters and digits alone."""
    if not many_digits(raw):
        return []
    return [(*found.span(), found[0].replace(" ", "")) for found in _iban().finditer(raw)]


def phone_like(number: Number) -> bool:
    """Say whether a run of digits may be a telephone number: eight to fifteen digits, no date or range of years."""
    if not 8 <= len(number.digits) <= 15 or _date().fullmatch(number.text):
        return False
    if number.text[0] in "+(0":
        return True
    groups = re.split(r"[ ().\-/]+", number.text)
    return len(groups) > 1 and not all(re.fullmatch(r"(?:19|20)\d\d", group) for group in groups)


@cache
def _run() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.,#/:=&?-])(?:\+|\()?\d[\d ().\-/]{6,34}\d(?![\w%€£$])")


@cache
def _iban() -> re.Pattern[str]:
    return re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b")


@cache
def _date() -> re.Pattern[str]:
    return re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
