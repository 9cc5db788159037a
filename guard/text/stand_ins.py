"""Tell the stand-ins that people write where a part of an address is still missing: a host, a path, a campaign tag."""

import re
from functools import cache

from guard.text.links import Address

_EXAMPLES = frozenset(
    "example.com example.org example.net domain.com website.com test.com placeholder.com beispiel.de ejemplo.com "
    "exemple.fr esempio.it voorbeeld.nl mustermann.de musterfirma.de".split()
)
_YOUR = tuple("your deine dein ihre ihr meine votre mon tu su mi sua seu tuo tua jouw uw".split())
_OURS = frozenset(
    "company companyname brand brandname domain domainname site sitename website business businessname shopname "
    "storename organisation organization orgname url link page firma firmenname "
    "unternehmen marke markenname seite webseite entreprise marque domaine nomdomaine empresa marca dominio sitio "
    "negocio sitioweb nombre azienda sito marchio bedrijf bedrijfsnaam domein merk websitenaam".split()
)
_NAMES = frozenset(
    "brandname companyname domainname yourdomain sitename businessname shopname firmenname markenname firmaname "
    "nombreempresa nomdedomaine nomedominio nomeazienda bedrijfsnaam merknaam domeinnaam placeholder".split()
)
_THINGS = frozenset(
    "page link url slug handle username domain campaign post title name product event code landingpage seite "
    "artikel kampagne produkt lien produit evenement enlace pagina producto evento liga produto collegamento "
    "prodotto pad video file image ticket".split()
)
_POSSESSIVE = frozenset("your dein deine ihr ihre votre tu su seu sua tuo tua jouw uw".split())
_YOUR_THINGS = frozenset(
    "page link url slug handle username domain campaign landingpage seite lien enlace pagina".split()
)
_TO_DO = frozenset(
    "insert add put enter einfuegen einsetzen inserer insertar inserir inserire invoegen ajouter".split()
)
_HERE = frozenset("here hier ici aqui qui goes".split())
_LATER = frozenset("tbc tbd tba todo slug permalink platzhalter placeholder changeme foobar asdf".split())
_TAGS = frozenset("utm_source utm_medium utm_campaign".split())
_NO_VALUES = frozenset(
    "campaign campaign_name campaignname campaign-name kampagne kampagnenname source medium name insert tbc tbd "
    "tba todo xx nome_campanha nombre_campana nom_campagne nomecampagna campagnenaam".split()
)


def unfinished(address: Address) -> bool:
    """Say whether a part of ``address`` is a stand-in that somebody forgot to fill."""
    if address.host.removeprefix("www.") in _EXAMPLES or _host_to_fill(address.site.split(".")[0]):
        return True
    rest = address.text[address.text.find(address.shown) + len(address.shown) :] if address.shown else ""
    if not rest:
        return False
    if _stand_in().search(rest) or _demo().search(address.host + rest):
        return True
    return any(map(_to_fill, address.path.split("/"))) or _empty_tag(address)


def _host_to_fill(name: str) -> bool:
    """A name such as ``yourcompany``, ``ihre-firma``, ``brandname``."""
    plain = name.replace("-", "")
    if plain in _NAMES:
        return True
    return any(plain.startswith(word) and plain[len(word) :] in _OURS for word in _YOUR)


def _to_fill(segment: str) -> bool:
    """A piece of a path that speaks about what should stand there: ``xx-xx``, ``your-page-here``, ``insert-slug``."""
    words = _cut().split(segment.lower())
    first, last = words[0], words[-1]
    if first in _LATER or last in _LATER:
        return True
    if len(words) == 1:
        return False
    if not set(segment.lower()) - set("x-_") and "x" in segment.lower():
        return True
    if first in _TO_DO:
        return words[1] in _THINGS or words[1] in _POSSESSIVE or words[1] in {"here", "the"}
    if last in _HERE and len(words) <= 4:
        return first in _POSSESSIVE or words[-2] in _THINGS
    return first in _POSSESSIVE and len(words) == 2 and words[1] in _YOUR_THINGS


def _empty_tag(address: Address) -> bool:
    """A campaign tag without a value, or with the name of the value."""
    if "utm_" not in address.query:
        return False
    return any(name in _TAGS and (not value or value.lower() in _NO_VALUES) for name, value in address.parameters)


@cache
def _cut() -> re.Pattern[str]:
    return re.compile(r"[-_.+]")


@cache
def _stand_in() -> re.Pattern[str]:
    return re.compile(
        r"/(?:undefined|null|NaN|None|nan)(?:/|$)|=(?:undefined|null|NaN|None)(?:&|$)|\[object|\*\|[A-Z_]{2,20}\|\*|x{4,}|X{3,}|_{3,}"
        r"|%7[Bb]|\{\{|\{[A-Za-z_. ]{2,30}\}|\[[A-Za-z_ ]{2,30}\]|<[a-z_]{2,30}>|[$#]\{|%%[A-Za-z_]{2,20}"
        r"|%5B[A-Za-z_ ]{2,30}%5D(?:/|&|$)|/:[a-z]{2,20}(?:/|$)"
        r"|\b(?:TODO|TBD|TBC|TBA|REPLACE|INSERT|CHANGEME|PLACEHOLDER|FIXME)\b"
        r"|REPLACE[-_]?ME|\b(?:todo|tbd|placeholder|changeme|lorem-ipsum|link-here|insert-link|your-link|link-hier|url-here)\b"
    )


@cache
def _demo() -> re.Pattern[str]:
    return re.compile(r"(?:test|demo|sample)[a-z]{0,10}-?(?:demo|test|sample|qr)|/sample-?\d{0,6}$", re.IGNORECASE)
