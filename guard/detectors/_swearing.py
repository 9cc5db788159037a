"""What the two detectors of swearing share: when a swear word is only named, and what a finding says."""

from guard.detectors.kit import Context, Text
from guard.model import Severity
from guard.text import mention

TITLES = frozenset(
    "book books novel play film films movie song songs album title titled titles episode track chapter reading theatre "
    "monologue sculpture painting titel buch roman stück film theater lied livre livres roman pièce titre chanson censurés "
    "obra función novela libro película título sobretítulos teatro canción peça monólogo romance filme livro espetáculo "
    "libro romanzo spettacolo titolo canzone debuttiamo toneel voorstelling speelt boek romans sartre".split()
)
"""Words beside which quotation marks hold a title."""

ABUSE = frozenset(
    "llamado llamada llaman insultos insultan agresiones denunciado insultes insulté traités agressions beleidigt "
    "beleidigungen insulti aggressioni insultos agressões abuse abused abusive insulted insults harassed etymology "
    "herkunft étymologie etimología etimologia dictionary wörterbuch".split()
)
"""Words beside which quotation marks hold what others said, or a word that is explained."""

NAMES = frozenset(
    {"wanker", "ficker", "fick", "dick", "cock", "bastard", "troia", "puta", "kut", "lul", "hoer", "prick"}
)
"""Swear words that are also the name of a person or place."""


def is_mentioned(text: Text, start: int, end: int, *, masked: bool = False) -> bool:
    """Say whether the post names the word and does not swear: a title, a surname, abuse that it reports or explains.

    A title that is ``masked`` is no excuse: whoever masked it knew that the word does not belong there.
    """
    first, last = mention.words_at(text, start, end)
    if NAMES.intersection(text.words[first : first + 1]) and _is_name(text, first, last):
        return True
    if not mention.is_quoted(text, start, end):
        return False
    words = text.words
    in_title = not masked and not TITLES.isdisjoint(words)
    return in_title or not ABUSE.isdisjoint(words) or mention.is_condemned(text, first)


def _is_name(text: Text, first: int, last: int) -> bool:
    return mention.is_named(text, first, last) or _is_surname(text, first)


def _is_surname(text: Text, first: int) -> bool:
    if not first:
        return False
    this, before = text.starts[first], text.starts[first - 1]
    capitals = text.raw[this].isupper() and text.raw[before].isupper()
    return capitals and not text.raw[before : this + 2].isupper() and text.sentences[first] == text.sentences[first - 1]


def expected(severity: Severity, context: Context, *, mild_words: int) -> Severity:
    """How severe a word is for this account: offices and executives are expected to speak formally."""
    if severity == "info":
        return "review" if mild_words > 1 or context.account.kind != "brand" else "info"
    if severity == "review" and context.account.voice == "edgy":
        return "info"
    return severity


def in_handle(text: Text, start: int) -> bool:
    """Say whether the place is inside somebody's handle: the name is theirs."""
    return any(tag.sign == "@" and tag.start <= start < tag.end for tag in text.tags)
