"""Find keys, tokens and passwords in a text, and tell them from the stand-ins of manuals.

A value counts as a stand-in when it says so (``YOUR_API_KEY``, ``xxxx``, ``sk_test_...``,
``AKIAIOSFODNN7EXAMPLE``) or when it is too regular to be real. Every pattern is bounded, and
none runs before the plain piece of text that it needs has been found.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct

from guard.text.credential_formats import FORMATS, PRIVATE_KEY

_STAND_IN = (
    "example", "your", "xxxx", "....", "…", "<", "{", "[", "${",
    "****", "••", "placeholder", "changeme", "change_me", "redacted", "dummy", "fake", "sample",
    "insert", "replace", "todo", "process.env", "os.environ", "getenv", "_test_", "-test-", "sandbox",
    "lorem", "foobar", "secretkey", "mykey", "mytoken", "my_", "my-", "abc123", "123abc",
    "abcdef", "12345678", "00000000", "deadbeef", "meinpass", "tudominio",
)  # fmt: skip

SHORTEST = 15
"""Characters that no key has fewer of."""


class Secret(Struct, frozen=True):
    """A credential in a text: what it is, and its code points."""

    what: str
    start: int
    end: int


def secrets(raw: str) -> list[Secret]:
    """Every credential of a known format, the most telling name for each place."""
    found: list[Secret] = []
    if not may_hold_key(raw):
        return found
    for number, (what, piece, _) in enumerate(FORMATS):
        if piece in raw:
            for match in _pattern(number).finditer(raw):
                if not is_stand_in(match[0].replace(".example", "")) and not any(
                    s.start < match.end() and match.start() < s.end for s in found
                ):
                    found.append(Secret(what, *match.span()))
    return sorted(found, key=lambda secret: secret.start)


def private_keys(raw: str) -> Iterator[tuple[int, int]]:
    """The places where a private key begins; the hit runs to the end of the key's lines."""
    if "PRIVATE KEY" in raw or "PuTTY-User" in raw:
        for match in re.finditer(PRIVATE_KEY, raw):
            end = raw.find("-----END", match.end())
            yield match.start(), end if end > 0 else len(raw.rstrip())


@lru_cache(4)
def may_hold_key(raw: str) -> bool:
    """A quick look for a long run of characters that is no tag, handle or link that a network made."""
    long = [word for word in raw.split() if len(word) > SHORTEST]
    return any(
        (not word.startswith(("#", "@", "https://t.co/")) and any(c.isdigit() for c in word)) or "PRIVATE" in word
        for word in long
    )


@cache
def _pattern(number: int) -> re.Pattern[str]:
    return re.compile(FORMATS[number][2])


def is_stand_in(value: str) -> bool:
    """Say whether a value only stands for a secret: it says so, or repeats one or two characters."""
    lower = value.lower()
    return value[0] == "$" or len(set(lower[-12:])) < 4 or any(mark in lower for mark in _STAND_IN)


def random_looking(value: str) -> bool:
    """Say whether ``value`` looks made by a machine: letters and digits mixed, as no word mixes them."""
    letters = sum(c.isalpha() for c in value)
    digits = sum(c.isdigit() for c in value)
    if len(value) < 8 or letters < 2 or digits < 2:
        return False
    changes = sum(a.isdigit() != b.isdigit() for a, b in pairwise(value))
    return changes >= 3 or (changes >= 2 and len(value) >= 12)


def password_like(value: str) -> bool:
    """Say whether ``value`` looks like a password that somebody made up: ``Sommer2026!``, ``jamjar-4417``."""
    if not 5 <= len(value) <= 64 or value[0] in "#@£$€" or "://" in value:
        return False
    kinds = (
        any(c.isalpha() for c in value),
        any(c.isdigit() for c in value),
        any(c in "!#$%&*+_?@^~=" for c in value[1:-1]),
    )
    return kinds[0] and (kinds[1] or kinds[2])
