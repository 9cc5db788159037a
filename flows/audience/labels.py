"""What a heap of texts is called: a clause in which one of its authors says what many of them say.

A clause is whole, so it reads as a sentence; one of words that this heap holds more of than the others says what sets
it apart. Where there is none, the words that mark the heap have to do.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from flows.audience.phrasebook import load

SHORTEST, LONGEST = 3, 10
"""Words of a clause."""
SOUGHT = 300
"""Texts of a heap, the most typical first, whose clauses are weighed."""
LOSES = 0.5
"""Exponent by which long clauses lose: a clause is not better because it holds more words."""
OFTEN = 0.15
"""What each doubling of the times that a clause is said adds to it."""

COMMON = frozenset(
    "disgusting offensive shame shameful insensitive apologise apologize apology sorry delete remove post tweet "
    "ad brand company please people really never ever again wtf fuck fucking shit like know think thing things "
    "say said get got make makes made would could should joke boycott stop dare funny seriously unacceptable "
    "disrespectful insulting wrong bad going want need right take come go let see even still back don't can't "
    "isn't i'm it's you're that's didn't ought honestly sense look hey mate stuff lol ok okay way anything "
    "nothing something everything someone anyone nobody somebody everyone feel felt feeling read reading today "
    "yesterday lost lose unbelievably believe cannot wow omg smh yikes ashamed fuming angry respect hope thought "
    "idea buy order money shop account companies page media social use used using put good great vergüenza asco "
    "borren honte honteux supprimez widerlich löscht vergonha apaguem vergogna cancellate is was are am".split()
)
"""Words of every storm."""


_END = re.compile(r"[.!?;:,…\n()\"“”„«»]+|\s[-–—/|]+\s|\.\.+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]{1,3})?")
_LINK = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)
_NO_WORD = re.compile(r"[@#]\w|\d{3,}")
_FILLERS = frozenset(
    "ok okay so well look hey honestly right and but or sorry mate wow omg ah oh yes no like just".split()
)
"""Words that open a clause and say nothing."""


class Labels:
    """Names heaps of texts beside each other; ``heaps`` hold the texts of each, the most typical first."""

    def __init__(self, heaps: Sequence[Sequence[str]]) -> None:
        self._heaps = heaps
        self._shares = [_shares(heap) for heap in heaps]

    def of(self, at: int, keywords: Sequence[str]) -> str:
        """The name of a heap that ``keywords`` mark."""
        marking = {word for keyword in keywords for word in keyword.split()}
        said: Counter[str] = Counter()
        written: dict[str, str] = {}
        for text in self._heaps[at][:SOUGHT]:
            found = {clause.lower(): clause for clause in clauses(text)}
            said.update(found.keys())
            written |= {name: clause for name, clause in found.items() if name not in written}
        best, most = "", 0.0
        for clause, times in said.items():
            score = self._score(at, clause.split(), marking) * (1 + OFTEN * (times.bit_length() - 1))
            if score > 0 and (score, clause) > (most, best):
                best, most = clause, score
        return sentence(written[best] if best else ", ".join(keywords[:3]))

    def _score(self, at: int, words: Sequence[str], marking: set[str]) -> float:
        """How much of what sets this heap apart these words hold."""
        if marking.isdisjoint(words):
            return 0.0
        own, others = self._shares[at], [share for number, share in enumerate(self._shares) if number != at]
        score = 0.0
        for word in sorted({*words} - stop_words()):
            score += max(0.0, own.get(word, 0.0) - max((other.get(word, 0.0) for other in others), default=0.0))
        return score / float(len(words) ** LOSES)


def clauses(text: str) -> Iterator[str]:
    """The clauses of a text that may stand alone, without what only opens them; what is shouted is said calmly."""
    for part in _END.split(_LINK.sub("@link", text.replace("’", "'"))):
        if _NO_WORD.search(part):
            continue
        words = _WORD.findall(part.lower() if part.isupper() else part)
        while words and words[0].lower() in _FILLERS:
            words.pop(0)
        if SHORTEST <= len(words) <= LONGEST:
            yield " ".join(words)


def _shares(heap: Sequence[str]) -> dict[str, float]:
    """The share of the texts of a heap that hold each word."""
    counts = Counter(word for text in heap for word in {*_WORD.findall(text.lower().replace("’", "'"))})
    return {word: count / len(heap) for word, count in counts.items()}


def sentence(text: str) -> str:
    """A text with a capital at its start."""
    return text[:1].upper() + text[1:]


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing about what a text is about."""
    from guard.text.language import SMALL_WORDS

    sets = load("stance_en")["sets"]
    feelings = {word for name in ("bad", "very", "post") for word in sets[name]}
    small = {word for language in ("en", "es", "fr", "de", "pt", "it") for word in SMALL_WORDS[language].split()}
    return frozenset(small | COMMON | feelings)
