"""bank-account: the post holds somebody's bank account.

What it looks for
    An IBAN with right check digits, and an account number behind its name ("acct 0044718293", "Kontonummer ...") beside a person's
    name. Accounts that are published so that people give (donations, appeals) pass.

Why
    Account numbers tell where somebody banks, and are enough to start a direct debit in some countries.

Flags
    Refund goes to Mr Oduya, DE83 3704 0044 0532 0130 11, sorry for the wait
    Winner: Gladys Moran, acct 0044718293!

Passes
    Our account for donations: DE83 3704 0044 0532 0130 11. Thank you!

Limits
    It does not know your own accounts: list them under `brand.public_contacts`.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.checksums import iban
from guard.text.numbers import ibans, many_digits
from guard.text.people import people

RULE = Rule(
    code="M422",
    slug="bank-account",
    category="personal_data",
    severity="review",
    summary="This is the number of a bank account.",
    why="If it is a customer's, it shows where they bank and invites fraud.",
    instead="Take it out and write to the person privately. If it is your own account for donations, say so.",
    offended=("the owner of the account",),
    confidence=0.85,
)
WAKES_ON = ("shape:many_digits",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every account that is not published on purpose."""
    for text in post.judged:
        if not many_digits(text.raw):
            continue
        found = [
            (start, end) for start, end, number in ibans(text.raw) if iban(number) and not _public(number, context)
        ]
        if (
            "acc" in text.folded.text
            or "onto" in text.folded.text
            or "uenta" in text.folded.text
            or "ompte" in text.folded.text
        ):
            found += [m.span() for m in _labelled().finditer(text.raw) if people(text.raw)]
        if found and not text.has("donation_words"):
            for start, end in found:
                yield hit(RULE, text, start, end, severity="block" if people(text.raw) else None)


def _public(number: str, context: Context) -> bool:
    return any(contact.replace(" ", "").upper() == number for contact in context.config.brand.public_contacts)


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:acct|account|a/c|konto|kontonummer|cuenta|compte)\.?(?: (?:no|nr|number|n°|nº)\.?)?[ :]{1,2}\d{6,12}\b",
        re.IGNORECASE,
    )
