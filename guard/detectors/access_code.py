"""access-code: the post gives away a code that opens a door, a safe, an alarm or an account.

What it looks for
    A number of three to eight digits behind words for a door, gate, safe, alarm or key box together with "code", "PIN" or
    "combination", a master or default PIN, a voicemail or VPN PIN. Discount codes, post codes and times pass.

Why
    Anybody who reads it can walk in, tonight.

Flags
    Early shift: the key safe at the bakery is 2580 and the alarm code is 9914
    Ring the desk and quote master PIN 80154, they'll let you straight in
    L'alarme du coffre est en panne et le code reste 4471

Passes
    Use code 4471 at the till for 20% off
    Doors at 7, gate 12. Our postcode is 1017 AB.

Limits
    It cannot know that a code was changed since.
"""

import re
from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit

RULE = Rule(
    code="M407",
    slug="access-code",
    category="secret_credential",
    severity="block",
    summary="This gives away a code that opens a door, an alarm or an account.",
    why="Anybody who reads it can walk in.",
    instead="Take it out, have the code changed, and tell those who need it in person.",
    offended=("people who live, work or keep things behind that door", "customers whose accounts it opens"),
    confidence=0.85,
)
WAKES_ON = ("access_code",)
_DIGITS = re.compile(r"\d{3,8}")
_YEARS = re.compile(r"(?:19|20)\d\d")
_DISCOUNT = frozenset(
    "off discount voucher promo checkout coupon sale shop rabatt réduction descuento desconto sconto korting".split()
)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every code that opens something."""
    for text in post.judged:
        for match in text.matches("access_code"):
            if _is_code(text, match) and not text.has("scam_words"):
                yield hit(RULE, text, match.start, match.end)


def _is_code(text: Text, match: Match) -> bool:
    """The number is as long as a code, and no price, year, time or discount."""
    if _DISCOUNT.intersection(text.words):
        return False
    if "key" in match.row.tags:
        return True
    if "bare" in match.row.tags:
        return len(text.words[match.last]) == 4 and _opens(text, match.last)
    end = min(match.last + 4, len(text.words))
    return any(_opens(text, p) for p in range(match.first, end) if text.sentences[p] == text.sentences[match.first])


def _opens(text: Text, place: int) -> bool:
    around = text.raw[max(0, text.starts[place] - 1) : text.ends[place] + 2]
    word = text.words[place]
    return bool(_DIGITS.fullmatch(word)) and not _YEARS.fullmatch(word) and not any(sign in around for sign in "%$£€:")
