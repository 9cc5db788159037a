"""What the judges that ask an endpoint share: whom they are asked about, and what leaves this machine."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from guard.config import Asked
from guard.llm.masking import Masked
from guard.model import RANK, Finding

MASKS = {"secret_credential": "secret", "personal_data": "private"}
"""Categories whose words are taken out, and what stands there instead."""


UNSURE = (0.15, 0.85)
"""Between these risks the embedded model is unsure."""


def wanted(ask: Asked, findings: Sequence[Finding], risk: float | None = None) -> bool:
    """Say whether a post with these findings is to be read: see ``[llm] ask`` in guard.toml.

    ``risk`` is what the embedded model says of it, if it was asked.
    """
    strongest = max((RANK[finding.severity] for finding in findings), default=0)
    doubt = bool(findings) or (risk is not None and UNSURE[0] <= risk <= UNSURE[1])
    return {
        "always": True,
        "unsure": doubt and strongest < RANK["block"],
        "review": strongest == RANK["review"],
        "never": False,
    }[ask]


def masked(text: str, field: str, findings: Iterable[Finding], *, mask: bool = True) -> Masked:
    """The ``text`` of that field without the secrets and personal data that the ``findings`` point at."""
    fields = {"text", "link"} if field == "text" else {field}
    spans = [(MASKS[f.category], f.span) for f in findings if f.category in MASKS and f.field in fields]
    return Masked(text, spans if mask else ())


def veiled(text: str, *, mask: bool = True) -> str:
    """What somebody else wrote, which no rule judges: without addresses, names of accounts and long numbers."""
    if not mask:
        return text
    return _numbers().sub("[number]", _handles().sub(r"\1[account]", _mails().sub("[email]", text)))


@cache
def _mails() -> re.Pattern[str]:
    return re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


@cache
def _handles() -> re.Pattern[str]:
    return re.compile(r"(^|[^\w@])@\w[\w.-]{0,63}")


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(r"\+?\d(?:[ ./()-]?\d){5,30}")
