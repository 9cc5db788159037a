r"""acrostic: first letters or first words read downwards say something else.

What it looks for
    Lines, or a list with commas after "our values:", whose first letters spell an obscene or hateful word in English, German,
    French, Spanish, Italian, Portuguese or Dutch; lines whose first or last words read as a sentence of abuse.

Why
    Somebody always sees it, and nobody believes that it was an accident.

Flags
    Our values:\nService\nHonesty\nInclusion\nTrust
    Book now:\nFireplaces\nUnhurried breakfasts\nCocktails\nKing-size beds
    Our four values: Solidarity, Humour, Initiative and Trust.

Passes
    Our values:\nCare\nHonesty\nInclusion\nTrust
    Our four values: Care, Humour, Initiative and Trust.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit

RULE = Rule(
    code="M602",
    slug="acrostic",
    category="ambiguous_hashtag",
    severity="review",
    summary="The first letters of the lines spell something.",
    why="Somebody always sees it, and nobody believes that it was an accident.",
    instead="Put the lines in another order.",
    confidence=0.85,
)
WAKES_ON = ("shape:lines", "spelt_out")
WORDS = tuple(
    "shit fuck cunt slut arse tits anal rape dick cock nazi heil hate kill porn wank twat homo scum turd piss bitch whore penis "
    "fotze arsch ficken puta puto pute merde merda cazzo culo mierda caralho kanker hoer".split()
)
SHORT_WORDS = tuple("ass sex kkk kys wtf fag gas die fat kut lul cul".split())
"""Words that count when the whole list spells them and nothing else."""
FEWEST = 3
LONGEST_LIST = 160
"""Characters before and after the word for a list in which the list is looked for."""

LONGEST_ITEM = 24
"""Characters of an item of a list, not of a sentence."""

DOWNWARDS = (
    "go to hell",
    "we hate you",
    "i hate you",
    "i hate my job",
    "i quit",
    "you are fat",
    "shut up",
    "get lost",
    "kill yourself",
    "send nudes",
    "screw you",
    "never buy this",
    "we lie to you",
)
"""What the first or last words of lines must not say."""


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield a hit over the lines or the list that spell a word."""
    for text in post.judged:
        found = next(_downwards(text), None) or (_list(text) if text.has("spelt_out") else None)
        if found:
            start, end, word = found
            yield hit(RULE, text, start, end, message=f"Read together, the beginnings spell “{word.upper()}”.")


def _downwards(text: Text) -> Iterator[tuple[int, int, str]]:
    """What lines spell, with where they start and end."""
    lines = [(start, line) for start, line in _lines(text.raw) if any(c.isalnum() for c in line)]
    if len(lines) < FEWEST:
        return
    word, first, last = _spelt("".join(_initial(line) for _, line in lines), [line for _, line in lines])
    if word:
        yield lines[first][0], lines[last][0] + len(lines[last][1]), word
    for place in (0, -1):
        column = " ".join(_word().findall(line)[place] for _, line in lines).lower()
        said = next((phrase for phrase in DOWNWARDS if f" {phrase} " in f" {column} "), "")
        if said:
            yield lines[0][0], lines[-1][0] + len(lines[-1][1]), said


def _lines(raw: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in raw.split("\n"):
        yield start, line
        start += len(line) + 1


def _initial(line: str) -> str:
    return next(c for c in line if c.isalnum()).lower()


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def _spelt(initials: str, items: list[str]) -> tuple[str, int, int]:
    """The word that initials spell, with the first and the last item; a short word needs items that are short as well."""
    for word in WORDS:
        at = initials.find(word)
        if at >= 0:
            return word, at, at + len(word) - 1
    for first in (0, 1):
        if initials[first:] in SHORT_WORDS and all(len(item) <= LONGEST_ITEM for item in items[first:]):
            return initials[first:], first, len(items) - 1
    return "", 0, 0


def _list(text: Text) -> tuple[int, int, str] | None:
    """The word that a list in one line spells: ``our values: Solidarity, Humour, Initiative and Trust``."""
    for match in text.matches("spelt_out"):
        for first, last in ((match.end, match.end + LONGEST_LIST), (match.start - LONGEST_LIST, match.start)):
            items = list(_items(text.raw, max(first, 0), last))
            word = "".join(text.raw[start].lower() for start, _ in items)
            if word in WORDS or word in SHORT_WORDS:
                return items[0][0], items[-1][1], word
    return None


def _items(raw: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The capitalised items of a list, with commas or signs between, in the sentence around the word for it."""
    end = 0
    for found in _item().finditer(raw, first, last):
        if end and not _between().fullmatch(raw, end, found.start()):
            return
        end = found.end()
        yield found.span()


@cache
def _item() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])[A-ZÀ-Ý][a-zà-ÿ'’-]{1,24}(?: (?!and |und |et |en )[a-zà-ÿ]{2,20}(?=,| and | &))?")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(r" ?[,;/•·|&+–-]? ?(?:(?:and|und|et|y|e|en) )?")
