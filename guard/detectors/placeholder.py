r"""placeholder: a gap of the template was never filled.

What it looks for
    Merge fields ({{first_name}}, %CITY%, <INSERT LINK>), square brackets that name what is missing ([date], [INSERT QUOTE]), rows of X,
    underscores or # where a figure belongs (€X.XX, £__, xx:xx), capitals such as DATE TBC or CUSTOMER NAME, dummy tags
    (#hashtag1), and what software writes when a value is missing (undefined, null).

Why
    It shows that nobody looked, and where a figure or an address is missing it can harm: a recall without a batch number,
    a condolence to [FIRST NAME].

Flags
    Visit us on [DATE] at the new shop!
    Dear {{first_name}}, your tulips are here.
    Save €XX on every pair.
    Doors open at xx:xx, tickets at the bar.

Passes
    New album out now [official video]
    Thanks to everyone who came [1/3]
    Size XXL is back in stock.
    Love from all of us, XX

Limits
    A placeholder that is an ordinary word ("ask for Name") is only seen in capitals or brackets.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.text.mention import is_quoted

RULE = Rule(
    code="M501",
    slug="placeholder",
    category="unfinished_draft",
    severity="block",
    summary="A gap of the template was not filled.",
    why="Readers see that nobody looked, and what they needed to know is missing.",
    instead="Put in the real name, date, figure or link, or take the sentence out.",
    offended=("people who needed the missing fact",),
    confidence=0.93,
)
WAKES_ON = ("shape:bracket", "shape:capitals", "shape:hashtag", "shape:mention", "placeholders", "shape:blank")


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield each unfilled gap."""
    for text in post.judged:
        for start, end in _gaps(text):
            if not is_quoted(text, start, end):
                yield hit(RULE, text, start, end)
        for match in text.matches("placeholders"):
            yield hit(RULE, text, match.start, match.end)


def _gaps(text: Text) -> Iterator[tuple[int, int]]:
    raw = text.raw
    if any(sign in raw for sign in "[{<%$"):
        yield from (m.span() for m in _fields().finditer(raw))
        yield from (m.span() for m in _square().finditer(raw) if _names_a_gap(m[1]))
    yield from (m.span() for m in _blanks().finditer(raw))
    yield from (m.span() for m in _capitals().finditer(raw))


def _names_a_gap(inside: str) -> bool:
    """Say whether the text in square brackets names what should stand there."""
    words = re.findall(r"[^\W\d_]+", inside.lower())
    if not words or words[0] in _FRAMES:
        return False
    if not {"tbc", "tbd", "tk"}.isdisjoint(words):
        return True
    return words[0] in _VERBS or (len(words) <= MOST_WORDS and bool(_NAMES & set(words))) or (inside.isupper() and bool(_NAMES & set(words)))


MOST_WORDS = 5
_FRAMES = frozenset("video photo thread ad sic official live update link_in_bio pic audio".split())
_VERBS = frozenset(
    "insert add enter todo tbc tbd paste replace fill personalise personalize einsetzen einfügen insérer insertar inserir inserire invoegen hier xx xxx".split()
)
_NAMES = frozenset(
    "name names date day time venue city town number link url quote title price amount company client customer target store street address "
    "region country countries product brand handle ambassador location percent percentage stat figure testimonial topic hashtag industry weeks company's "
    "datum ort stadt zahl preis kunde produkt titel zitat straße uhrzeit nom lieu ville prix montant lien titre heure citation "
    "nombre fecha lugar ciudad precio enlace título cifra nome luogo città prezzo data ora cognome link_qui local preço cidade naam plaats prijs aantal stad".split()
)


@cache
def _fields() -> re.Pattern[str]:
    """Merge fields of mail and template programs."""
    return re.compile(
        r"\{\{[^{}\n]{1,80}\}\}|\$\{[^{}\n]{1,60}\}|\{[A-Za-z][A-Za-z0-9]{0,30}(?:[_ .][A-Za-z0-9]{1,30}){0,4}\}"
        r"|%[A-Z][A-Z_]{2,40}%|%%[A-Za-z_]{2,40}%%|<<[^<>\n]{1,80}>>|\*\|[A-Z_:]{2,40}\|\*"
        r"|<(?:[Ii]nsert|INSERT|[Aa]dd|[Yy]our|[Nn]ame|[Dd]ate|[Ll]ink|[Rr]eader|[Ee]nter|[Cc]ustomer|[Cc]ity|[Tt]ime|[Vv]enue)\b[^<>\n]{0,80}>|<[A-Z][A-Z _-]{2,40}>",
    )


