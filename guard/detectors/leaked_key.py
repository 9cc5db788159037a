"""leaked-key: the post holds a working key or token of a service.

What it looks for
    The formats of more than seventy services: clouds, code hosts, mail and chat, payments, shops, networks, models. Stand-ins such as
    `YOUR_API_KEY`, `sk_test_...` and the keys of manuals pass, and so do check sums, order numbers and discount codes.

Why
    Robots read public posts and use a fresh key within a minute: they run up bills, read customers' data, write in your name.

Flags
    Our quick start: curl -H "Authorization: Bearer sk_live_Ab3dE6gH9jK2mN5pQ8sT1vW4" https://api.pondpay.example/v1
    Just use mine: huggingface-cli login --token hf_qWmTzKpVbXcRnLsGhJdFyUoEiAqZ7rXw2k

Passes
    Our quick start: curl -H "Authorization: Bearer YOUR_API_KEY" https://api.pondpay.example/v1
    Use code K7PX-22QM-SALE at the till. v5.2 is out, sha256 9f2c41d07be6a83315c0de54a1f7b2986d3e90ab47c15f28e6d0934b7a5cc812

Precedents
    Sony PlayStation 2011: repeated a console's security key in public while suing people for sharing it.

Limits
    Keys without a known format are only seen where a name stands before them (secret-setting).
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.model import Precedent
from guard.text.credentials import secrets

RULE = Rule(
    code="M401",
    slug="leaked-key",
    category="secret_credential",
    severity="block",
    summary="This is a working key or token.",
    why="Robots read public posts and use a fresh key within a minute, at your cost and in your name.",
    instead="Take it out, and have whoever owns the key revoke it now: it has been in a draft. In examples write YOUR_API_KEY.",
    offended=("customers whose data the key opens",),
    precedent=Precedent(
        "Sony PlayStation", 2011, "repeated a console's security key in public while suing people for sharing it"
    ),
    confidence=0.95,
)
WAKES_ON = ("shape:long_token", "shape:media")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every credential of a known format."""
    for text in post.judged:
        for secret in secrets(text.raw):
            message = f"This looks like {secret.what}."
            yield hit(
                RULE,
                text,
                secret.start,
                secret.end,
                message=message,
                severity=_severity(secret.what, text.has("password_advice")),
            )


def _severity(what: str, teaching: bool) -> str:  # noqa: FBT001 - two facts about one hit
    """An account's number alone opens nothing, and lessons may show dead keys: a person decides."""
    return "review" if teaching or what.endswith("id") else "block"
