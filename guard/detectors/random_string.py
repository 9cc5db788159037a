"""random-string: a long run of letters and digits that looks like a key.

What it looks for
    Twenty or more characters without a space that mix capitals, small letters and digits as only machines do, outside of addresses,
    tags and code names, in a post that does not speak of check sums, commits, transactions or tracking.

Why
    Many keys have no format of their own. If this is one, robots try it within minutes.

Flags
    Moving day for the API, see you on the other side fQ2xVb71LsTzR4uWmK0pYt8

Passes
    Release 4.2, checksum fQ2xVb71LsTzR4uWmK0pYt8
    Watch it here: https://youtu.be/fQ2xVb71LsTzR4uWmK0pYt8

Limits
    Identifiers that are meant to be public look the same: say what they are and the guard is quiet.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.credentials import is_stand_in, may_hold_key, random_looking

RULE = Rule(
    code="M411",
    slug="random-string",
    category="secret_credential",
    severity="review",
    summary="This long string looks like a key.",
    why="If it is one, robots that read public posts try it within minutes.",
    instead="If it is a key, take it out and have it replaced. If it is public, say what it is.",
    confidence=0.6,
)
WAKES_ON = ("shape:long_token", "shape:media")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every long string of mixed characters that nothing explains."""
    for text in post.judged:
        for found in _long().finditer(text.raw) if may_hold_key(text.raw) else ():
            if _machine_made(found[0]) and not _public().search(text.raw):
                yield hit(RULE, text, *found.span())


def _machine_made(value: str) -> bool:
    if not (any(c.islower() for c in value) and any(c.isupper() for c in value) and random_looking(value)):
        return False
    return sum(c.isdigit() for c in value) >= 4 and not is_stand_in(value)


@cache
def _long() -> re.Pattern[str]:
    return re.compile(r"(?<![^\s\"'`(:=])[A-Za-z0-9+=_-]{20,400}(?![^\s\"'`).,;!?])")


@cache
def _public() -> re.Pattern[str]:
    return re.compile(
        r"sha-?\d|checksum|md5|hash|commit|fingerprint|signature|\btx\b|transaction|wallet address|tracking|public key|did:|ipfs|order|donat",
        re.IGNORECASE,
    )
