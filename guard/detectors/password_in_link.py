"""password-in-link: the address carries a user name and a password.

What it looks for
    `https://user:password@...`, `ftp://user:password@...`, and the connection strings of databases and queues
    (`postgres://`, `mysql://`, `mongodb://`, `redis://`, `amqp://` ...).

Why
    One tap and a stranger is logged in, often as the administrator.

Flags
    Staff can use the back door: https://admin:Winter2031!@book.palmtour.example/desk
    Have a play: postgres://analyst:kq9-Rembrandt@prod-eu.lake.example:5432/customers

Passes
    The lab database runs on your own laptop: postgres://student:student@localhost:5432/toyshop
    Your connection string looks like mysql://user:password@host/db

Limits
    Files that keep address and password apart are seen by secret-setting.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.credentials import is_stand_in
from guard.text.links import Address, addresses

RULE = Rule(
    code="M404",
    slug="password-in-link",
    category="secret_credential",
    severity="block",
    summary="This address carries a user name and a password.",
    why="One tap and a stranger is logged in.",
    instead="Take the address out and have the password changed now.",
    offended=("customers whose data lie behind the login",),
    confidence=0.95,
)
WAKES_ON = ("shape:address",)
_OF_MANUALS = {
    "password",
    "pass",
    "passwd",
    "pwd",
    "secret",
    "user",
    "passwort",
    "contraseña",
    "senha",
    "wachtwoord",
    "motdepasse",
    "p4ssword",
}


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every address with a password inside."""
    for text in post.judged:
        if "@" not in text.raw:
            continue
        for address in addresses(text.raw):
            if address.password and not _harmless(address):
                yield hit(RULE, text, address.start, address.end)


def _harmless(address: Address) -> bool:
    """The words of a manual, or a login as weak as its name on the reader's own machine."""
    if address.password.lower() in _OF_MANUALS or is_stand_in(address.password):
        return True
    return address.host in {"localhost", "127.0.0.1"} and address.password == address.user
