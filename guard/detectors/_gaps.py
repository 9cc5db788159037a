"""What an unfilled gap looks like: merge fields, brackets that name what is missing, rows of X, dummy figures and names."""

import re
from collections.abc import Callable
from functools import cache

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
    if bool(_NAMES & set(words)) and (len(words) <= MOST_WORDS or stripped.isupper()):
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
        r"|\{[^{}|\n]{1,40}(?:\|[^{}|\n]{1,40}){1,6}\}|\{\d{1,2}\}|(?<![\d%])%(?:\d\$)?[sd]\b"
        r"|<(?:[Ii]nsert|INSERT|[Aa]dd|[Yy]our|[Nn]ame|[Dd]ate|[Ll]ink|[Rr]eader|[Ee]nter|[Cc]ustomer|[Cc]ity|[Tt]ime|[Vv]enue)\b[^<>\n]{0,80}>|<[A-Z][A-Z _-]{2,40}>|<[a-z0-9][^<>\n/@]{2,60}[a-z0-9?]>"
        r"|&(?:nbsp|amp|quot|#\d{2,4}|lt|gt);|</?(?:p|br|b|strong|em|div|span|h[1-6]|li|ul|i|u)(?: [^<>\n]{0,60})?/?>"
        r"|\((?:name|names|surname|date|time|venue|number|link|price|amount|quote|city|town|handle|url|insert [^()\n]{2,40}|add [a-z]{3,12} here|tbc|tbd|xx+)\)"
        r"|\(\s{0,3}\) (?:off|%|€|£|people|years)"
    )


@cache
def square() -> re.Pattern[str]:
    """A pair of square brackets and what stands in it."""
    return re.compile(r"(?<!\w)\[([^\[\]\n]{0,120})\](?!\()")


_UNITS = (
    r"%|m²|pounds|euros?|dollars|days|weeks|months|years|people|Uhr|jours|días|dias|giorni|dagen|Tagen?|sessões|minutes|hours|percent|per cent|Prozent|points|"
    r"jobs|homes|members|countries|visitors|stores|guests|miles|km|kg|seats|places|customers|families|trees|projects|tonnes|million|billion|times|new"
)
_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Januar|Februar|März|Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|outubro|dezembro)|gennaio|febbraio|aprile|maggio|giugno|luglio|ottobre|dicembre|januari|februari|maart|juni|juli|augustus)"


@cache
def unknown_figures() -> re.Pattern[str]:
    """X, XX or xx where a figure, an address or a name belongs."""
    return re.compile(
        r"[£€$] ?(?:[Xx]{1,6}[.,][Xx]{1,4}|[Xx]{2,8}\b(?!\w)|X\b(?![-/]))|[Xx]{2,6}(?:[.,][Xx]{2,4})? ?€"
        rf"|\bX{{1,4}}[.,]X{{2,4}}\b|(?<![-\w.])X{{1,4}} ?(?:{_UNITS})(?![\w-])|(?<!\w)[Xx]{{2,4}} ?(?:{_UNITS})(?!\w)|\bX out of \d|\d out of X\b|\b\d{{1,2}}[xX]{{2,}}\b"
        r"|\b[Xx]{2}:[Xx]{2}\b|\bX{2}\.X{2}\b|\bXXXX+(?:-[XY]{4,})?\b|\b[Xx]{2,4}[./-][Xx]{2,4}[./-](?:[Xx]{2,4}|20\d\d)"
        r"|\b(?:the|el|le|den|am|il|dia|op|du|au|on|by|from|at|to|vom|zum|um|ab) [Xx]{2,3}(?=[\s.,!]|$)(?! (?:large|cup|s\b))"
        r"|\b(?:Dr|Prof|Mr|Mrs|Ms|Frau|Herr|Herrn|Mme|M|Sra?|Sig|Cllr|Rev)\.? [Xx]{2,4}\b|\b[Xx]{2,4} (?:Street|Road|High Street|Avenue|Lane)\b"
        rf"|(?<!\w)(?:xx|XX) {_MONTHS}\b"
    )


@cache
def lines_to_fill() -> re.Pattern[str]:
    """Underscores, # or full stops to be written on, and empty brackets."""
    return re.compile(
        r"(?<=[\w.:£€$(] )_{3,}(?![\w_\\|])|(?<=[£€$])_{2,}|[£€$] _{2,}|(?<![\w_/\\| ])_{3,}(?= [a-zà-ÿ]{2})|(?<!#)#{4,}(?!#)|[£€$] ?#{2,}|€€[.,]€€"
        rf"|(?<![.\w])\.{{7,}}(?= [a-z])|\[ {{1,4}}\]|(?<!\w)__ {_MONTHS}\b|(?<![-\w.])N{{1,4}} (?:{_UNITS})(?![\w-])"
        r"|\b(?:at|on|by|in|of|ext\.?|no\.?|No\.?|number|room|Raum|Saal|bus|line) #{1,3}(?=[\s.,])"
    )


@cache
def missing_values() -> re.Pattern[str]:
    """Places where a program had no value: a blank before the comma, two commas, a currency without a sum, empty quotes."""
    return re.compile(
        r"\b(?:at|on|by|from|with|of|for|our|your|in|um|am|mit|von|für|ab|avec|con|per|da|om|op|met) [.,;](?=\s|$)|(?<=\w), ,|(?<=\w),,(?=\s)"
        r"|\b(?:Dear|Hello|Hi|Hey|Hallo|Liebe|Lieber|Bonjour|Hola|Ciao|Olá|Beste) ,|\b(?:on|On|am|le|el|il) the of\b|\b(?:at|from|until|till) (?:am|pm)\b|\bat :\d\d\b"
        r"|\b(?:[Ss]ave|[Oo]nly|[Jj]ust|[Nn]ur|[Aa]b|[Ss]ólo|[Ss]olo|[Dd]esde|[Ss]oltanto|[Ss]lechts) (?:£|€|\$|%)(?=[\s.,!](?! ?\d)|$)|[£€$] (?:off|per|each|pro|im Monat|par|al mes|por|a month|a person)\b|(?<=\w) % off\b(?<!\d % off)"
        r"|(?<=\s)\(\s{0,3}\)(?=[\s.,])|(?<=\s)(?:\"\"|“ ?”|« ?»|„ ?“)(?=[\s.,]|$)|\b(?:[Ff]rom|[Bb]etween) X (?:to|and|until) Y\b|\bPart X of Y\b|\b(?:Day|Week|Room|Gate|Platform|Stand) X\b"
    )


