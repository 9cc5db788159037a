"""What an unfilled gap looks like: merge fields, brackets that name what is missing, rows of X, dummy figures and names."""

import re
from collections.abc import Callable
from functools import cache

from guard.detectors._values import (
    MONTHS,
    UNITS,
    described_signs,
    dummies,
    dummy_tags,
    empty_times,
    exported,
    formats,
    missing_values,
)
from guard.model import Severity
from guard.view import Text

MOST_WORDS = 5
"""Words of a bracket that only names a gap ("surname of the speaker")."""

_FRAMES = frozenset(
    "video photo thread ad sic official live update link_in_bio pic audio image service alert breaking".split()
)
_VERBS = frozenset(
    "insert add enter todo tbc tbd tk paste replace fill personalise personalize customise customize choose select delete pick include mention describe "
    "einsetzen einfügen ergänzen insérer ajouter compléter insertar añadir inserir adicionar inserire aggiungere invoegen invullen hier xx xxx your".split()
)
SURE_NAMES = frozenset(
    "name names date number url venue percentage surname firstname lastname price amount quote handle datum uhrzeit nom prénom lieu prix montant citation "
    "nombre fecha lugar precio apellido cifra nome luogo prezzo cognome preço naam plaats prijs aantal".split()
)
"""Words that no joke puts in brackets."""
_NAMES = SURE_NAMES | frozenset(
    "day time city town link title company client customer target store street address region country countries product brand "
    "ambassador location percent stat figure testimonial topic hashtag hashtags industry weeks company's month year season event speaker "
    "guest artist author genre adjective noun verb emoji emojis competitor department position job role manager team school hospital shop branch "
    "phone email website image photo logo signature organisation organization charity sponsor partner partners sponsors duration length size colour color "
    "hours minutes days years people figures data source statistic stats benefit feature discount code currency region's town's "
    "ort stadt zahl preis kunde produkt titel zitat straße tag monat firma thema ansprechpartner telefonnummer link_hier autor marke jahr vorname nachname "
    "ville titre heure jour mois produit entreprise client marque chiffre nombre_de rue année adresse thème auteur "
    "ciudad enlace título hora día mes producto empresa cliente marca calle año dirección tema autor "
    "città data ora giorno mese prodotto azienda cliente marchio via anno indirizzo tema autore link_qui "
    "local cidade dia mês produto rua ano endereço "
    "stad tijd dag maand klant bedrijf merk straat jaar adres onderwerp spreker".split()
)
_SLOT_WORDS = frozenset(
    "autorin referentin künstlerin kundin partenaire partenaires intervenant intervenante invité invitée specific relevant reviewer reviewers detail details autora autoras autrice ponente ospite invitado invitada convidado convidada gast titulo subject recipient "
    "adresse ansprechpartnerin kundin kundenname produktname nomeprodotto client's customer's reviewer's speaker's".split()
)
"""Words that describe what belongs in a slot."""
_FILLERS = frozenset("tbc tbd tk tba todo placeholder xx xxx xyz lorem".split())


def names_a_gap(inside: str) -> bool:
    """Say whether the text in square brackets names what should stand there, or leaves a choice open."""
    stripped = inside.strip()
    words = re.findall(r"[^\W\d_]+", stripped.lower().replace("_", " "))
    if not words and not any(map(str.isdigit, stripped)):
        return not stripped or set(stripped) <= set("_-?xX*#")
    if words and words[0] in _FRAMES:
        return False
    if not _FILLERS.isdisjoint(words) or (words and words[0] in _VERBS):
        return True
    if bool((_NAMES | _SLOT_WORDS) & set(words)) and (len(words) <= MOST_WORDS or stripped.isupper()):
        return True
    if re.match(r"\d[\d.,]{0,6} ?(?:or|oder|ou) ?\d", stripped):
        return True
    return len(words) <= 2 * MOST_WORDS and (stripped.endswith("?") or (" / " in stripped and len(words) > 1))


