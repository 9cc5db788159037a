r"""acrostic: the first letters of the lines spell something.

What it looks for
    Four or more lines in a row whose first letters spell an obscene or hateful word, in English, German, French, Spanish, Italian,
    Portuguese or Dutch.

Why
    Somebody always sees it, and nobody believes that it was an accident.

Flags
    Our values:\nService\nHonesty\nInclusion\nTrust
    Book now:\nFireplaces\nUnhurried breakfasts\nCocktails\nKing-size beds

Passes
    Our values:\nCare\nHonesty\nInclusion\nTrust
"""

from collections.abc import Iterator

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
WAKES_ON = ("shape:lines",)
WORDS = tuple("shit fuck cunt slut arse tits anal rape dick cock nazi heil hate kill porn wank twat homo scum turd piss fotze puta puto pute merda cazzo culo kanker".split())


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield a hit over the lines that spell a word."""
    for text in post.judged:
        yield from _spelt(text)


def _spelt(text: Text) -> Iterator[Hit]:
    lines = [(start, line) for start, line in _lines(text.raw) if line.strip()]
    initials = "".join(next((c for c in line if c.isalnum()), " ") for _, line in lines).lower()
    for word in WORDS:
        at = initials.find(word)
        if at >= 0:
            last, line = lines[at + len(word) - 1]
            message = f"The first letters of these lines spell “{word.upper()}”."
            yield hit(RULE, text, lines[at][0], last + len(line), message=message)
            return


def _lines(raw: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in raw.split("\n"):
        yield start, line
        start += len(line) + 1
