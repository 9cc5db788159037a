"""identity-number: the post holds a number by which a state or an office knows a person.

What it looks for
    Social security, tax, identity card, passport, health and student numbers of many countries: by their name and some digits behind
    it, or, without a name, by their form and check digits.

Why
    With such a number strangers open accounts, ask for data and take loans in somebody else's name. It cannot be changed.

Flags
    Found a wallet: belongs to Gustav Holm, passport PX4419027
    Ms Adler, your SSN 219-09-9217 is not on file
    Elenco: Bianchi Laura, CF BNCLRA79D54F205D

Passes
    We never ask for your Social Security number in a message.
    Registered charity 1099682. Call 0800 100 200 for the open day.

Limits
    A number of Britain's health service counts only beside a word for a patient. Numbers of countries and offices that it does not know are only seen with the word ID before them.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text import checksums
from guard.text.numbers import many_digits

RULE = Rule(
    code="M423",
    slug="identity-number",
    category="personal_data",
    severity="block",
    summary="This is a number that identifies a person.",
    why="Strangers use such numbers to open accounts and take loans in somebody else's name.",
    instead="Take it out. If somebody sent it to you in public, ask them to delete it as well.",
    offended=("the person whose number it is",),
    confidence=0.9,
)
WAKES_ON = ("shape:many_digits", "shape:media", "identity_words")
LAST_DAY, FEMALE = 31, 40
FISCAL = 16
"""Letters and digits of a codice fiscale."""


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every number that identifies somebody."""
    for text in post.judged:
        for found in _labelled().finditer(text.raw) if text.has("identity_words") else ():
            if sum(c.isdigit() for c in found["value"]) >= 4:
                yield hit(RULE, text, *found.span())
        if "bed" in text.held or "patient" in text.held or "ward" in text.held:
            for found in _health_number().finditer(text.raw):
                if _nhs("".join(filter(str.isdigit, found[0]))):
                    yield hit(RULE, text, *found.span())
        for found in (
            _shapes().finditer(text.raw)
            if many_digits(text.raw) or any(len(word) == FISCAL for word in text.words)
            else ()
        ):
            if _valid(found):
                yield hit(RULE, text, *found.span())


def _fiscal(value: str) -> bool:
    """A codice fiscale by its shape: the day of birth is possible, for women with forty added."""
    return (
        checksums.codice_fiscale(value)
        or 1 <= int(value[9:11]) <= LAST_DAY
        or 1 <= int(value[9:11]) - FEMALE <= LAST_DAY
    )


def _valid(found: re.Match[str]) -> bool:
    value = re.sub(r"[ .\-]", "", found[0])
    checks = {"ssn": checksums.ssn, "nino": checksums.nino, "dni": checksums.dni, "nir": checksums.nir,
              "cf": _fiscal, "cpf": checksums.cpf}  # fmt: skip
    kind = found.lastgroup or ""
    return checks[kind](found[0] if kind == "ssn" else value)


def _nhs(digits: str) -> bool:
    """The check digit of a number of Britain's health service."""
    rest = -sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return rest == int(digits[-1])


@cache
def _health_number() -> re.Pattern[str]:
    return re.compile(r"(?<![\d+] )(?<!\w)[467]\d{2} \d{3} \d{4}(?! ?\d)")


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:SSN|social security(?: (?:no|number))?|NINO|national insurance(?: (?:no|number))?|NHS (?:no|number)|PPSN?|passport|driving licen[cs]e|driver'?s licen[cs]e|"
        r"(?i:student|patient|employee|reader|inmate|prisoner|personnel)|(?i:(?:user|customer|client|member|patient)[_ ]?id)|[Mm]ember|Aadhaar|PAN|PESEL|BSN|CPF|RG|NIF|NISS|NIE|DNI|CF|[Cc]odice fiscale|utente|"
        r"Steuer-?ID|Steuernummer|Ausweisnummer|Personalausweis|Versichertennummer|Matrikelnummer|[Pp]ersonnummer|SIN|carte [Vv]itale|"
        r"(?:numéro de )?sécurité sociale|NIR|ID(?: (?:no|number|card))?)"
        r"(?: (?:no|nr|number|n°|nº|num|ending(?: in)?|ends in|is|ist|au nom de \w{1,20} \w\.?,?))?\.?[ :#(]{1,3}(?:n° ?)?(?P<value>[A-Z]{0,3}[0-9][A-Z0-9]{0,20}(?:[ .\-/][A-Z0-9]{2,6}){0,6})\b"
    )


@cache
def _shapes() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:(?P<ssn>\d{3}-\d{2}-\d{4})|(?P<nino>[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D])|(?P<dni>[XYZ\d]-?\d{7}-?[A-Z])"
        r"|(?P<nir>[12] ?\d{2} ?\d{2} ?\d{2} ?\d{3} ?\d{3} ?\d{2})|(?P<cf>[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z])|(?P<cpf>\d{3}\.\d{3}\.\d{3}-\d{2}))(?![\w-])"
    )
