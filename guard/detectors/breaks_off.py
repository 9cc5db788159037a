r"""breaks-off: the text stops in the middle of a sentence.

What it looks for
    A post that ends with a word no sentence ends with (the, a, our, and, der, le, una ...), without a full stop, picture or
    link after it; a quotation that ends with "said" and no name; a list whose last point or whose fields are empty.

Why
    Half a sentence looks careless at best. Where it was the price, the date or the prize that is missing, people write to ask.

Flags
    Quiz night on Thursday, teams of six, and the prize this week is a
    Unser Laden schließt am Freitag früher wegen der
    "The roof will last another fifty years," said
    Two reasons to walk:\n\n1. It is free.\n2. It clears the head.\n3.
    This week's soups\nMonday:\nTuesday:\nWednesday: leek

Passes
    Who are you dancing with?
    The one you have been waiting for. The.
    Best bakery in the world, says my nan.
    Guess who
    Nobody:\nAbsolutely nobody:\nOur cat: here is a mouse.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.model import Span

RULE = Rule(
    code="M506",
    slug="breaks-off",
    category="unfinished_draft",
    severity="review",
    summary="The text stops in the middle of a sentence.",
    why="Half a sentence looks careless, and what people needed to know may be the missing half.",
    instead="Finish the sentence, or check that the whole text was pasted.",
    confidence=0.8,
)
WAKES_ON = ("shape:unended", "shape:lines")
LEAST_WORDS = 6

_OPEN = frozenset(
    "the an and our your their because every whose und der den dem ein eine einen einem einer weil dass unser unsere vom zum zur "
    "le les des une et notre nos votre vos du aux parce los las una y nuestro nuestra del porque il gli uno della delle degli nostro nostra "
    "uma nosso nossa dos das pelo pela nossos nossas pelos pelas aos às het een onze omdat zodat which whose than including during although unless whether via "
    "beim sowie unserem unseren im dessen deren chez dont cette ces leurs sus nuestros nuestras cuyo cuya nei sui nella dalla nel dal sul sulla degli quale".split()
)
"""Words that no sentence ends with."""
_OPEN_PAIRS = frozenset(
    "is a|with a|for a|of a|in a|on a|at a|to a|as a|get a|win a|one of|of the|us in|us on|us at|us from|joining us|the top|the most|the first|the best|delighted to|pleased to|"
    "proud to|excited to|happy to|able to|thanks to|such as|as well|more than|less than|according to|due to|based on|available in|available from|open from|runs from|starting from|"
    "ist ein|sind die|bis zum|in der|auf der|mit dem|für die|dans le|pour la|sur le|avec les|en el|para la|con el|por el|nel corso|per il|con la|in de|van de|op de|voor de|no dia|para o".split(
        "|"
    )
)
"""Two last words after which something must follow."""


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield a hit on the last word when a sentence cannot end there, and on points of a list that say nothing."""
    text = post.text
    if text.words and _stops(text):
        yield hit(RULE, text, text.starts[-1], text.ends[-1])
    if "\n" in text.signs:
        yield from (hit(RULE, text, start, end) for start, end in _empty_points(text.raw))


def _stops(text: Text) -> bool:
    if (
        len(text.words) < LEAST_WORDS
        or not text.raw[-1:].islower()
        or text.raw[text.ends[-1] :]
        or (text.tags and text.tags[-1].end >= text.ends[-1])
    ):
        return False
    before, last = text.words[-2:]
    return last in _OPEN or f"{before} {last}" in _OPEN_PAIRS or _range(text.words) or _clause(text, before, last)


def _clause(text: Text, before: str, last: str) -> bool:
    """Say whether a clause only begins: ``the volunteers who``, ``"...," said``."""
    if last == "e":
        return (
            len(before) > 1
            and "?" not in text.signs
            and any(text.languages.get(code, 0.0) > 0.2 for code in ("pt", "it"))
        )
    if last == "who":
        return "?" not in text.signs and before not in _ASKING and (before.endswith("s") or before in _PEOPLE)
    return last in _SAID and bool(_quoted_said().search(text.raw))


_ASKING = frozenset(
    "guess know knows knew see tell ask who's that's it's is was doctor dr remember wonder guesses asks tells says".split()
)
_PEOPLE = frozenset(
    "people those everyone everybody anyone somebody team staff colleague woman man women men children person".split()
)
_SAID = frozenset(
    "said says added sagte sagt erklärte dit déclare dijo dice afirmó disse diz afirmou detto afferma zei zegt aldus".split()
)


@cache
def _quoted_said() -> re.Pattern[str]:
    return re.compile(r"[,.!?]? ?[\"”»“][,.]? (?:\w{1,3} ){0,2}\w{3,9}$")


def _empty_points(raw: str) -> Iterator[Span]:
    """Places of a last number or dash without words, and of two labels in a row with nothing behind them."""
    last = _last_point().search(raw) if raw.rstrip()[-1:] in _BARE else None
    if last and len(_points().findall(raw)) >= ENOUGH_POINTS:
        yield last.span(1)
    empty = _empty_labels().search(raw) if ":\n" in raw else None
    if empty and not _MEME.intersection(empty[0].lower().replace(":", " ").split()):
        yield empty.span()


ENOUGH_POINTS = 2
_BARE = frozenset(".)-*•–")
"""Signs in which a point without words ends."""
_MEME = frozenset("nobody no one literally absolutely me personne niemand nadie ninguém nessuno".split())


@cache
def _last_point() -> re.Pattern[str]:
    return re.compile(r"\n[ \t]{0,4}(\d{1,2}[.)]|[-*•–])\s*$")


@cache
def _points() -> re.Pattern[str]:
    """Points of a list that do say something."""
    return re.compile(r"(?:^|\n)[ \t]{0,4}(?:\d{1,2}[.)]|[-*•–])[ \t]{1,4}\S")


@cache
def _empty_labels() -> re.Pattern[str]:
    return re.compile(r"(?<=\n)[^\s:][^:\n]{0,30}:[ \t]{0,4}\n[^\s:][^:\n]{0,30}:[ \t]{0,4}(?=\n[^\n:]{1,30}:|$)")


def _range(words: list[str]) -> bool:
    """Say whether a span of time has no end: ``from 3 May to``."""
    return (words[-1] in {"to", "until", "till", "bis", "à", "al", "a", "tot"} and "from" in words[-5:-2]) or (
        words[-1] == "bis" and "von" in words[-5:-2]
    )
