"""telling-code: a number or two letters in a tag, code or price that extremists greet each other with.

What it looks for
    88, 1488 and SS in hashtags and discount codes beside words of the same world (pride, honour, Reich, wolf), and in posts in
    German alone, where also a price of 14,88 is read so. Years and ages pass.

Why
    Whoever knows the code takes it for a greeting, and nobody can prove that it was chance.

Flags
    Zehn Prozent mit dem Code HEIMAT88
    Our new shirts are here #WhiteWolf88
    Unser Fest beginnt! #SS88 und alle sind da

Passes
    88 years of our bakery, come and celebrate!
    Born in 1988? #Class88 meets on Friday.
    Ten per cent with code BREAD88
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit

RULE = Rule(
    code="M609",
    slug="telling-code",
    category="ambiguous_hashtag",
    severity="review",
    summary="Extremists use this number or these letters as a code.",
    why="Whoever knows the code takes it for a greeting, and nobody can prove that it was chance.",
    instead="Use another number or other letters: a year in four digits, a code without 88.",
    offended=("everyone whom these groups persecute",),
    confidence=0.75,
)
WAKES_ON = ("number_code", "shape:hashtag")
LIKELY = 0.4


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit on the first tag, code or price of that kind."""
    raw = post.text.raw
    if "88" in raw or "SS" in raw or "Heil" in raw:
        span = next(_codes(post.text), None)
        if span:
            yield hit(RULE, post.text, *span)


def _codes(text: Text) -> Iterator[tuple[int, int]]:
    for found in _with_88().finditer(text.raw):
        is_code = found[0][0] == "#" or (found[0].isupper() and len(found[0]) > len("ABC88"))
        if is_code and (_has_company(found[0]) or (_is_german(text) and not _is_year(found[0]))):
            yield found.span()
    if _is_german(text):
        yield from (found.span() for found in _in_german().finditer(text.raw))


def _is_german(text: Text) -> bool:
    return text.languages.get("de", 0.0) >= LIKELY


@cache
def _with_88() -> re.Pattern[str]:
    return re.compile(r"#?(?<![\w.,/])\w{0,40}(?<!\d)(?:14|18)?88(?!\d)\w{0,20}")


def _has_company(code: str) -> bool:
    return bool(_company().search(code.lower()))


@cache
def _company() -> re.Pattern[str]:
    """What makes a number a greeting, in small letters."""
    return re.compile(
        r"heil|sieg|white|pride|blood|honou?r|ehre|blut|treue|reich|odin|aryan|skin|führer|fuehrer|kamerad|race|volk|"
        r"heimat|rune|^#?(?:ss|hh|ah)88|(?:14|18)88"
    )


def _is_year(code: str) -> bool:
    return bool(_year().search(code.lower()))


@cache
def _year() -> re.Pattern[str]:
    return re.compile(r"jahrgang|abi|klasse|class|geboren|seit|baujahr|88er|saison|trikot|expo")


@cache
def _in_german() -> re.Pattern[str]:
    return re.compile(r"#SS(?=[a-zäöü])\w{1,30}|#HeilDir\w{1,30}|#Heil[A-Z]\w{2,30}|\b14,88 ?(?:€|Euro)|\b14/88\b")