@cache
def open_questions() -> re.Pattern[str]:
    """Question marks where an answer belongs."""
    return re.compile(
        r"\b[A-ZÄÖÜ]{4,20}\?\?(?!\?|!)(?=[^A-Z\n]{0,6}[a-z]|\s*$)|\b[A-Z][a-z]{2,20} \?\?\?|\w \(\?{1,3}\)|[£€$] ?\?{2,}"
        r"|\b(?:at|um|à|alle|alle ore|a las|às|om|on|am|le|el|from|for|by|in|with) \?\?+|\b\?\?\.\?\?\."
        r"|\b(?:at|from|until|till|to|um|ab|bis|à|alle|om|a las|às|für|for|on|am|in) \?(?=[\s,.]|$)"
        r"|\([^()\n]{0,30}(?:\bor\b|\boder\b|\bou\b|\bof\b|/)[^()\n]{1,30}\?{1,3}\)|\(\d{1,4}[^()\n]{0,12}\?{1,3}\)"
    )


@cache
def empty_times() -> re.Pattern[str]:
    """A day or time of noughts."""
    return re.compile(
        rf"\b00[./]00\b(?!\.)|\b00:00\b[^\n]{{0,80}}\b00:00\b|\b00 {_MONTHS}\b|\bhh:mm\b",
    )


@cache
def dummy_tags() -> re.Pattern[str]:
    """Tags and handles that stand for real ones."""
    return re.compile(
        r"#(?:hashtag|brandhashtag|campaignhashtag\w{0,12}|brandname|tbd|tbc|todo|insert\w{0,12}|yourhashtag|tag\d)\d?\b|@@\w{1,20}"
        r"|@(?:sponsor|brand|handle|partner|name|tag|account|username|insert|company|client|xx+)(?:name|handle)?\d?\b"
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


@cache
def dummies() -> re.Pattern[str]:
    """Figures, names and addresses that stand for real ones; a person may have meant them."""
    return re.compile(
        r"\b0{4,5} ?0{6}\b|\b0123[4 ] ?4?5?6?7?8?9?0?\b|\b(?:01234 ?567890|555-?0100|123-?456-?7890)\b|\b(?:name|email|you|user|info|contact)@(?:company|yourcompany|yourdomain|domain|brand)\.(?:com|org|net)"
        r"|\b(?:Location|Speaker|Guest|Sponsor|Venue|Bullet|Headline|Placeholder|Product|Benefit|Feature|Testimonial) [1-9A-C]\b(?! ?[:/])"
        r"|(?<![Gg]en )(?<!Generation )\b(?:like|with|by|such as|including|wie|comme|como|come|zoals) X(?:, Y)? (?:and|&|und|et|y|e|en) [YZ]\b"
        r"|(?<!\w)(?:from|only|just|for|von|ab|nur|à partir de|desde|da|vanaf|slechts) (?:\$\$\$|£££|€€€)(?!\w)|[£€$] ?0[.,]00\b|\b0[.,]00 ?(?:€|EUR|CHF)|\b(?:on|ring|call|text) number (?:or|to|and|before)\b"
        r"|\b(?:PHOTO )?(?:CREDIT|Credit|Photo credit) ?: ?\?+"
    )


_SUMLESS = tuple(currency + after for currency in "£€$" for after in (" ", ".", ",", "!", "\n"))
"""A currency without a sum behind it."""

GROUPS: tuple[tuple[tuple[str, ...], Callable[[], re.Pattern[str]], Severity], ...] = (
    (("X", "xx"), unknown_figures, "block"),
    (("__", "##", "#.", "# ", "€€", ".......", "[ ", "N "), lines_to_fill, "block"),
    (("??", " ?", "(?", "?)"), open_questions, "block"),
    (
        (
            " ,",
            " .",
            " ;",
            ",,",
            "the of",
            "t am",
            "m am",
            "l am",
            "t pm",
            "m pm",
            "l pm",
            "at :",
            " %",
            "()",
            "( ",
            '""',
            "“",
            "«",
            "„",
            " X ",
            *_SUMLESS,
        ),
        missing_values,
        "review",
    ),
    (("00", "hh:mm"), empty_times, "block"),
    (
        (
            "#h",
            "#b",
            "#c",
            "#t",
            "#T",
            "#i",
            "#y",
            "@@",
            "@s",
            "@b",
            "@h",
            "@p",
            "@n",
            "@t",
            "@a",
            "@u",
            "@i",
            "@c",
            "@x",
            "@X",
        ),
        dummy_tags,
        "block",
    ),
    (
        *(
            ("0000", "0123", "555", "1234", "123-", "0.00", "0,00", "$$$", "£££", "€€€", " X", "number ", "redit"),
            dummies,
        ),
        "review",
    ),
    (
        ("Location ", "Speaker ", "Guest ", "Sponsor ", "Venue ", "Bullet ", "Headline ", "Placeholder "),
        dummies,
        "review",
    ),
    (("@company", "@your", "@domain", "@brand"), dummies, "review"),
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