@cache
def fields() -> re.Pattern[str]:
    """Merge fields of mail and template programs, and their conditions."""
    return re.compile(
        r"\{\{[^{}\n]{1,80}\}\}|\{%[^{}\n]{1,80}%\}|\$\{[^{}\n]{1,60}\}|\{[A-Za-z][A-Za-z0-9]{0,30}(?:[_ .][A-Za-z0-9]{1,30}){0,4}\}"
        r"|%[A-Z][A-Z_]{2,40}%|%%[A-Za-z_]{2,40}%%|<<[^<>\n]{1,80}>>|\*\|[A-Z_:0-9]{2,40}\|\*|(?<![\w$])\$[a-z]{3,20}(?:_[a-z]{2,20})?\b(?![\w$])"
        r"|\{\w{1,30}, ?(?:plural|select|number|date|time),?|\{[^{}|\n]{1,40}(?:\|[^{}|\n]{1,40}){1,6}\}|\{\d{1,2}\}|(?<![\d%])%(?:\d\$)?[sd]\b"
        r"|<(?:[Ii]nsert|INSERT|[Aa]dd|[Yy]our|[Nn]ame|[Dd]ate|[Ll]ink|[Rr]eader|[Ee]nter|[Cc]ustomer|[Cc]ity|[Tt]ime|[Vv]enue)\b[^<>\n]{0,80}>|<[A-Z][A-Z0-9 _-]{2,40}>|<[a-z0-9][^<>\n/@]{2,60}[a-z0-9?]>"
        r"|&(?:nbsp|amp|quot|#\d{2,4}|lt|gt);|</?(?:p|br|b|strong|em|div|span|h[1-6]|li|ul|i|u)(?: [^<>\n]{0,60})?/?>"
        r"|\((?:name|names|surname|date|time|venue|number|link|price|amount|quote|city|town|handle|url|insert [^()\n]{2,40}|add [a-z]{3,12} here|tbc|tbd|xx+)\)"
        r"|\(\s{0,3}\) (?:off|%|€|£|people|years)"
    )


@cache
def in_its_place() -> re.Pattern[str]:
    """Square brackets behind a small word that asks for a name: ``of [AUTHOR]``, ``thanks to [Partner]``."""
    return re.compile(
        r"\b(?:of|by|with|to|from|at|for|mentioning|thank you|thanks|von|mit|bei|für|an|dank|à|de|par|avec|chez|con|por|para|da|di|com|van|door|met|bij) "
        r"(\[(?!(?:sic|redacted|expletive|deleted|our|the|my|his|her|their|its|this|that|us|them|him|it|me|you|ed)\b)[A-Za-zÀ-ÿ][\w' /-]{2,30}\])(?!\()"
    )


@cache
def square() -> re.Pattern[str]:
    """A pair of square brackets and what stands in it."""
    return re.compile(r"(?<!\w)\[([^\[\]\n]{0,120})\](?!\()")


@cache
def unknown_figures() -> re.Pattern[str]:
    """X, XX or xx where a figure, an address or a name belongs."""
    return re.compile(
        r"[£€$] ?(?:[Xx]{1,6}[.,][Xx]{1,4}|[Xx]{2,8}\b(?!\w)|X\b(?![-/]))|[Xx]{2,6}(?:[.,][Xx]{2,4})? ?€"
        rf"|\bX{{1,4}}[.,]X{{2,4}}\b|(?<![-\w.])X{{1,4}} ?(?:{UNITS})(?![\w-])|(?<!\w)[Xx]{{2,4}} ?(?:{UNITS})(?!\w)|\bX out of \d|\d out of X\b|\b\d{{1,2}}[xX]{{2,}}\b"
        r"|\b[Xx]{2}:[Xx]{2}\b|\bX{2}\.X{2}\b|\bXXXX+(?:-[XY]{4,})?\b|\b[Xx]{2,4}[./-][Xx]{2,4}[./-](?:[Xx]{2,4}|20\d\d)"
        r"|\b(?:the|el|le|den|am|il|dia|op|du|au|on|by|from|at|to|vom|zum|um|ab) [Xx]{2,3}(?=[\s.,!]|$)(?! (?:large|cup|s\b))"
        r"|\b(?:Dr|Prof|Mr|Mrs|Ms|Frau|Herr|Herrn|Mme|M|Sra?|Sig|Cllr|Rev)\.? [Xx]{2,4}\b|\b[Xx]{2,4} (?:Street|Road|High Street|Avenue|Lane)\b"
        rf"|(?<!\w)(?:xx|XX) {MONTHS}\b"
    )


