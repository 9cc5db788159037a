"""Find what went wrong around an address that is well formed: text glued to it, a torn line, an error page copied."""

import re
from functools import cache

from guard.text.links import Address

_ERROR_PAGES = frozenset(
    "expired link-expired session-expired 404 404.html 404.php not-found notfound page-not-found error-404 "
    "suspended suspendedpage.cgi access-denied unauthorized abgelaufen nicht-gefunden seite-nicht-gefunden "
    "introuvable expire page-introuvable no-encontrada pagina-no-encontrada nao-encontrada non-trovata pagina- "
    "non-trovata niet-gevonden".split()
)


def slip(raw: str, address: Address) -> str:
    """What is wrong with ``address`` where it stands in ``raw``, as a sentence; else an empty string."""
    if raw[address.start - 2 : address.start] == "](" and ")" not in raw[address.end - 1 :]:
        return "The bracket behind this address never closes: a part of it is missing."
    return _in_the_path(raw, address) if address.path else ""


def _in_the_path(raw: str, address: Address) -> str:
    if _torn_line().match(raw, address.end) and (raw[address.end] == "-" or address.path.endswith("/")):
        return "A line break tears this address apart."
    if _run_on().search(address.path) or (not raw.isascii() and _emoji().search(address.path)):
        return "The text after this address is glued to it."
    if _ERROR_PAGES.intersection(address.path.lower().split("/")):
        return "This is the address of an error page."
    twice = "%25" in address.path and _twice_encoded().search(address.path)
    return "The special letters in this address were turned into code twice." if twice else ""


@cache
def _torn_line() -> re.Pattern[str]:
    """A hyphen and a line end with more of the path behind; or a line end and something that can only be a path."""
    return re.compile(r"-\n[a-z0-9]|\n[a-z0-9][\w.-]{2,60}/[\w/-]|\n[a-z0-9][\w-]{2,60}\.(?:html?|php|pdf)\b")


@cache
def _run_on() -> re.Pattern[str]:
    """A path in small letters that ends in a word with which sentences begin."""
    return re.compile(
        r"/[a-z0-9-]{3,60}\.?(?:Bitte|Danke|Jetzt|Hier|Oder|Please|Thanks|Thank|Book|Come|Join|Doors|There|This|Then|Free|Only|"
        r"Merci|Nous|Vous|Avec|Pour|Gracias|Hasta|Para|Obrigad[oa]|Grazie|Entro|Alleen|Graag|Kom)$"
    )


@cache
def _emoji() -> re.Pattern[str]:
    """A picture in the path with letters behind it."""
    return re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?[A-Za-zÀ-ÿ]{2}")


@cache
def _twice_encoded() -> re.Pattern[str]:
    return re.compile(r"%25[0-9A-Fa-f]{2}")
