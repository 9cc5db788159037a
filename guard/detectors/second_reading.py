"""second-reading: a hashtag, handle or address can be read in another way.

What it looks for
    Every plausible way to cut a tag into words, not only the one its maker meant, and obscene words that appear across the words.
    Capitals that make an acronym with another meaning, and tags that recall something terrible.

Why
    Readers see the wrong words first and share the tag for that alone. Nobody talks about the campaign any more.

Flags
    Our pens are back #penisland
    Our fair for young people #teensexpo
    Meet the team of our clinic #therapistfinder
    Manchester's indie festival returns #MILF2027

Passes
    Good news for #Scunthorpe and #Essex
    Our big assembly hall is full #BigHall
    Join the #cocktailhour

Limits
    English first; in other languages only frequent words are known. Capitals (#PenIsland) help people, and lower the finding.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.model import Precedent
from guard.text.hashtags import Reading, segmentations
from guard.text.tokens import Tag
from guard.view import compiled

RULE = Rule(
    code="M601",
    slug="second-reading",
    category="ambiguous_hashtag",
    severity="review",
    summary="This tag can be read in another way.",
    why="Readers see the wrong words first, and share the tag for that alone.",
    instead="Choose another tag, and have somebody outside the team read it aloud.",
    offended=("whoever the second reading is about",),
    precedent=Precedent("Sephora Australia", 2014, "one missing letter turned the tag of a campaign into an obscenity; it was corrected without a word"),
    confidence=0.8,
)
WAKES_ON = ("shape:hashtag", "shape:mention")
LONGEST_EXTRA = 1
"""How many more words than the most plausible reading a reading may have that people still see."""
LONG_WORD = 9
"""Letters from which on a grave word is seen inside any tag."""


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit for each tag that reads wrongly."""
    for text in post.judged:
        for tag in text.tags:
            seen = _seen(tag, text.raw[tag.start + 1 : tag.end])
            if seen:
                message = f"{text.raw[tag.start : tag.end]} can be read as “{seen}”."
                yield hit(RULE, text, tag.start, tag.end, message=message)


def _seen(tag: Tag, written: str) -> str:
    """What readers may see in the tag, or an empty text."""
    sets = compiled().sets
    name = "".join(c for c in tag.name if c.isalnum())
    readings = segmentations(written)
    if acronym := _acronym(written, frozenset(sets["tag_acronyms"])):
        return acronym
    if grave := _grave(name, readings, sets["tag_grave"]):
        return grave
    obscene = frozenset(sets["tag_obscene"])
    if not readings or (_clear(written, readings[0]) and not obscene.intersection(readings[0])):
        return ""
    innocent = _innocent_places(name, sets["tag_innocent"])
    for reading in readings:
        if len(reading) <= len(readings[0]) + LONGEST_EXTRA and _stands_out(reading, obscene, readings[0], innocent):
            return " ".join(reading)
    return _across(name, readings[0], obscene.difference(sets["tag_word_only"]), innocent) or _people(name)


def _grave(name: str, readings: tuple[tuple[str, ...], ...], words: tuple[str, ...]) -> str:
    """A word that recalls something terrible: a long one anywhere, a short one as a word of its own."""
    seen = {word for reading in readings[:3] for word in reading} | {name}
    return next((word for word in words if word in seen or (len(word) >= LONG_WORD and word in name)), "")


def _clear(written: str, meant: tuple[str, ...]) -> bool:
    """Say whether capitals show every word of the reading that was meant (``#PenIsland`` does, ``#Penisland`` does not)."""
    return len(meant) > 1 and sum(c.isupper() for c in written) >= len(meant)


def _innocent_places(name: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    places = []
    for word in words:
        stem = word.rstrip("*")
        at = name.find(stem)
        while at >= 0:
            places.append((at, at + len(stem)))
            at = name.find(stem, at + 1)
    return places


def _stands_out(reading: Reading, bad: frozenset[str], meant: Reading, innocent: list[tuple[int, int]]) -> bool:
    """Say whether a bad word is more than a part of one longer word that everybody sees first."""
    longer = [*innocent, *(place for word, place in zip(meant, _places(meant), strict=True) if word not in bad)]
    for word, (start, end) in zip(reading, _places(reading), strict=True):
        if word in bad and (not any(s <= start and end <= e for s, e in longer) or (word == "rapist" and len(reading) > 2)):
            return True
    return False


def _places(reading: Reading) -> list[tuple[int, int]]:
    places, at = [], 0
    for word in reading:
        places.append((at, at + len(word)))
        at += len(word)
    return places


def _across(name: str, meant: Reading, words: frozenset[str], innocent: list[tuple[int, int]]) -> str:
    """An obscene word that appears across the words that were meant."""
    edges = {end for _, end in _places(meant)[:-1]}
    for word in sorted(words):
        start = name.find(word)
        if start < 0 or any(s <= start < e for s, e in innocent):
            continue
        if any(start < edge < start + len(word) for edge in edges):
            return f"{name[:start]} {word} {name[start + len(word) :]}".strip()
    return ""


def _people(name: str) -> str:
    """People beside a word that begins with ex: ``kidsexpo`` reads as something else."""
    found = _people_ex().search(name)
    return f"{found[1]} sex {found[2]}" if found else ""


@cache
def _people_ex() -> re.Pattern[str]:
    people = "teen|kid|child|children|boy|girl|men|man|women|pupil|student|nan|gran|mum|mom|dad|parent|senior|expert|couple|junior|youth|animal|horse|dog|pet|teacher|famil[a-z]{0,3}|friend"
    return re.compile(rf"({people})s(ex(?:p|c|h|t|e|a)[a-z]{{1,20}})")


def _acronym(written: str, known: frozenset[str]) -> str:
    """A run of capitals (or the whole tag) that is a known acronym."""
    capitals = ""
    for character in f"{written} ":
        if character.isupper() or (capitals and character.isdigit()):
            capitals += character
            continue
        run = capitals[:-1] if capitals[-1:].isupper() and character.islower() and len(capitals) > 2 else capitals
        for candidate in {run.lower(), run.lower().rstrip("0123456789"), capitals.lower().rstrip("0123456789")}:
            if len(candidate) > 2 and candidate in known:
                return candidate.upper()
        capitals = ""
    return ""
