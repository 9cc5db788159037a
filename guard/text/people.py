"""Find the people that a text names: with a title, a full name, a given name, or a name and an initial.

No name recogniser, only the forms in which posts name somebody; what is found counts only beside something private.
Doctors, ministers and others who appear in their office are marked, because posts may name them.
"""

import re
from functools import cache, lru_cache
from unicodedata import normalize

from msgspec import Struct

from guard.text.given_names import GIVEN_NAMES

_UP = "A-ZÀ-ÖØ-ÞŁŚŻŽČŠĐĞİŞ"
_LOW = "a-zß-öø-ÿłśżžćčšđğışńąęőű"
_WORD = rf"(?:[OD]['’])?[{_UP}][{_LOW}]{{1,30}}(?:-[{_UP}][{_LOW}]{{1,30}})?"
_PARTICLE = r"(?:(?:de|van|der|den|da|dos|do|das|di|del|della|von|zu|la|el|al|bin|ter|ten|le|y|e) ){0,3}"


class Person(Struct, frozen=True):
    """Somebody named in a text. ``kind``: titled, full, initial or given; ``office``: the title is a profession's."""

    start: int
    end: int
    name: str
    kind: str
    office: bool = False


@lru_cache(4)
def people(raw: str) -> tuple[Person, ...]:
    """Everybody whom ``raw`` names, in order; overlapping finds are told once, the longest form first."""
    found: list[Person] = []
    for pattern, kind in _forms():
        for match in pattern.finditer(raw):
            start, end = match.span("first") if kind == "role" else match.span()
            if kind in {"full", "given"} and not _is_given_name(match["first"]):
                start = _later_name(match[0], start) if kind == "full" else -1
                if start < 0:
                    continue
            if not any(p.start < end and start < p.end for p in found):
                title = (match["title"] or "").rstrip(".").lower() if kind == "titled" else ""
                known = "given" if kind == "role" else kind
                found.append(Person(start, end, raw[start:end], known, title in _OFFICES))
    return tuple(sorted(found, key=lambda person: person.start))


def _later_name(run: str, start: int) -> int:
    """Where in a run of capitalised words a given name begins that has a surname behind it; else less than nothing."""
    place = run.find(" ") + 1
    while place:
        after = run.find(" ", place)
        if after > 0 and _is_given_name(run[place:after]):
            return start + place
        place = after + 1
    return -1


def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    return (
        (_titled(), "titled"),
        (_with_initial(), "initial"),
        (_bare_initial(), "given"),
        (_in_a_role(), "role"),
        (_full(), "full"),
        (_given(), "given"),
    )


_OFFICES = frozenset(
    "dr prof professor minister president senator sir dame rev captain chief judge coach chef sgt dra pr "
    "dott dottoressa dottor officer nurse".split()
)


def _is_given_name(word: str) -> bool:
    plain = "".join(c for c in normalize("NFKD", word.lower()) if c.isalpha() and c.isascii())
    return plain in GIVEN_NAMES


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(
        r"\b(?P<title>Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev|Captain|Chief|Judge|Coach|Chef|Officer|Nurse|Minister|"
        r"President|Senator|Herrn?|Frau|Mme|Mlle|Monsieur|Madame|M(?=\.)|Señora?|Sra?|Srta|Do[nñ]a|Dra|Pr|"
        r"[Ss]ig\.ra|[Ss]ig|[Ss]ignora?|Dott|Dottoressa|Dottor|[Dd]hr|[Mm]evr|[Mm]evrouw|[Mm]eneer)\.? "
        rf"(?:{_PARTICLE}(?:[{_UP}]\.|{_WORD})(?: {_PARTICLE}{_WORD}){{0,3}})"
    )


@cache
def _with_initial() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w@#])(?:(?P<first>{_WORD}) {_PARTICLE}[{_UP}]\.(?: ?[{_UP}]\.)?(?=[\s,()]|$)"
        rf"|[{_UP}]\. {_WORD}(?![\w]))"
    )


@cache
def _bare_initial() -> re.Pattern[str]:
    """A given name and a letter without its full stop: Kieran D, Lily T."""
    return re.compile(rf"(?<![\w@#])(?P<first>{_WORD}) [B-HJ-Z](?=[ ,()])")


@cache
def _in_a_role() -> re.Pattern[str]:
    """Any name behind what somebody is to the account: our patient Bia, tenant Jory, little Oskar."""
    return re.compile(
        r"\b(?:patient|client|customer|pupil|student|tenant|resident|guest|member|regular|neighbour|colleague|driver|starter|"
        r"mum|mom|dad|little|young|old|dishwasher|waiter|waitress|cook|cleaner|cashier|intern|bookkeeper|porter|caretaker|lad|girl|"
        r"Köchin|Koch|Azubi|Hausmeister|Kellnerin|Kellner|serveuse|serveur|stagiaire|apprentie|camarera|camarero|conserje|empregada|"
        r"cameriera|cameriere|bordenwasser|stagiair|barista|apprentice|Patientin|Patient|Kundin|Kunde|Mieterin|Mieter|Schülerin|Schüler|"
        r"Kollegin|Kollege|patiente|cliente|locataire|élève|paciente|clienta|alumna|alumno|inquilina|inquilino|aluna|aluno|dona|doña|"
        r"utente|paziente|alunna|alunno|collega|cliënt|patiënt|huurder|leerling"
        rf"|[Tt]he(?= {_WORD}s (?:are|have|were|at|from|next|in)\b))"
        rf" (?P<first>{_WORD})(?! ?(?:[A-Z]|&))(?![\w@])"
    )


@cache
def _full() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w#])(?P<first>{_WORD})(?: {_PARTICLE}(?:Ó |O'|Mc|Mac)?{_WORD}){{1,3}}")


@cache
def _given() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@#.])(?P<first>{_WORD})(?![\w@])")
