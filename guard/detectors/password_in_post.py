"""password-in-post: the post gives away a password.

What it looks for
    "password is ...", "pw: ...", "user ... pass ...", "Benutzer ..., Passwort ...", "usuario ... clave ...", and pairs such as
    `rollout-admin / Herbst!2026-Zug` beside words for logging in. The picture's description is read as well: sticky notes, whiteboards.

Why
    The password works for everybody who reads it, also after you delete the post.

Flags
    New drivers: the portal is easy, user: fleetadmin, pass: Zebra#Harbour1
    Benutzer dozent, Kennwort Herbst2031!HS3, gilt für alle Säle
    Movie night 🍿  {alt_text: Whiteboard behind the sofa, it reads office router admin / pw Tr0uba-dour9}

Passes
    We'll never post your password, and our own is longer than this post.
    The most used password in our test was "Welcome01". Please use a manager.
    Guest wifi: flatwhite / please-be-nice

Precedents
    White House press secretary 2017: posted what seems to be a password, and deleted it.

Limits
    A password made of one ordinary word is seen only right after a colon.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit, hit_at
from guard.model import Precedent
from guard.text.credentials import is_stand_in, password_like

RULE = Rule(
    code="M403",
    slug="password-in-post",
    category="secret_credential",
    severity="block",
    summary="This post gives away a password.",
    why="It works for everybody who reads it, even after you delete the post.",
    instead="Take it out and have it changed now. Send access to colleagues one by one, never in a post.",
    offended=("customers whose data lie behind the password", "the colleague whose access it is"),
    precedent=Precedent("White House press secretary", 2017, "posted what seems to be a password, and deleted it"),
    confidence=0.9,
)
WAKES_ON = ("password_words", "login_words")
_WORDS = "passwords?|passwort|kennwort|passwd|passcode|passphrase|pwd|pw|pass|mdp|mot de passe|contraseña|clave|senha|palavra-passe|wachtwoord"


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every password that a text tells."""
    for text in post.judged:
        if text.has("password_advice") or not text.has("password_words", "login_words"):
            continue
        for match in text.matches("password_hint")[:1]:
            yield hit_at(RULE, text, match, severity="review")
        for start, end, sure in _told(text):
            if not _for_guests(text, start):
                yield hit(RULE, text, start, end, severity="block" if sure else "review")


def _told(text: Text) -> Iterator[tuple[int, int, bool]]:
    """Places of passwords, and whether they look made up for a login."""
    named = text.has("password_words")
    for found in _labelled().finditer(text.raw) if named else ():
        value = found["value"].rstrip(".,;:")
        if password_like(value) and not is_stand_in(value):
            yield found.start(), found.start("value") + len(value), True
        elif found["colon"] and value.isalpha() and text.raw[found.end("value") :].lstrip(".")[:1] in {")", "\n", ""}:
            yield found.start(), found.end("value"), False
    if named or text.has("login_words"):
        for found in _pair().finditer(text.raw):
            if (
                password_like(found["value"])
                and not is_stand_in(found["value"])
                and found["user"].lower() not in _NO_USER
            ):
                yield *found.span(), True
        yield from (
            (*found.span(), True)
            for found in _admin().finditer(text.raw)
            if not is_stand_in(found[1]) and password_like(found[1])
        )
    if named:
        yield from _after_name(text)
        yield from ((*found.span(1), True) for found in _made_up().finditer(text.raw) if not is_stand_in(found[1]))


def _after_name(text: Text) -> Iterator[tuple[int, int, bool]]:
    """A word that mixes letters and digits, or a bare number, soon after the word password in the same sentence."""
    for name in text.matches("password_words"):
        if text.words[name.first] == "pass" and not text.has("login_words"):
            continue
        for found in _mixed().finditer(text.raw, name.end, min(len(text.raw), name.end + 60)):
            between = text.raw[name.end : found.start()]
            if not any(mark in between for mark in ".!?\n") and password_like(found[0]) and not is_stand_in(found[0]):
                yield name.start, found.end(), True
        number = _number().match(text.raw, name.end)
        if number:
            yield name.start, number.end(), False


_NO_USER = {"and", "or", "und", "oder", "et", "ou", "y", "o", "e", "en", "of"}


def _for_guests(text: Text, place: int) -> bool:
    """A wireless network's password is the business of wifi-password."""
    return any(abs(match.start - place) < 80 and match.start < place for match in text.matches("wifi_words"))


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_WORDS})\b(?: (?:for|für|para|pour|voor|per) [\w '-]{{1,30}})?"
        r"[ \t]{0,2}(?:(?P<colon>[:=])|(?:is|was|remains|stays|ist|lautet|bleibt|est|es|é|è|blijft)\b)?[ \t]{0,2}[\"'«“‘`]?(?P<value>[^\s\"'«»“”‘’`,;()]{4,64})",
        re.IGNORECASE,
    )


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(r"(?<![\w/.-])(?P<user>[\w.@-]{3,60}) / (?P<value>[^\s\"'«»“”,;()/]{6,63}[^\s\"'«»“”,;()/.?])")


@cache
def _admin() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:-u|--user)[ =][\"']?[\w.@-]{2,40}:|\b(?:admin|administrator|root|superuser|demo|user)[:/])"
        r"([^\s\"'«»“”,;()/:]{6,63})",
        re.IGNORECASE,
    )


@cache
def _mixed() -> re.Pattern[str]:
    """Six characters or more with three letters and a digit, that no slash, tag or address sign touches."""
    return re.compile(
        r"(?<![\w#@/.:-])(?=[^\s\d]{0,12}\d|\d)(?=[^\s]{0,12}[A-Za-z][^\s]{0,6}[A-Za-z][^\s]{0,6}[A-Za-z])[A-Za-z0-9][\w!$&*+=~^-]{5,40}(?![\w@/])"
    )


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[ \t]{0,2}(?:[:=]|is\b|ist\b|est\b|es\b|é\b|è\b)[ \t]{0,2}\d{4,10}(?![\w%.,:/-])")


@cache
def _made_up() -> re.Pattern[str]:
    """Upper and lower case, a digit and a sign in one word that neither begins like a tag nor holds a slash."""
    return re.compile(
        r"(?<![^\s(\"'«“:])((?=[^\s]{0,24}[a-z])(?=[^\s]{0,24}[A-Z])(?=[^\s]{0,24}\d)(?=[^\s]{1,24}[!#$&*_+=~^-])[A-Za-z0-9][A-Za-z0-9!#$&*_+=~^-]{7,40})(?![\w/@:.-])"
    )
