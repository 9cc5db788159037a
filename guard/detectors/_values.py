"""What programs leave where they had no value, and what people put there until they have one."""

import re
from functools import cache

UNITS = (
    r"%|m²|pounds|euros?|dollars|days|weeks|months|years|people|Uhr|jours|días|dias|giorni|dagen|Tagen?|sessões|minutes|hours|percent|per cent|Prozent|points|"
    r"jobs|homes|members|countries|visitors|stores|guests|miles|km|kg|seats|places|customers|families|trees|projects|tonnes|million|billion|times|new"
)
MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Januar|Februar|März|Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|outubro|dezembro)|gennaio|febbraio|aprile|maggio|giugno|luglio|ottobre|dicembre|januari|februari|maart|juni|juli|augustus)"


@cache
def missing_values() -> re.Pattern[str]:
    """Places where a program had no value: a blank before the comma, two commas, a currency without a sum, empty quotes."""
    return re.compile(
        r"\b(?:at|on|by|from|with|of|for|our|your|in|um|am|mit|von|für|ab|avec|con|per|da|om|op|met) [.,;](?=\s|$)|(?<=\w), ,|(?<=\w),,(?=\s)"
        rf"|\w  [,.;](?=\s|$)|\b(?:for|of|over|with|by|seit|für|depuis|desde|da|met|nach) {{2,3}}(?:{UNITS})(?!\w)"
        r"|\b(?:Dear|Hello|Hi|Hey|Hallo|Liebe|Lieber|Bonjour|Hola|Ciao|Olá|Beste) ,|\b(?:on|On|am|le|el|il) the of\b|\b(?:at|from|until|till) (?:am|pm)\b|\bat :\d\d\b"
        r"|\b(?:[Ss]ave|[Oo]nly|[Jj]ust|[Nn]ur|[Aa]b|[Ss]ólo|[Ss]olo|[Dd]esde|[Ss]oltanto|[Ss]lechts) (?:£|€|\$|%)(?=[\s.,!](?! ?\d)|$)|(?<![\d.,])(?<!\d )[£€$] (?:off|per|each|pro|for|towards|raised|so far|in total|im Monat|par|al mes|por|a month|a person)\b|(?<=\w) % off\b(?<!\d % off)"
        r"|(?<=\s)\(\s{0,3}\)(?=[\s.,])|(?<=\s)(?:\"\"|“ ?”|« ?»|„ ?“)(?=[\s.,]|$)|\b(?:[Ff]rom|[Bb]etween) X (?:to|and|until) Y\b|\bPart X of Y\b|\b(?:Day|Week|Room|Gate|Platform|Stand) X\b"
    )


@cache
def empty_times() -> re.Pattern[str]:
    """A day or time of noughts."""
    return re.compile(
        rf"\b00[./]00\b(?!\.)|\b00:00\b[^\n]{{0,80}}\b00:00\b|\b00 {MONTHS}\b|\bhh:mm\b",
    )


@cache
def dummy_tags() -> re.Pattern[str]:
    """Tags and handles that stand for real ones."""
    return re.compile(
        r"#(?:hashtag|brandhashtag|campaignhashtag\w{0,12}|brandname|tbd|tbc|todo|insert\w{0,12}|yourhashtag|tag\d)\d?\b|#\w{0,30}(?:Hashtag|TBC|TBD|Placeholder|placeholder)(?:TBC|TBD|Here)?\b(?<!#Hashtag)|@@\w{1,20}"
        r"|@(?:sponsor|brand|handle|partner|name|tag|account|username|insert|company|client|xx+)(?:name|handle)?\d?\b"
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


@cache
def exported() -> re.Pattern[str]:
    """What tables, scripts and content systems write instead of a value: ``#N/A``, ``undefined``, ``[caption id=...]``."""
    days = "ma|di|wo|do|vr|za|zo|mo|mi|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb"
    return re.compile(
        r"#(?:N/A|REF!|VALUE!|DIV/0!?|NAME\?|NUM!|NULL!|NV\b|BEZUG!|WERT!|ZAHL!|VALEUR ?!|NOM ?\?|¡REF!|¡VALOR!|RIF!|VALORE!|VERW!|WAARDE!)"
        rf"|\b(?:0|00) (?:January|Januar|janvier|de enero|gennaio|januari|de janeiro) 19\d\d\b|\bInvalid [Dd]ate\b|[£€$] ?NaN\b|\bNaN ?(?:%|€|{UNITS})(?!\w)"
        rf"|(?:(?:^|(?<=[.!?:\n] )|(?<=\n)|(?<=[^\w\s,;] ))undefined (?=[A-ZÀ-Ý])|\bundefined undefined\b|[£€$] ?undefined\b|\bundefined ?(?:%|€)|\b(?:to|for|by|at|on|from|with|of|Dear|Hi|Hello) (?:undefined|NaN|null)(?=[.,!;:\n]|$))"
        rf"|(?:^|\n)(?i:{days})[a-z]{{0,7}}\.?:? (?:null|undefined|NaN|None)\b|\bnull(?: ?[–-] ?|:)null (?:Uhr|uur|h|am|pm)\b"
        r"|\[/[a-z_]{1,20}\]|\[[a-z_]{2,20} [a-z_-]{1,20}=[^\[\]\n]{1,120}\]|&amp;(?:[a-z]{2,8}|#\d{2,5});|&(?:[lr][sd]quo|[nm]dash|hellip|apos|[aeiou](?:acute|grave|uml|circ));"
        r"|(?:^|\n)[a-z][a-z0-9_]{1,30}(?:\.[a-z0-9_]{1,30}){1,5}\.(?:title|body|cta|text|label|heading|headline|subtitle|description|button|message|caption|header|footer|placeholder|intro|teaser)[ \t]*(?=\n|$)"
        r"|(?:^|\n)\"{3}(?=[^\"\n])|\"{2,3},(?:\d{4}-|[a-z])|,\d{4}-\d\d-\d\d,[a-z]{2,20},"
    )


@cache
def formats() -> re.Pattern[str]:
    """The format of a date or time in the place of one: ``MM/DD``, ``TT.MM.JJJJ``."""
    return re.compile(
        r"\b(?:MM|DD|TT|JJ|GG)[/.-](?:MM|DD)(?:[/.-](?:YY|YYYY|JJ|JJJJ|AA|AAAA))?\b|\b(?:YYYY|JJJJ|AAAA)[/.-]MM[/.-](?:DD|TT|JJ|GG)\b|\bHH[:.h]MM\b|\bhh:mm\b"
    )


@cache
def described_signs() -> re.Pattern[str]:
    """Emoji that somebody only named, "(cake emoji)", and the count of a composing window, "(213/280)"."""
    return re.compile(
        r"[(\[*](?:\w{2,20} ){1,2}[Ee]mojis?[)\]*]|[(\[*][Ee]mojis? (?:[\w-]{2,20} ){0,2}[\w-]{2,20}[)\]*]|[(\[*]\w{2,20}-Emojis?[)\]*]"
        r"|[(\[] ?-?\d{1,4} ?/ ?(?:140|280|2[.,]?200|63[.,]?206) ?[)\]]|(?:^|\n)\d{1,3} ?/ ?(?:140|280)[ \t]*$"
    )
