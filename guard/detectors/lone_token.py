"""lone-token: the whole post is one word that nobody would say.

What it looks for
    A post of a single run of characters that mixes letters and digits, or letters in an order that no word has, without a hashtag,
    a handle or an address: a password, a key or a code that went into the wrong window.

Why
    It is usually a password typed into the wrong field, and it now belongs to everybody.

Flags
    n7yuyjtEf
    Aqxnbpuu

Passes
    Finally.
    Gooooooooal!
    iPhone15
    COVID-19

Precedents
    White House press secretary 2017: posted what seems to be a password, and deleted it.

Limits
    A password that is an ordinary word, or a word with a year behind it, looks like an ordinary post.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from guard.detectors.kit import Context, Hit, Rule, View, whole
from guard.model import Precedent
from guard.text.credentials import random_looking

RULE = Rule(
    code="M408",
    slug="lone-token",
    category="secret_credential",
    severity="review",
    summary="The whole post is one word that looks like a password.",
    why="Passwords typed into the wrong window become posts.",
    instead="If it is one, do not post it and change it now. If it is meant, add a word of context.",
    offended=(),
    precedent=Precedent("White House press secretary", 2017, "posted what seems to be a password, and deleted it"),
    confidence=0.75,
)
WAKES_ON = ("shape:short",)
SHORTEST, LONGEST = 6, 80
_VOWELS = frozenset("aeiouyäöüàáâéèêíîóôúåæø")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit on a post that is a single strange word."""
    word = post.text.raw.strip()
    if SHORTEST <= len(word) <= LONGEST and not any(c.isspace() for c in word) and word.isascii() and _strange(word):
        yield whole(RULE, post.text)


def _strange(word: str) -> bool:
    if word[0] in "#@$" or "://" in word or "/" in word or not word[0].isalnum():
        return False
    bare = word.rstrip(".!?,;:")
    if any(c.isdigit() for c in bare):
        return bool(_mixed_case().search(bare)) or random_looking(bare) or any(c in "!#$%&*?^~" for c in bare[1:-1])
    return bare.isalpha() and (_unsayable(bare.lower()) or bool(_camel_mess().search(bare)))


def _unsayable(word: str) -> bool:
    """Five consonants in a row, or q without its u: no word of our languages that is not a shout or an abbreviation."""
    if len(set(word)) < 5:
        return False
    run = longest = 0
    for letter in word:
        run = 0 if letter in _VOWELS else run + 1
        longest = max(longest, run)
    lone_q = any(a == "q" and b != "u" for a, b in pairwise(word))
    return lone_q or longest >= 7 or (longest >= 4 and not _usual().search(word))


@cache
def _usual() -> re.Pattern[str]:
    """Consonants that do stand together: thr, ngth, tsch, rststr, ldpfl and their like begin or hold one of these."""
    return re.compile(
        r"sch|ngth|tch|ght|str|spr|spl|thr|chr|phr|ck|ll|ss|tt|nn|mm|rr|ff|pp|ghts|rst|rts|nds|nts|mps|hm|zz|sh|xx"
    )


@cache
def _mixed_case() -> re.Pattern[str]:
    """A digit in the middle of letters of both cases: a9B, b7yuE."""
    return re.compile(r"[a-z]\d[a-z]{1,20}[A-Z]|[a-z][A-Z][a-z]{0,6}\d[A-Za-z]|\d[a-z]{1,20}[A-Z]")


@cache
def _camel_mess() -> re.Pattern[str]:
    return re.compile(r"[a-z][A-Z][a-z][A-Z]|[a-z][A-Z]{2,4}[a-z][A-Z]")