@cache
def lines_to_fill() -> re.Pattern[str]:
    """Underscores, # or full stops to be written on, and empty brackets."""
    return re.compile(
        r"(?<=[\w.:£€$(] )_{3,}(?![\w_\\|])|(?<=[£€$])_{2,}|[£€$] _{2,}|(?<![\w_/\\| ])_{3,}(?= [a-zà-ÿ]{2})|(?<!#)#{4,}(?!#)|[£€$] ?#{2,}|€€[.,]€€"
        rf"|(?<![.\w])\.{{7,}}(?= [a-z])|\[ {{1,4}}\]|(?<!\w)__ {MONTHS}\b|(?<![-\w.])N{{1,4}} (?:{UNITS})(?![\w-])"
        r"|\b(?:at|on|by|in|of|ext\.?|no\.?|No\.?|number|room|Raum|Saal|bus|line) #{1,3}(?=[\s.,])"
    )


@cache
def open_questions() -> re.Pattern[str]:
    """Question marks where an answer belongs."""
    return re.compile(
        r"\b[A-ZÄÖÜ]{4,20}\?\?(?!\?|!)(?=[^A-Z\n]{0,6}[a-z]|\s*$)|\b[A-Z][a-z]{2,20} \?\?\?|\w \(\?{1,3}\)|[£€$] ?\?{2,}"
        r"|(?<![\w?])\?\?+ ?(?:%|€|£|\$|euros?\b|Uhr\b|Prozent\b|h\b)|\b\d{1,2}[:.]\d{2}(?: ?(?:or|oder|ou|o|of|/|–|-))? ?\d{1,2}[:.]\d{2} ?\?\?"
        r"|\b(?:at|um|à|alle|alle ore|a las|às|om|on|am|le|el|from|for|by|in|with) \?\?+|\b\?\?\.\?\?\."
        r"|\b(?:at|from|until|till|to|um|ab|bis|à|alle|om|a las|às|für|for|on|am|in) \?(?=[\s,.]|$)"
        r"|\([^()\n]{0,30}(?:\bor\b|\boder\b|\bou\b|\bof\b|/)[^()\n]{1,30}\?{1,3}\)|\(\d{1,4}[^()\n]{0,12}\?{1,3}\)"
    )


