"""list-of-people: the post publishes a list of persons with marks, origins or circumstances.

What it looks for
    Two or more names with an initial, each with a number, a place or a remark in brackets: exam marks, applicants, patients, people
    who were late with a payment.

Why
    Lists are made for the office. In public they shame those at the bottom and expose those at risk.

Flags
    Results: L. Barros 81, P. Deol 44 (resit), M. Ferry 39 (resit)
    Interviews tomorrow: Tesfay G. (Eritrea), Mariam H. (Afghanistan)

Passes
    Meet the night crew: Tom (welder, poet), Agnieszka (crane, sourdough)
    Cast: A. Reyes as Hamlet, B. Moss as the ghost

Limits
    Lists of first names alone pass: they are mostly captions. A pasted table is known by its heading.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit, hit_at
from guard.text.people import people

RULE = Rule(
    code="M438",
    slug="list-of-people",
    category="personal_data",
    severity="review",
    summary="This publishes a list of people with their marks or personal circumstances.",
    why="In public such a list shames those at the bottom and exposes those at risk.",
    instead="Publish file numbers, or nothing; tell each person privately.",
    offended=("the people on the list",),
    confidence=0.75,
)
WAKES_ON = ("shape:initials", "shape:lines", "names_published")
ENOUGH = 2


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit for a list of people with something behind each."""
    for text in post.judged:
        published = text.matches("names_published")
        if published and post.about.has("custodians") and not text.has("consent"):
            yield hit_at(RULE, text, published[0])
        if "lines" in post.shapes:
            for start, end in _register(text.raw):
                yield hit(RULE, text, start, end)
        if "initials" not in post.shapes:
            continue
        named = [p for p in people(text.raw) if p.kind == "initial" and _remark().match(text.raw, p.end)]
        if len(named) >= ENOUGH and not text.has("consent"):
            yield hit(RULE, text, named[0].start, named[-1].end)


def _register(raw: str) -> Iterator[tuple[int, int]]:
    """The heading of a table of people, as it is pasted from a spreadsheet: a name and something private, cut by signs."""
    start = 0
    for line in raw.split("\n"):
        for sign in (";", "\t", "|", ","):
            if line.count(sign) >= LEAST_COLUMNS:
                heads = {head.strip().lower().replace("_", " ") for head in line.split(sign)}
                if not heads.isdisjoint(_NAMES) and not heads.isdisjoint(_PRIVATE):
                    yield start, start + len(line)
        start += len(line) + 1


LEAST_COLUMNS = 2
"""Signs between the columns of a table that is one."""
_NAMES = frozenset(
    "name,names,full name,first name,surname,last name,customer,patient,pupil,child,vorname,nachname,kunde,patientin,nom,"
    "prénom,nombre,apellido,apellidos,nome,cognome,sobrenome,naam,voornaam,achternaam,email,e-mail".split(",")
)
_PRIVATE = frozenset(
    "dob,date of birth,birthday,birth,allergy,allergies,diagnosis,phone,mobile,tel,telephone,address,postcode,salary,wage,iban,"
    "pin,password,medication,arrears,balance,grade,mark,religion,pickup,geburtsdatum,geb.,telefon,handy,adresse,diagnose,gehalt,"
    "allergie,allergien,naissance,date de naissance,téléphone,salaire,diagnostic,nacimiento,teléfono,dirección,alergia,alergias,"
    "nascimento,telefone,morada,endereço,nascita,telefono,indirizzo,geboortedatum,telefoon,adres,allergieën".split(",")
)


@cache
def _remark() -> re.Pattern[str]:
    return re.compile(r" (?:\(|\d{1,3}(?:[.,]\d)?(?=[,;)\s]|$)|\d[A-Z]\b|- \d)")
