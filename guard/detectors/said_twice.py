r"""said-twice: a word, a sentence or the whole text stands there twice.

What it looks for
    The same small word twice in a row ("we are are"), a phrase that begins again ("our opening hours are our opening hours are"), the
    same sentence or paragraph a second time.

Why
    It shows that the text was pasted and not read, and twice the text is often half the care in what people need to know.

Flags
    We are are delighted to welcome you back.
    The library is closed on Monday. The library is closed on Monday.
    Come to our open day!\nCome to our open day!

Passes
    Tea, tea, tea: our new shop sells nothing else.
    Goal! Goal! Goal! We win the cup.
    He had had enough of rain.

Limits
    A refrain that is meant looks the same: a person decides.
"""

from collections.abc import Iterator, Sequence

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.model import Span

RULE = Rule(
    code="M510",
    slug="said-twice",
    category="unfinished_draft",
    severity="review",
    summary="Something stands here twice.",
    why="It looks pasted and unread.",
    instead="Take the second one out, or check that the repetition is meant.",
    confidence=0.6,
)
WAKES_ON = ("shape:repeats",)

SMALL = frozenset(
    "the a an and of to are is we our your for with at by from will be this these those your it's was were has have or but as "
    "und der den dem ein eine mit für auf von wir sind ist les des une et pour avec dans nous est el los las y con para por que es il gli una per con di "
    "e della sono het een van met voor zijn wij os uma para com".split()
)
"""Words that nobody doubles on purpose."""
SHORTEST_PHRASE, LONGEST_PHRASE = 3, 10
SHORTEST_SENTENCE = 4
NEAR = 8
"""Code points before a doubled word in which a dash or quotation mark explains it."""
TWICE = 2
"""Three times is a refrain."""


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield the second of two: word, phrase or sentence."""
    text = post.text
    for first, last in _doubled(text):
        yield hit(RULE, text, text.starts[first], text.ends[last])


def _doubled(text: Text) -> Iterator[Span]:
    words = text.words
    ends = 0
    for place in range(1, len(words)):
        if place > ends and words[place] == words[place - 1] and words[place] in SMALL and _side_by_side(text, place):
            ends = _row_ends(words, place)
            yield place - 1, ends
    for place in range(len(words) - 2 * SHORTEST_PHRASE + 1):
        size = _begins_again(words, place)
        if (
            size
            and _speaks(words[place : place + size])
            and not _goes_on(words, place, size)
            and text.sentences[place] == text.sentences[place + size]
        ):
            yield place, place + 2 * size - 1
            return
    yield from _sentences_twice(text)


def _row_ends(words: Sequence[str], place: int) -> int:
    """The last of the words that follow each other and are all the same: they are one slip."""
    while place + 1 < len(words) and words[place + 1] == words[place]:
        place += 1
    return place


def _side_by_side(text: Text, place: int) -> bool:
    between = text.raw[text.ends[place - 1] : text.starts[place]]
    after = text.raw[text.ends[place] : text.ends[place] + 1]
    start = text.starts[place - 1]
    before = text.raw[max(0, start - NEAR) : start].rstrip()
    return (
        between == " "
        and after in {" ", ""}
        and not before.endswith(tuple("-'’\"“"))
        and text.raw[text.starts[place]].islower()
    )


def _speaks(words: Sequence[str]) -> bool:
    """Say whether words are a phrase and no drawing, chant or row of emoji."""
    return len(set(words)) > 2 and all(word[0].isalnum() for word in words)


def _goes_on(words: Sequence[str], place: int, size: int) -> bool:
    """Say whether the repetition goes on before or after the two: then it is a refrain."""
    if place and words[place - 1] == words[place + size - 1]:
        return True
    return words[place + 2 * size : place + 2 * size + 1] == [words[place]]


def _begins_again(words: Sequence[str], place: int) -> int:
    """How many words from ``place`` on stand there twice in a row."""
    for size in range(SHORTEST_PHRASE, LONGEST_PHRASE + 1):
        if words[place : place + size] == words[place + size : place + 2 * size]:
            return size
    return 0


def _sentences_twice(text: Text) -> Iterator[Span]:
    seen: dict[tuple[str, ...], list[Span]] = {}
    start = 0
    numbers = text.sentences
    for place in range(1, len(numbers) + 1):
        if place < len(numbers) and numbers[place] == numbers[start]:
            continue
        sentence = tuple(text.words[start:place])
        if len(sentence) >= SHORTEST_SENTENCE and _speaks(sentence):
            seen.setdefault(sentence, []).append((start, place - 1))
        start = place
    yield from (places[1] for places in seen.values() if len(places) == TWICE)
