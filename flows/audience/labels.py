"""What a heap of texts is called: a clause in which one of its authors says what many of them say.

A clause is whole, so it reads as a sentence; one of words that this heap holds more of than the others says what sets
it apart. Where there is none, a few words that several of them wrote in a row have to do; and last the words that mark
the heap, but never a small word, a letter, a handle or a part of a link.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import combinations

from flows.audience.phrasebook import load
from flows.audience.wording import listed

Parts = Callable[[str], Iterator[str]]

SHORTEST, LONGEST = 3, 10
"""Words of a clause."""
LONGEST_STRETCH = 4
"""Words in a row that stand for a clause where no clause is short enough."""
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
    "borren honte honteux supprimez widerlich löscht vergonha apaguem vergogna cancellate is was are am i've you've "
    "we've they've i'd you'd we'd they'd he'd she'd i'll you'll we'll they'll we're they're he's she's there's here's "
    "what's who's let's doesn't hasn't haven't hadn't won't wouldn't couldn't shouldn't wasn't weren't aren't does "
    "did done he she him her since through until somebody's those these too says there their".split()
)
"""Words of every storm."""


_END = re.compile(r"(?<!\d)[.,:]+|[.,:]+(?!\d)|[!?;…\n()\"“”„«»]+|\s[-–—/|]+\s|\.\.+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]{1,3})?")
_LINK = re.compile(r"(?:https?://|www\.)\S{1,2000}", re.IGNORECASE)
_NOBODYS = re.compile(r"(?:https?://|www\.)\S{1,2000}|@[\w.-]{1,100}", re.IGNORECASE)
_NO_WORD = re.compile(r"[@#]\w|\d{3,}|\d[.,:]\d|\d ?[%€$£]|[€$£] ?\d")
_FILLERS = frozenset(
    "ok okay so well look hey honestly right and but or sorry mate wow omg ah oh yes no like just".split()
)
"""Words that open a clause and say nothing."""


class Labels:
    """Names heaps of texts beside each other; ``heaps`` hold the texts of each, the most typical first."""

    def __init__(self, heaps: Sequence[Sequence[str]]) -> None:
        self._heaps = heaps
        self._shares = [_shares(heap) for heap in heaps]

    def of(self, at: int, keywords: Sequence[str], taken: Collection[str] = ()) -> str:
        """The name of a heap that ``keywords`` mark; none of those that are ``taken``."""
        marking = {word for keyword in keywords for word in keyword.split()}
        for parts, least in ((clauses, 1), (stretches, 2)):
            best = self._best(at, parts, marking, least, {name.lower() for name in taken})
            if best:
                return sentence(best)
        return sentence(self._words(at, keywords))

    def _best(self, at: int, parts: Parts, marking: set[str], least: int, taken: Collection[str]) -> str:
        """The part of the texts that says most of what sets the heap apart, where ``least`` texts hold it."""
        said: Counter[str] = Counter()
        written: dict[str, str] = {}
        for text in self._heaps[at][:SOUGHT]:
            found = {part.lower(): part for part in parts(text)}
            said.update(found.keys())
            written |= {name: part for name, part in found.items() if name not in written}
        best, most = "", 0.0
        for part, times in said.items():
            if times < least or part in taken:
                continue
            score = self._score(at, part.split(), marking) * (1 + OFTEN * (times.bit_length() - 1))
            if score > 0 and (score, part) > (most, best):
                best, most = part, score
        return written[best] if best else ""

    def _words(self, at: int, keywords: Sequence[str]) -> str:
        """The words that mark the heap, and what else its texts speak of where that is only one."""
        often = sorted(self._shares[at].items(), key=lambda one: (-one[1], one[0]))
        words = (word for source in (keywords, [word for word, _ in often]) for one in source for word in one.split())
        told = [*dict.fromkeys(word for word in words if word in self._shares[at] and _tells(word))]
        return listed(told[: max(2, min(3, sum(map(_tells, " ".join(keywords).split()))))]) or ", ".join(keywords[:3])

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


def stretches(text: str) -> Iterator[str]:
    """Two to four words in a row, as somebody wrote them, of which the first and the last say something."""
    for part in _END.split(_LINK.sub("@link", text.replace("’", "'"))):
        if _NO_WORD.search(part):
            continue
        words = _WORD.findall(part.lower() if part.isupper() else part)
        for first, last in combinations(range(len(words)), 2):
            if last - first < LONGEST_STRETCH and _tells(words[first].lower()) and _tells(words[last].lower()):
                yield " ".join(words[first : last + 1])


def _tells(word: str) -> bool:
    """Say whether a word says what a text is about; a single letter or a number does not."""
    return len(word) > 1 and word.isalpha() and word not in stop_words()


def _shares(heap: Sequence[str]) -> dict[str, float]:
    """The share of the texts of a heap that hold each word."""
    counts = Counter(word for text in heap for word in {*_WORD.findall(plain(text).lower())})
    return {word: count / len(heap) for word, count in counts.items()}


def plain(text: str) -> str:
    """``text`` without handles and links, which nobody says."""
    return _NOBODYS.sub(" ", text).replace("’", "'")


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