@cache
def _square() -> re.Pattern[str]:
    return re.compile(r"\[([^\[\]\n]{1,120})\]")


@cache
def _blanks() -> re.Pattern[str]:
    """Rows of X, underscores, question marks or # where a figure, a time or a name belongs."""
    return re.compile(
        r"[£€$] ?(?:_{2,}|[Xx]{1,6}[.,][Xx]{2,4}|X{2,8}\b|#{2,})|\bX{1,4}[.,]X{2,4}\b|\bX{2,4} ?(?:%|m²|pounds|euros?|dollars|days|weeks|months|years|people|Uhr|jours|días|sessões|minutes)"
        r"|\b[Xx]{2}:[Xx]{2}\b|\bhh:mm\b|\bX{2}\.X{2}\b|\b(?:the|el|le|den|am|il|dia|op) X{2}\b|(?<![\w_])_{3,}(?![\w_])|(?<!#)#{4,}(?!#)|\bXXXX+(?:-[XY]{4,})?\b"
        r"|\b[A-ZÄÖÜ]{3,20}\?\?|\b[A-Z][a-z]{2,20} \?\?\?|\w \(\?{1,3}\)|\bN (?:projects|people|countries|jobs|members|years|days|hours|places)\b|\bxx (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|#(?:hashtag|brandhashtag|campaignhashtag\w{0,12}|brandname)\d?\b|@(?:sponsor|brand|handle|partner|name)\d\b"
    )


@cache
def _capitals() -> re.Pattern[str]:
    """Words in capitals that name a gap."""
    nouns = "NAME|DATE|TIME|VENUE|PLACE|PRICE|LINK|URL|QUOTE|NUMBER|LOCATION|TITLE|CITY|STREET|DAY|AMOUNT|GUEST|AUTHOR|SPEAKER|MANAGER"
    foreign = "DATUM|ORT|PREIS|ZITAT|JAHRGANG|NOM|LIEU|PRIX|CITATION|NOMBRE|FECHA|PRECIO|NOME|ÁREA|PREZZO|AUTORE|LOJAS|NAAM|PRIJS|TEKST|MENÙ"
    return re.compile(
        rf"\b(?:{nouns}|{foreign}) (?:TBC|TBD|TBA|TK|HERE|COMPLETO|COMPLETE|A CONFIRMAR|DA CONFERMARE|DA DEFINIRE|À COMPLÉTER|EINFÜGEN|EINSETZEN|FOLGT|INVULLEN|VOLGT)\b"
        r"|\b(?:FIRST|LAST|CUSTOMER|CLIENT|BRANCH|WARD|STORE|SHOP|COMPANY|PRODUCT|BRAND|CITY|TEAM|DOG|CAT|FULL) ?(?:NAME|MANAGER NAME)\b"
        r"|\b(?:INSERT|ADD|PASTE|ENTER)(?: [A-ZÄÖÜÉ]{2,20}){1,5}\b|\bGOES HERE\b|\bCHANGE ME\b|\bin (?:STREET|CITY|TOWN) (?:at|on)\b|£PRICE\d?\b|\bREF\.(?=\s|$)"
        r"|\bTHIS IS WHERE THE [A-Z ]{3,60} GOES\b|\bQUOTE (?:FROM|BY) [A-Z ]{3,60}\b"
        r"|\b(?:to|at|on|in|with|by|from|about|for|of|the|their|our) (?:NAME|DATE|TIME|DAY|VENUE|CITY|TOWN|STREET|GUEST|PRICE|NUMBER|PLACE|LOCATION|SPEAKER|ARTIST|TITLE|COMPANY|CLIENT|PRODUCT|LINK|QUOTE|TOPIC)\b(?! [A-Z]{2})"
        r"|\bREPLACE[-_ ]?(?:ME|THIS)\b|-REPLACE-|\bTK TK\b|\bTODO\b|\bFIXME\b"
    )
