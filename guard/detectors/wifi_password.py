"""wifi-password: the post gives away the password of a wireless network.

What it looks for
    Words for wireless networks beside a password. A guest network is only mentioned; a network of staff, tills, routers or
    machines needs a person's look.

Why
    On a staff network strangers come near tills, card readers and files. A guest password in public attracts more than guests.

Flags
    Traders: wifi in hall 2 is CrewNet / jamjar-4417, the card readers run on it too
    Control room: wifi OPS-2, password Fireman#24

Passes
    Guest wifi: pondside / please-be-nice-1
    Our wifi password is on the receipt.

Limits
    It does not know your networks: name a guest network so ("guest wifi").
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.text.credentials import password_like

RULE = Rule(
    code="M409",
    slug="wifi-password",
    category="secret_credential",
    severity="review",
    summary="This gives away the password of a wireless network.",
    why="On a network that staff or machines use, strangers come near tills, files and cameras.",
    instead="Put the guest password on a sign inside. Change the password of any other network.",
    offended=("colleagues and customers whose data pass through the network",),
    confidence=0.7,
)
WAKES_ON = ("wifi_words",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for a network's password; only advice when it is a guest network."""
    for text in post.judged:
        network = text.matches("wifi_words")
        if not network or text.has("password_advice"):
            continue
        found = _password().search(text.raw, network[0].start)
        value = (found["value"] or found["second"]).rstrip(".,;:!?") if found else ""
        if found and password_like(value):
            yield hit(RULE, text, network[0].start, found.end(), severity="review" if _for_staff(text) else "info")


def _for_staff(text: Text) -> bool:
    return text.has("staff_words") or any(
        name in text.raw.lower() for name in ("staff", "ops", "admin", "crew", "intern")
    )


@cache
def _password() -> re.Pattern[str]:
    return re.compile(
        r"(?:password|passwort|kennwort|pw|pwd|pass|key|mdp|mot de passe|contraseña|clave|senha|wachtwoord)[ \t]{0,2}(?:[:=]|is|ist|est|es|é|è)?[ \t]{0,2}[\"'«“]?(?P<value>[^\s\"'»”,;()]{5,63})"
        r"|[\w.@-]{3,40} / (?P<second>[^\s\"'»”,;()/]{5,63})",
        re.IGNORECASE,
    )
