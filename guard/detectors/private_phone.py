"""private-phone: the post gives away a private person's telephone number.

What it looks for
    A telephone number behind "her number", "his mobile", or right behind somebody's name, when readers are not invited to call the
    account itself. Numbers of your own under `brand.public_contacts`, hotlines and "call us on ..." pass.

Why
    The person will be called by strangers, and may have to change the number.

Flags
    She likes to threaten us, so here's her number: 020 7946 0192
    Defaulter of the week: Mercy A., 0712 555 019, tell her from us

Passes
    Press enquiries: 0113 496 0148. Siobhán on the news desk is on 0113 496 0142.
    Call us on 07700 900866 before noon and Dave will come round.

Options
    `brand.public_contacts` lists numbers and addresses that are meant for everybody.

Limits
    A private number that is presented like an office number is taken for one. Runs of digits that no country's numbering plan has are
    no telephone numbers; a bare run without a space counts only where the plan has exactly that number.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.text.numbers import Number, numbers
from guard.text.people import people
from guard.text.phones import dialled, may_be_phone

RULE = Rule(
    code="M424",
    slug="private-phone",
    category="personal_data",
    severity="block",
    summary="This gives away somebody's telephone number.",
    why="The person will be called by strangers and may have to change the number.",
    instead="Take it out. If the person works for you and the number is for the public, say so or list it under public_contacts.",
    offended=("the person whose number it is",),
    confidence=0.8,
)
WAKES_ON = ("shape:many_digits", "shape:media")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every number that belongs to a person rather than to the account."""
    for text in post.judged:
        for number in numbers(text.raw):
            if (
                may_be_phone(number)
                and not _public(number, context)
                and _somebodys(text, number)
                and dialled(number, text.languages)
            ):
                yield hit(RULE, text, number.start, number.end)


def _public(number: Number, context: Context) -> bool:
    contacts = ("".join(c for c in contact if c.isdigit()) for contact in context.config.brand.public_contacts)
    return any(contact and contact[-8:] == number.digits[-8:] for contact in contacts)


def _somebodys(text: Text, number: Number) -> bool:
    before = text.raw[max(0, number.start - 60) : number.start]
    if _third_person().search(before) or _of_a_record(text.raw, number):
        return True
    if text.has("missing_person") or _invitation().search(before) or _service(number):
        return False
    return any(
        0 <= number.start - person.end <= 16
        and not person.office
        and not _between().search(text.raw[person.end : number.start])
        for person in people(text.raw)
    )


def _of_a_record(raw: str, number: Number) -> bool:
    """Somebody booked, ordered or owes something, and the number stands in the same line, as in a list at the desk."""
    begin = max(raw.rfind("\n", 0, number.start) + 1, number.start - 120)
    return bool(_record().search(raw, begin, number.start))


def _service(number: Number) -> bool:
    return number.digits.startswith(
        ("0800", "0808", "0300", "0345", "0844", "0845", "1800", "1888", "1877", "116", "0900")
    )


@cache
def _third_person() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:[Hh]er|[Hh]is|[Tt]heir) (?:private |home |work |mobile |cell |phone ){0,2}(?:number|mobile|cell|phone|line)|(?:ring|call|text) (?:him|her|HIM|HER)|(?:[Hh]er|[Hh]is|[Tt]heir) (?:daughter|son|wife|husband|mum|mom|mother|dad|father|sister|brother|partner)(?:'s|’s)(?: (?:number|mobile|phone))? (?:on|is|at)|[Ii]hre Nummer|[Ss]eine Nummer|[Ss]on numéro|[Ss]u (?:número|teléfono|móvil)|"
        r"o (?:número|telemóvel) (?:dele|dela)|il suo (?:numero|cellulare)|(?:zijn|haar) (?:nummer|mobiel))\b[^.!?\n]{0,30}$"
    )


@cache
def _record() -> re.Pattern[str]:
    """A family or a titled person beside a word of the desk's list, then "Tel." at the end of what stands before."""
    who = r"(?:Fam\.|Familie|Familia|Famille|Famiglia|Família|Mrs?\.?|Ms\.?|Herrn?|Frau|Mme|Sra?\.|Sig\.(?:ra)?|Dhr\.?|Mevr\.?) [A-ZÀ-Þ]"
    desk = r"(?:reserviert|bestellt|gebucht|booked|ordered|reserved|owes|a réservé|a commandé|ha reservado|ha pedido|reservou|ha prenotato|heeft gereserveerd|besteld|Tisch|table|mesa|tavolo|tafel)"
    return re.compile(
        rf"(?:{who}[^.!?\n]{{0,60}}\b{desk}\b|\b{desk}\b[^!?\n]{{0,40}}{who})[^!?\n]{{0,60}}"
        r"\b(?:[Tt]el|[Mm]obile?|[Hh]andy|[Tt]él|[Mm]óvil|[Tt]lm|[Cc]ell|[Mm]ob)\.?:? $"
    )


@cache
def _invitation() -> re.Pattern[str]:
    """Words by which an account gives out its own numbers, anywhere before the number."""
    return re.compile(
        r"\b(?:call|ring|phone|dial|text|whatsapp|tel|contact|reach|press|media|enquiries|bookings?|helpline|hotline|desk|office|reception|order|quote|or|on|us|"
        r"anrufen|telefon|unter|ruf|appelez|tél|au|llama|teléfono|al|ligue|telefone|chiama|telefono|bel|telefoon|kontakt|contacto|contatto)\b",
        re.IGNORECASE,
    )


@cache
def _between() -> re.Pattern[str]:
    return re.compile(r"\b(?:at|on|unter|au|al|no|op)\b|[.!?\n]")
