"""internal-host: the link leads to a machine that readers cannot or must not reach.

What it looks for
    `localhost`, addresses made of numbers, names that only a house network knows (`.local`, `.corp`, `intranet.`), and machines for
    trying things out (`staging.`, `test.`, `dev.`, `preview.`, a branch on a preview host, a port such as `:8443`, `debug=1`).

Why
    For readers the link is dead. Where it does open, it shows unfinished pages, old prices and sometimes real customers' data.

Flags
    See the new range: https://staging.larkandlinen.com/spring
    Sponsor a swimmer here: http://localhost:3000/swim
    Your timetable is on https://intranet.harrowcollege.local/exams

Passes
    See the new range: https://www.larkandlinen.com/spring
    Run `pondb serve` and open http://localhost:8080 on your own machine.
    The trial at test.larkandlinen.com is over. The real thing: https://www.larkandlinen.com/spring

Limits
    A test machine with an ordinary name is not recognised. Tutorials may name `localhost` as long as they speak of the reader's own machine.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.text.hosts import PREVIEW_HOSTS, PRIVATE_ENDINGS, TEST_LABELS
from guard.text.links import Address, addresses

RULE = Rule(
    code="M621",
    slug="internal-host",
    category="broken_or_unsafe_link",
    severity="review",
    summary="This link leads to a machine that is meant for colleagues or for tests.",
    why="For readers the link is dead; where it opens, it shows pages and data that are not ready for them.",
    instead="Replace it with the public address of the same page, and open it outside the office network.",
    offended=("people who want to follow the link",),
    confidence=0.9,
)
WAKES_ON = ("shape:address",)
_LOOPBACK = "The address works only on the computer of whoever wrote the post."
_NUMBERS = "The address is a bare number of a machine, not the name of a website."
_PRIVATE = "The address is known only inside a company's own network."
_PORT = "The address has a number after a colon, as machines for tests and for colleagues have it."
_USUAL_PORTS = {"", "80", "443"}
_TRIAL = "The address looks like a test or preview machine."
_TRIAL_PARTS = {"staging", "preprod", "tmp", "testpage", "test-page", "test-site", "sandbox", "uat"}
_TRIAL_SWITCHES = {("debug", "1"), ("debug", "true"), ("debug", "on"), ("test", "1"), ("test", "true"), ("env", "staging"), ("env", "test"),
                   ("env", "dev"), ("admin", "1"), ("admin", "true"), ("role", "admin"), ("readonly", "false")}  # fmt: skip
_OWN_MACHINE = {"localhost", "127.0.0.1", "0.0.0.0", "[::1]"}  # noqa: S104 - looked for in posts, bound to nothing


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every address of a machine that is not public."""
    for text in post.judged:
        for address in addresses(text.raw):
            message = _trouble(address)
            if message and not _meant(message, address, text):
                severity = "block" if message == _LOOPBACK and address.scheme.startswith("http") else None
                yield hit(RULE, text, address.start, address.end, message=message, severity=severity)


def _meant(message: str, address: Address, text: Text) -> bool:
    """Developers are told of it, or a test machine is only mentioned: the link itself, to the real page, stands beside it."""
    if message in {_LOOPBACK, _NUMBERS, _PORT} or "sandbox" in address.host:
        return text.has("developer_talk")
    if message != _TRIAL or address.scheme:
        return False
    return any(a.scheme and a.site == address.site and not _trouble(a) for a in addresses(text.raw))


def _trouble(address: Address) -> str:
    host = address.host
    if host in _OWN_MACHINE:
        return _LOOPBACK
    if _numbers().fullmatch(host):
        return _NUMBERS
    if address.scheme not in {"", "http", "https"}:
        return _TRIAL if address.scheme.endswith(("-dev", "-test", "-staging", "-debug")) else ""
    if address.labels[-1] in PRIVATE_ENDINGS and (address.scheme or len(address.labels) > 1):
        return _PRIVATE
    return _TRIAL if _for_trying(address) else _PORT if _odd_port(address) else ""


def _odd_port(address: Address) -> bool:
    return address.port not in _USUAL_PORTS and bool(address.scheme or address.path.strip("/"))


def _for_trying(address: Address) -> bool:
    labels = address.host[: -len(address.site)].rstrip(".").split(".")
    if any(part in TEST_LABELS for label in labels for part in _parts(label)):
        return True
    if address.host.endswith(PREVIEW_HOSTS) and (
        "--" in address.host or "preview" in address.host or "-git-" in address.host
    ):
        return True
    if _TRIAL_PARTS.intersection(address.path.lower().split("/")):
        return True
    return any((name, value.lower()) in _TRIAL_SWITCHES for name, value in address.parameters)


def _parts(label: str) -> list[str]:
    parts = label.split("-")
    return [label, parts[0], parts[-1]] if len(parts) > 1 else [label]


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f:]{2,45}\]")
