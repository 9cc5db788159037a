"""customer-record: a public reply tells what you know about a customer.

What it looks for
    "Your balance", "your claim 88/2231", "we've got you down as", "you missed the 9.30 so your benefit stops", a tracking or
    booking number with a name, in a reply, a greeting by name or a post that answers "you". Asking for a private message passes.

Why
    Everybody reads along: neighbours, employers, thieves. In most places it is also against the law.

Flags
    Here is your balance as requested, £212.09, overdraft £500  {in_reply_to: why was my card declined}
    Dear Rajesh ji, your claim 88/2231 for kidney stone surgery is under process.

Passes
    Please send your order number in a private message, never here.  {in_reply_to: My order still hasn't come}
    Your order, your rules: build a bowl in the app.

Limits
    Facts without a telling word ("it's the blue one again") are not seen.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit, hit_at
from guard.text.people import people
from guard.text.private_people import knows_people, sentence

RULE = Rule(
    code="M431",
    slug="customer-record",
    category="personal_data",
    severity="review",
    summary="This tells in public what you know about a customer.",
    why="Everybody reads along, and the customer did not agree to it.",
    instead="Say only that you will help, and move to a private message.",
    offended=("the customer", "other customers who wonder what you will tell about them"),
    confidence=0.75,
)
WAKES_ON = ("your_record", "shape:reply")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit when a text that speaks to somebody tells that person's record."""
    text = post.text
    if not (post.post.in_reply_to or _addressed(text)) or text.has("consent", "scam_words", "move_to_private"):
        return
    for match in text.matches("your_record"):
        if _asks().search(text.raw[max(0, match.start - 50) : match.start]):
            continue
        yield hit_at(RULE, text, match)
        return
    if post.post.in_reply_to:
        told = _told_what_they_did(text)
        if told and post.about.has("custodians"):
            yield hit(RULE, text, *told)
        elif not told and knows_people(post):
            yield from _of_theirs(text)


def _of_theirs(text: Text) -> Iterator[Hit]:
    """A private fact beside "your": "your divorce", "your son's seizure", in a sentence that tells and does not ask."""
    for fact in text.matches("health_facts", "private_facts", "telling_details"):
        start, end = sentence(text.raw, fact.start)
        before = text.raw[max(start, fact.start - 45) : fact.start]
        if _yours().search(before) and not _supposes().search(text.raw[start:end]) and text.raw[end : end + 1] != "?":
            yield hit(RULE, text, fact.start, fact.end)
            return


@cache
def _yours() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:your|you(?:'ve| have|'re| are| were|r)|ihre?|dein\w?|votre|vos|ton|tu|su|sus|seu|sua|tua|tuo|suo|uw|je)\b",
        re.IGNORECASE,
    )


@cache
def _supposes() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:if|when|whether|any|could|can|may|might|please|should|would|sorry to hear|free|wenn|falls|bitte|si|se|als)\b|\?",
        re.IGNORECASE,
    )


def _told_what_they_did(text: Text) -> tuple[int, int] | None:
    """What the other person did, with an hour, a day or a number."""
    for found in _you_did().finditer(text.raw):
        if _detail().search(found[0]) and not _asks().search(text.raw[max(0, found.start() - 50) : found.start()]):
            return found.span()
    return None


def _addressed(text: Text) -> bool:
    """The post begins by speaking to one person: a handle, a greeting with a name, a title."""
    if text.raw.lstrip()[:1] == "@" or _to_somebody().match(text.raw.lstrip()):
        return True
    greeted = _greeting().match(text.raw.lstrip())
    return bool(greeted) and any(person.start <= 40 for person in people(text.raw))


@cache
def _you_did() -> re.Pattern[str]:
    return re.compile(
        r"\b(?<!if )(?:you|you've|you'd)\b (?:\w{2,12} )?(?:\w{3,12}ed|were|had|did|got|took|bought|paid|came|lost|drove|ate|drank|slept|wore|chose|spent|owe|weigh|been)\b[^.!?\n]{0,80}",
        re.IGNORECASE,
    )


@cache
def _detail() -> re.Pattern[str]:
    return re.compile(
        r"\d|\b(?:twice|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|last (?:week|month|night|year))\b",
        re.IGNORECASE,
    )


@cache
def _greeting() -> re.Pattern[str]:
    return re.compile(
        r"(?:dear|hi|hello|hey|hallo|liebe[r]?|guten tag|bonjour|chère?|hola|querid[oa]|estimad[oa]|oi|olá|boa tarde|bom dia|buongiorno|ciao|gentile|beste|geachte|mr|mrs|ms|sorry)\b",
        re.IGNORECASE,
    )


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:send|share|tell|give|need|with|post|message|dm|check|find|enter|have|see|schick\w*|send\w*|nenn\w*|envo\w*|indique\w*|envi\w*|mand\w*|stuur|inv\w{2,5})\b[^.!?\n]{0,30}$",
        re.IGNORECASE,
    )


@cache
def _to_somebody() -> re.Pattern[str]:
    return re.compile(
        r"to (?:the|whoever|our)(?: \w{2,12})?(?: (?:lady|woman|man|gentleman|couple|customer|client|guest|person|guy|bloke|lad|driver|owner))? (?:who|whose|from|in)\b"
        r"|an (?:die|den)\b|à (?:la|celui|celle) |a la señora|al señor|à senhora|alla signora|al signore|aan de (?:dame|heer)",
        re.IGNORECASE,
    )
