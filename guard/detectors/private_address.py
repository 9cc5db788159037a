"""private-address: the post tells where a private person lives.

What it looks for
    A street and number right behind a person's name, or beside words such as "lives", "moved to", "nobody's home", in seven languages.
    The addresses of shops, venues and events pass.

Why
    People have been robbed, stalked and found again by those they fled from because somebody posted an address.

Flags
    Sending it now, to J. Whitcombe, 8 Farrier Street, code for the porch 4590
    The meter at 17 Ferris Gardens shows that nobody's been home since the 2nd
    Der weiße Kombi gehört Herrn K. aus der Ringstraße 8

Passes
    Find us at 12 Mill Lane, next to the bakery. Doors at seven.
    Jane Smith reads at the library, 4 Park Street, on Friday.

Limits
    A house without a number, or a street without a usual ending, is not seen unless a postcode stands behind it.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.text.people import people
from guard.text.streets import streets

RULE = Rule(
    code="M426",
    slug="private-address",
    category="personal_data",
    severity="block",
    summary="This tells where a private person lives.",
    why="Strangers can go there. For people who hide from somebody it is a danger.",
    instead="Take the address out. A town, or no place at all, says enough.",
    offended=("the people who live there",),
    confidence=0.85,
)
WAKES_ON = ("shape:street", "shape:postcode", "street_words")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every address that belongs to a person."""
    for text in post.judged:
        found = streets(text.raw, text.folded.text, text.held)
        named = text.has("street_words")
        coded = "postcode" in post.shapes
        if not (found or named or coded) or text.has("missing_person"):
            continue
        for start, end in _blocks(text) if coded else ():
            yield hit(RULE, text, start, end)
        for start, end in found:
            if _lived_in(text, start, end):
                yield hit(RULE, text, start, end)
        if named and not text.has("consent"):
            yield from _without_number(text)


def _blocks(text: Text) -> Iterator[tuple[int, int]]:
    """A name with an address line and a postcode behind it, as on an envelope."""
    for found in _envelope().finditer(text.raw):
        if not _host().search(text.raw[max(0, found.start() - 30) : found.start()]):
            yield found.span()


def _without_number(text: Text) -> Iterator[Hit]:
    """A person with a title or an initial, and the street alone: neighbours know the door."""
    if not _bare_street().search(text.raw):
        return
    for person in people(text.raw):
        if person.kind in {"titled", "initial"} and not person.office:
            bare = _bare_street().match(text.raw, person.end)
            if bare:
                yield hit(RULE, text, person.start, bare.end(), severity="review")


def _lived_in(text: Text, start: int, end: int) -> bool:
    if _resident().search(text.raw[max(0, start - 40) : start]) or _empty().match(text.raw[end : end + 60]):
        return True
    if _stranger().search(text.raw[max(0, start - 50) : start]):
        return True
    for person in people(text.raw):
        between = text.raw[person.end : start] if person.end <= start else "x" * 99
        if not person.office and len(between) <= 24 and _joins().fullmatch(between):
            return True
    return False


@cache
def _envelope() -> re.Pattern[str]:
    name = r"(?:(?:Dear|An|To|for|to|says|for:) )?(?:(?:Dr|Mrs?|Ms|Miss|Frau|Herr|Mme) )?[A-ZÀ-Þ][\w'’-]{1,20}(?: [A-ZÀ-Þ][\w'’-]{1,20}){0,2}"
    line = r"(?:\d{1,4}[a-z]? [A-ZÀ-Þ][\w '’-]{2,30}|[A-ZÀ-Þ][\w .'’-]{2,30} \d{1,4}[a-z]?)"
    code = r"(?:[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}|\d{4} ?[A-Z]{2}|\d{5})\b"
    return re.compile(
        rf"(?:Dear|An|[Tt]ag says|addressed to|[Dd]elivered to) {name},\s{line},\s{code}|(?:Dr|Mrs?|Ms|Miss|Frau|Herr|Mme) [A-ZÀ-Þ][\w'’-]{{1,20}} \([^()\n]{{2,40}}{code}"
        rf"|{name}, Flat \d{{1,3}}[a-z]?, \d{{1,4}}[a-z]? [A-ZÀ-Þ]\w{{2,20}}"
    )


@cache
def _host() -> re.Pattern[str]:
    """Words that invite readers to the address, so that it is public."""
    return re.compile(
        r"\b(?:at|visit|find|join|contact|write to|register with|c/o|book with|call)\b[^.!?\n]{0,20}$", re.IGNORECASE
    )


@cache
def _stranger() -> re.Pattern[str]:
    """Two capitalised words and "of": somebody of that address, whatever the name."""
    return re.compile(r"[A-ZÀ-Þ][\w'’-]{1,20} [A-ZÀ-Þ][\w'’-]{1,20},? of $|\b[Bb]elongs to [^.!?\n]{2,30}$")


@cache
def _bare_street() -> re.Pattern[str]:
    """A street without a number behind "of" or "from"."""
    return re.compile(
        r",? (?:of|from|in|aus der|de la|de|della|da|uit de) (?:[A-ZÀ-Þ][\w'’-]{1,20} ){1,2}"
        r"(?:Street|Road|Lane|Avenue|Close|Drive|Court|Walk|Gardens|Terrace|Mews|Crescent|Row|Grove|Estate|estate|flats)\b"
        r"|,? (?:aus der|uit de) [A-ZÀ-Þ]\w{2,20}(?:straße|strasse|gasse|allee|straat|laan|gracht)\b"
        r"|,? (?:de la|della|da) (?:rue|via|rua) [A-ZÀ-Þ][\w-]{2,20}"
    )


@cache
def _joins() -> re.Pattern[str]:
    """What may stand between a name and that person's address: "of", a comma, an age, "aus der"."""
    return re.compile(
        r"(?:,? ?\(?\d{1,2}\)?(?: (?:anni|ans|años|anos|Jahre|jaar))?)?(?:, | \(| of | from | in | aus der | aus dem | uit de | uit | de la | de l'| del | da |, de la |, au |, della |, in | abita in | of no\. ?| zu ){1,2}"
    )


@cache
def _resident() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:lives?|living|lived|home|house|flat|moved to|address(?: is)?|delivered to|door of|pick-?up at|meter at|tenants? (?:at|of|in)|wohnt|wohnhaft|habite|vit|vive|vivono|abita|mora|moram|woont|"
        r"famille \w{2,20},?|familia \w{2,20},?|famiglia \w{2,20},?|família \w{2,20},?|familie \w{2,20},?|family at|maleta va a(?: la)?)(?: \w{1,12}){0,4}[ ,:]{1,2}$",
        re.IGNORECASE,
    )


@cache
def _empty() -> re.Pattern[str]:
    return re.compile(
        r"[^.!?\n]{0,20}\b(?:nobody|no one|empty|away|on holiday|unoccupied|key (?:is )?under|spare key|no alarm|door is open)\b",
        re.IGNORECASE,
    )
