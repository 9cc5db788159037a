"""Street addresses in seven languages: a number and a street's name, in the order of each country."""

import re
from collections.abc import Collection
from functools import cache

from guard.text.street_words import ENGLISH_WORDS, OTHER_ENDINGS, OTHER_WORDS

_NAME = r"[A-ZÀ-Þ][\w'’-]{1,24}"
_NUMBER = r"\d{1,4}[a-z]?\b"
_ENGLISH = (
    "Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Close|Drive|Dr|Court|Walk|Gardens?|Terrace|Mews|Crescent|Place|Way|Row|Hill|"
    "Square|Grove|Park|Boulevard|Blvd|Rise|Green|Quay|View|Parade|Villas?|Cottages?|Buildings|Wharf|Yard|Vale|Parkway|"
    "Circle|Gate|Heights|Meadows?|Esplanade|Fold|Path"
)
_FRENCH = "rue|avenue|boulevard|chemin|allée|place|impasse|quai|Sráid"
_ROMANCE = r"calle|avenida|avda\.?|paseo|rua|travessa|alameda|via|viale|corso|vicolo"


@cache
def english() -> re.Pattern[str]:
    """``14 Fennel Close``."""
    return re.compile(rf"\b\d{{1,4}}[a-zA-Z]?,? (?:{_NAME} ){{1,3}}(?:{_ENGLISH})\b")


@cache
def continental() -> re.Pattern[str]:
    """``Ringstraße 8``, ``12 rue des Tilleuls``, ``calle Mayor 4``, ``via dei Mille 33``, ``Kerkstraat 88``."""
    return re.compile(
        rf"\b{_NAME}(?:straße|strasse|str\.|gasse|allee|platz|ring|damm|ufer) {_NUMBER}"
        rf"|\b(?:Am|An der|Auf dem|Im) {_NAME} {_NUMBER}"
        rf"|\b\d{{1,4}}(?: bis| ter)?,? (?:{_FRENCH}) (?:(?:de|des|du|de la|de l'|la|le) ?){{0,2}}{_NAME}"
        rf"(?: {_NAME}){{0,3}}"
        rf"|\b(?:{_ROMANCE}) (?:(?:de|del|dei|degli|della|da|das|do|dos|los|las|la) ){{0,2}}{_NAME}"
        rf"(?: (?:de )?{_NAME}){{0,3}},? (?:n\.?º? ?)?\d{{1,4}}\b"
        rf"|\b{_NAME}(?:straat|weg|laan|gracht|plein|kade|dijk|steeg|singel) {_NUMBER}"
    )


def streets(raw: str, folded: str, words: Collection[str]) -> list[tuple[int, int]]:
    """The places of street addresses; a quick look at the words decides which patterns are worth a try."""
    found = []
    if not ENGLISH_WORDS.isdisjoint(words):
        found += [match.span() for match in english().finditer(raw)]
    if not OTHER_WORDS.isdisjoint(words) or any(ending in folded for ending in OTHER_ENDINGS):
        found += [match.span() for match in continental().finditer(raw)]
    return found
