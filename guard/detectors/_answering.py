"""How a post speaks to the person whom it answers: helpfully or with contempt."""

from guard.detectors._standing import answers
from guard.detectors.kit import Match, Text
from guard.text.mention import is_quoted

__all__ = ["answers", "derision", "helpful", "is_meant", "shouts"]

CAPITALS = 4
"""Words in capitals from which on an answer shouts."""


def derision(text: Text) -> int:
    """How many different signs of contempt the text holds."""
    return len({m.row.pattern.source for m in text.matches("derision", "mock_sorry")}) + shouts(text)


def helpful(text: Text) -> int:
    """How many different signs of help the text holds."""
    return len({m.row.pattern.source for m in text.matches("service_words", "making_good")}) + (
        not _DAYS.isdisjoint(text.held)
    )


_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday tomorrow today tonight montag dienstag mittwoch donnerstag freitag samstag lundi mardi mercredi jeudi vendredi samedi "
    "lunes martes miércoles jueves viernes sábado lunedì martedì mercoledì giovedì venerdì sabato maandag dinsdag woensdag donderdag vrijdag zaterdag".split()
)
"""Who names a day gives an answer."""


def shouts(text: Text) -> bool:
    """Say whether some words stand in capitals among others that do not."""
    raw = text.raw.split()
    loud = sum(len(word) > 1 and word.isalpha() and word.isupper() for word in raw)
    return loud >= CAPITALS or (
        bool(loud) and any(word in {"YOU", "YOUR", "LEARN", "READ", "STOP", "NOT"} for word in raw)
    )


def is_meant(text: Text, match: Match) -> bool:
    """Say whether the post says it in its own voice, and does not quote it."""
    return not is_quoted(text, match.start, match.end)
