"""secret-setting: a line of a settings file or a header with its secret.

What it looks for
    `SOMETHING_KEY=...`, `token: ...`, `"secret": "..."`, `X-Api-Key: ...`, `Bearer ...` followed by a value that looks made by a
    machine. Stand-ins (`YOUR_KEY`, `$TOKEN`, `xxxx`) and check sums pass.

Why
    Whoever copies the value has the same rights as your program.

Flags
    Use the old header, it still works: X-Api-Key: 830edc17d7036b98ed9b719ac5ea4b17
    Our .env by popular demand: PONDPAY_TOKEN=9fK2mQ7vTz81LpXcR4bW

Passes
    Our .env by popular demand: PONDPAY_TOKEN=$YOUR_TOKEN
    Three key: value pairs and a cup of tea

Limits
    A secret that looks like a word is not told from a word.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.credentials import is_stand_in, password_like, random_looking

RULE = Rule(
    code="M405",
    slug="secret-setting",
    category="secret_credential",
    severity="block",
    summary="This line carries a secret value.",
    why="Whoever copies the value has the same rights as your program.",
    instead="Write YOUR_KEY in its place, and have the real value replaced.",
    offended=("customers whose data the key opens",),
    confidence=0.9,
)
WAKES_ON = ("shape:assignment", "shape:long_token")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every named value that looks made by a machine."""
    for text in post.judged:
        if _may_set(text.folded.text):
            for found in _setting().finditer(text.raw):
                if _secret(found) and not text.has("password_advice"):
                    yield hit(RULE, text, *found.span())


def _may_set(lower: str) -> bool:
    return any(
        name in lower
        for name in (
            "key",
            "token",
            "secret",
            "passw",
            "pwd",
            "bearer",
            "credential",
            "basic",
            "sess",
            "cookie",
            "auth",
            "dsn",
            "signature",
        )
    )


def _secret(found: re.Match[str]) -> bool:
    value = found["value"].rstrip(".,;:!?")
    if not value or is_stand_in(value) or "/" in value[:4] or "://" in value:
        return False
    if random_looking(value):
        return True
    return found["mark"] == "=" and found["name"].lower() in {"password", "passwd", "pwd"} and password_like(value)


@cache
def _setting() -> re.Pattern[str]:
    return re.compile(
        r"(?P<name>key|token|secret|password|passwd|pwd|credentials?|bearer|basic|key_?id|session(?:_?id)?|sessid|cookie|auth|dsn|signature|passphrase)[\"'\]]{0,2}[ \t]{0,2}(?P<mark>[:= ])[ \t]{0,2}(?:(?:is|ist|est|es|é|è) )?[\"'`]?(?P<value>[A-Za-z0-9_.+/=~!#$%^&*@-]{8,300})",
        re.IGNORECASE,
    )