@cache
def capitals() -> re.Pattern[str]:
    """Words in capitals that name a gap."""
    nouns = "NAME|DATE|TIME|VENUE|PLACE|PRICE|LINK|URL|QUOTE|NUMBER|LOCATION|TITLE|CITY|STREET|DAY|AMOUNT|GUEST|AUTHOR|SPEAKER|MANAGER|CODE|IMAGE|PHOTO|TEXT|COPY"
    foreign = "DATUM|ORT|PREIS|ZITAT|JAHRGANG|NOM|LIEU|PRIX|CITATION|NOMBRE|FECHA|PRECIO|NOME|ÁREA|PREZZO|AUTORE|LOJAS|NAAM|PRIJS|TEKST|MENÙ|HORA|LUGAR|HEURE|UHRZEIT|ORARIO|TIJD|PLAATS"
    states = (
        "TBC|TBD|TBA|TK|HERE|COMPLETO|COMPLETE|A CONFIRMAR|DA CONFERMARE|DA DEFINIRE|À COMPLÉTER|À CONFIRMER|POR CONFIRMAR|EINFÜGEN|EINSETZEN|ERGÄNZEN|FOLGT|INVULLEN|VOLGT|"
        "MISSING|PENDING|TO COME|TO FOLLOW|NEEDED|GOES HERE"
    )
    sooner = "NAME|DATE|TIME|DAY|VENUE|CITY|TOWN|STREET|GUEST|PRICE|NUMBER|PLACE|LOCATION|SPEAKER|ARTIST|TITLE|COMPANY|CLIENT|PRODUCT|LINK|QUOTE|TOPIC|AMOUNT|CODE|MONTH|YEAR"
    return re.compile(
        rf"\b(?:{nouns}|{foreign}) (?:{states})\b"
        r"|\b(?:FIRST|LAST|CUSTOMER|CLIENT|BRANCH|WARD|STORE|SHOP|COMPANY|PRODUCT|BRAND|CITY|TEAM|DOG|CAT|FULL|SPEAKER|EVENT|ARTIST|SPONSOR|PARTNER|VENUE|SCHOOL|GUEST) ?(?:NAME|MANAGER NAME)\b"
        r"|\b(?:INSERT|PASTE|ENTER|TRANSLATE)(?: [A-ZÄÖÜÉ]{2,20}){1,5}\b|\bADD(?: [A-ZÄÖÜÉ]{2,20}){0,3} (?:LINK|PHOTO|PIC|IMAGE|QUOTE|NAME|NAMES|DATE|PRICE|HASHTAGS?|LOGO|TEXT|STAT|HERE|TAGS?)\b"
        r"|\bGOES HERE\b|\bCHANGE ME\b|\bin (?:STREET|CITY|TOWN) (?:at|on)\b|£PRICE\d?\b|\bREF\.(?=\s|$)|\b(?:CODE|NAME|LINK|TEXT|URL|LOGO)HERE\b|/NAME\b"
        r"|\bTHIS IS WHERE THE [A-Z ]{3,60} GOES\b|\bQUOTE (?:FROM|BY) [A-Z ]{3,60}\b|>> ?(?:LINK|URL)\b|\b(?:YOUR|OUR) (?:NAME|LOGO|COMPANY|TEXT|BRAND|CITY|LINK) (?:HERE)\b"
        rf"|\b(?:to|at|on|in|with|by|from|about|for|of|the|their|our|meet|Meet|Join|join|Dear|Hello|Hi|is|use code|code|and) (?:{sooner})\b(?! [A-Z]{{2}})"
        r"|\bREPLACE[-_ ]?(?:ME|THIS)\b|-REPLACE-|\bTK TK\b|(?<!// )(?<!:)\bTODO\b(?!:? (?:nothing|comments|list|for))|\bFIXME\b"
        r"|\b(?:Credit|credit|CREDIT|Price|Date|Venue|Time|Link|Photo|Title|Speakers?|Preis|Prix|Precio|Prezzo|Prijs|Lieu|Ort)s?:? ?(?:TBC|TBD|TK|XX+|\?\?+)\b"
        r"|\b(?:TBC|tbc|TBD|tbd)\b[^\n]{1,60}\b(?:TBC|tbc|TBD|tbd)\b"
    )


_SUMLESS = tuple(currency + after for currency in "£€$" for after in (" ", ".", ",", "!", "\n"))
"""A currency without a sum behind it."""

GROUPS: tuple[tuple[tuple[str, ...], Callable[[], re.Pattern[str]], Severity], ...] = (
    (("X", "xx"), unknown_figures, "block"),
    (("__", "##", "#.", "# ", "€€", ".......", "[ ", "N "), lines_to_fill, "block"),
    (("??", " ?", "(?", "?)"), open_questions, "block"),
    (
        (
            *(" ,", " .", " ;", ",,", "the of", "t am", "m am", "l am", "t pm", "m pm", "l pm", "at :", " %"),
            *("()", "  ", "( ", '""', "“", "«", "„", " X ", *_SUMLESS),
        ),
        missing_values,
        "review",
    ),
    (("00", "hh:mm"), empty_times, "block"),
    (
        (
            *'#N #R #V #D #B #W #Z #¡ NaN nvalid undefined null [/ =" & "" ,20'.split(),
            *".title .body .cta .text .label .head .button .message .description".split(),
            " 19",
        ),
        exported,
        "block",
    ),
    (("moji", "/280", "/140", "200)", "206)", "200]"), described_signs, "review"),
    (("MM", "TT.", "TT/", "GG/", "HH", "DD"), formats, "block"),
    (
        tuple("#h #b #c #t #T #i #y @@ @s @b @h @p @n @t @a @u @i @c @x @X ashtag TBC TBD laceholder".split()),
        dummy_tags,
        "block",
    ),
    (
        (
            *("0000", "0123", "555", "1234", "123-", "0.00", "0,00", "$$$", "£££", "€€€", " X", "number ", "redit"),
            *("Location ", "Speaker ", "Guest ", "Sponsor ", "Venue ", "Bullet ", "Headline ", "Placeholder "),
            *("@company", "@your", "@domain", "@brand"),
        ),
        dummies,
        "review",
    ),
)
"""The patterns that are searched for, each with signs without which it cannot be found: looking for a sign costs nothing."""

