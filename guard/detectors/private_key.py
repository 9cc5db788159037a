r"""private-key: the post holds a private key.

What it looks for
    The first line of a private key (`BEGIN ... PRIVATE KEY`), a PuTTY key file, and a wallet's private key behind its name.

Why
    With it, anybody can log in to your servers or empty the wallet.

Flags
    Moving servers tonight, key below.\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA8QdRHMi9pI30060DSUsN2DqpN0xZ
    Recovery drill: PRIVATE_KEY=0x9f3c7be1d24a60f58c1170ab3e9d24c6b85f7712e0a94d33c6f1b27d80e5aa41

Passes
    Our public key for encrypted mail, fingerprint 4A7C 91E0 22BD 5F18. Public means public, please use it.
    -----BEGIN PUBLIC KEY----- MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A

Limits
    A photo of a key is only seen when the alt text spells it out.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.credentials import private_keys

RULE = Rule(
    code="M402",
    slug="private-key",
    category="secret_credential",
    severity="block",
    summary="This is a private key.",
    why="With it anybody can log in to your machines or move your money.",
    instead="Take it out and have the key replaced today: it has been in a draft.",
    offended=("customers and members whose data the key protects",),
    confidence=0.97,
)
WAKES_ON = ("shape:long_token", "shape:capitals", "shape:media")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every private key."""
    for text in post.judged:
        for start, end in private_keys(text.raw):
            yield hit(RULE, text, start, end)
        if "0x" in text.raw:
            for found in _wallet().finditer(text.raw):
                yield hit(RULE, text, *found.span())


@cache
def _wallet() -> re.Pattern[str]:
    return re.compile(r"(?:private|secret|priv|wallet)[ _-]?key[\"': =]{1,4}0x[0-9a-f]{40,64}", re.IGNORECASE)