_Group = int


def _by_mark() -> dict[str, tuple[tuple[str, _Group], ...]]:
    """The signs of all groups by their least common character."""
    table: dict[str, list[tuple[str, _Group]]] = {}
    for number, (signs, _, _) in enumerate(GROUPS):
        for sign in signs:
            mark = min(sign, key=lambda c: (c == " ", c.islower(), c.isalnum()))
            table.setdefault(mark, []).append((sign, number))
    return {mark: tuple(signs) for mark, signs in table.items()}


_BY_MARK = _by_mark()
_MARKS = frozenset(_BY_MARK)


def groups_in(raw: str, signs: frozenset[str]) -> list[_Group]:
    """The numbers of the groups of which a text shows a sign; ``signs`` are its characters."""
    ended = f"{raw}\n"
    return sorted({number for mark in signs & _MARKS for sign, number in _BY_MARK[mark] if sign in ended})


def told(text: Text, start: int, end: int) -> bool:
    """Say whether the post speaks about a gap: somebody "said" it, or it stands there as a thing ("the <footer>")."""
    words = text.raw[end : end + 24].lower().replace(",", " ").lstrip("}>]% ").split()
    before = text.raw[max(start - 6, 0) : start].lower().split()
    element = text.raw[start:end].strip("</>").lower() in _ELEMENTS and bool(before) and before[-1] in {"the", "a"}
    return element or bool(words and words[0].strip("\"'“”.") in _SAYING)


_ELEMENTS = frozenset("head footer header body main nav html title form table script style section article".split())
_SAYING = frozenset(
    "said says read reads asked wrote sagt sagte stand dit disait dice decía diz dizia diceva zei zegt".split()
)

CAPITAL_WORDS = frozenset(
    "NAME DATE TIME VENUE PLACE PRICE LINK URL QUOTE NUMBER LOCATION TITLE CITY STREET DAY AMOUNT GUEST AUTHOR SPEAKER MANAGER CODE IMAGE PHOTO TEXT COPY "
    "DATUM ORT PREIS ZITAT JAHRGANG NOM LIEU PRIX CITATION NOMBRE FECHA PRECIO NOME ÁREA PREZZO AUTORE LOJAS NAAM PRIJS TEKST MENÙ HORA LUGAR HEURE UHRZEIT "
    "ORARIO TIJD PLAATS TBC TBD TBA TK XX XXX HERE INSERT PASTE ENTER TRANSLATE ADD ME REF GOES FROM BY TOWN ARTIST COMPANY CLIENT PRODUCT TOPIC MONTH YEAR "
    "REPLACE TODO FIXME FIRSTNAME LASTNAME CUSTOMERNAME DOGNAME CATNAME STORENAME BRANDNAME CODEHERE NAMEHERE LINKHERE TEXTHERE URLHERE LOGOHERE".split()
)
"""Words in capitals of which each pattern of ``capitals`` needs one."""


def names_in_capitals(raw: str) -> bool:
    """Say whether a text holds a word in capitals that can name a gap."""
    return not CAPITAL_WORDS.isdisjoint(_loud().findall(raw)) or "TBC" in raw or "tbc" in raw or "£PRICE" in raw


@cache
def _loud() -> re.Pattern[str]:
    return re.compile(r"[A-ZÀ-Ý]{2,}")


def unlinked(text: Text) -> str:
    """The author's text with blanks instead of its links, whose letters are no words; places stay the same."""
    if not text.links:
        return text.raw
    pieces, place = [], 0
    for start, end in text.links:
        pieces += [text.raw[place:start], " " * (end - start)]
        place = end
    return "".join([*pieces, text.raw[place:]])
