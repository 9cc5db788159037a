"""A reply as it is read: its words without drawn-out letters and slips of the pen, its emoji, and what it only quotes.

People in a storm write ``SOOO disgustng``, paste the offending post above their own words, and say half of it in emoji.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from guard.text.fold import fold
from guard.text.language import languages
from guard.text.tokens import Tag, sentences, tokenise

QUOTED_WORDS = 4
"""So many words in a row, the same as in the post, are a quotation."""
SHORTEST_MISSPELT = 6
"""Letters; in shorter words one wrong letter often makes another word."""
LONGEST_MISSPELT = 20
UNLIKELY = 0.15
"""Share of the evidence below which a text is not taken to be in a language."""
MOST_WORDS = 600
"""Words of a reply that are read: more is no reply but a paste."""

_DRAWN = re.compile(r"([^\W\d_])\1{2,}")
_SIGN = re.compile(r"[^\w\s\x00-\x7f]")
_WORD = re.compile(r"[^\W\d_]+")
_PAUSE = re.compile(r"[,;:–—]| - ")
_TEXT_END = re.compile(r"/s\s*$|/sarcasm", re.IGNORECASE)


class Speech:
    """One reply in reading form. ``words`` and ``sentences`` are what phrases are matched against."""

    __slots__ = ("_held", "_languages", "_quoted", "_sentences", "_tokens", "emoji", "links", "raw", "tags", "words")

    def __init__(self, raw: str, spell: Callable[[str], str], post: frozenset[tuple[str, ...]] = frozenset()) -> None:
        self.raw = raw
        folded = fold(raw)
        self._tokens = tokenise(raw, folded)
        plain = self._tokens.words[:MOST_WORDS]
        self.words: Sequence[str] = [spell(word) for word in plain]
        self.emoji = Counter(word for word in plain if not word.isascii() and _SIGN.match(word))
        self.links = len(self._tokens.links)
        self.tags: tuple[Tag, ...] = self._tokens.tags
        self._sentences: Sequence[int] | None = None
        self._held: frozenset[str] | None = None
        self._languages: dict[str, float] | None = None
        self._quoted = _quoted(plain, post) if post else frozenset()

    @property
    def held(self) -> frozenset[str]:
        """The words, each once."""
        if self._held is None:
            self._held = frozenset(self.words)
        return self._held

    @property
    def sentences(self) -> Sequence[int]:
        """The number of the sentence that each word stands in."""
        if self._sentences is None:
            self._sentences = sentences(self.raw, self._tokens)
        return self._sentences

    @property
    def languages(self) -> dict[str, float]:
        """How likely the text is in each language; empty: nobody can tell."""
        if self._languages is None:
            self._languages = languages(self._tokens.words)
        return self._languages

    def may_be(self, language: str) -> bool:
        """Say whether the text can be in ``language``; it can always be in none in particular."""
        return not language or not self.languages or self.languages.get(language, 0.0) >= UNLIKELY

    @property
    def marked_ironic(self) -> bool:
        """Say whether the author says so: ``/s``."""
        return "/s" in self.raw and _TEXT_END.search(self.raw) is not None

    @property
    def starts(self) -> Sequence[int]:
        """Where each word starts in ``raw``."""
        return self._tokens.starts

    @property
    def ends(self) -> Sequence[int]:
        """Where each word ends in ``raw`` (exclusive)."""
        return self._tokens.ends

    def quotes(self, first: int, last: int) -> bool:
        """Say whether the words ``first`` to ``last`` are the post's, not the author's."""
        return bool(self._quoted) and all(place in self._quoted for place in range(first, last + 1))

    def pauses(self, first: int, last: int) -> bool:
        """Say whether a comma, a dash or the like stands between two words."""
        return _PAUSE.search(self.raw, self.ends[first], self.starts[last]) is not None

    @property
    def own(self) -> list[str]:
        """The words without those that are quoted from the post."""
        return [word for place, word in enumerate(self.words) if place not in self._quoted]

    @property
    def has_quotation(self) -> bool:
        """Say whether a part of the post is repeated."""
        return bool(self._quoted)

    @property
    def own_words(self) -> int:
        """How many words are the author's own, emoji left out."""
        return len(self.words) - len(self._quoted) - sum(self.emoji.values())


def runs(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Every run of words by which a quotation is recognised."""
    return frozenset(tuple(words[at : at + QUOTED_WORDS]) for at in range(len(words) - QUOTED_WORDS + 1))


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of words of a post."""
    return runs(tokenise(text, fold(text)).words)


def without_quotes(text: str, post: frozenset[tuple[str, ...]]) -> str:
    """``text`` without what it repeats of the post."""
    if not post:
        return text
    tokens = tokenise(text, fold(text))
    quoted = sorted(_quoted(tokens.words, post))
    if not quoted:
        return text
    kept, last = [], 0
    for place in quoted:
        kept.append(text[last : tokens.starts[place]])
        last = tokens.ends[place]
    return "".join([*kept, text[last:]])


def _quoted(words: Sequence[str], post: frozenset[tuple[str, ...]]) -> frozenset[int]:
    places: set[int] = set()
    for at in range(len(words) - QUOTED_WORDS + 1):
        if tuple(words[at : at + QUOTED_WORDS]) in post:
            places.update(range(at, at + QUOTED_WORDS))
    return frozenset(places)


class Spelling:
    """Reads a misspelt word as the one of ``vocabulary`` that was meant; a word of the language stays what it is.

    A letter too many, too few, wrong, or two swapped are forgiven in words of six letters and more. Words are looked up
    by what is left of them without one letter, so the cost does not grow with the vocabulary. Words of ``others`` stay
    as they are, and no word is taken for one of them.
    """

    def __init__(self, vocabulary: frozenset[str], others: frozenset[str] = frozenset()) -> None:
        self._words = vocabulary | others
        self._near: dict[str, str] = {}
        self._known: dict[str, str] = {}
        for word in sorted(vocabulary):
            if SHORTEST_MISSPELT <= len(word) <= LONGEST_MISSPELT and word.isalpha():
                for form in _without_a_letter(word):
                    self._near.setdefault(form, word)

    def __call__(self, word: str) -> str:
        """The word that was meant."""
        meant = self._known.get(word)
        if meant is None:
            meant = self._meant(word)
            if len(self._known) < 500_000:  # a bound for memory; beyond it words are worked out again
                self._known[word] = meant
        return meant

    def _meant(self, word: str) -> str:
        if word in self._words or not _WORD.fullmatch(word):
            return word
        for form in (_DRAWN.sub(r"\1\1", word), _DRAWN.sub(r"\1", word)):
            if form in self._words:
                return form
        word = _DRAWN.sub(r"\1", word)
        if not SHORTEST_MISSPELT <= len(word) <= LONGEST_MISSPELT or _is_word(word):
            return word
        for form in _without_a_letter(word):
            near = self._near.get(form)
            if near and near[0] == word[0] and abs(len(near) - len(word)) <= 1 and not _is_other_form(word, near):
                return near
        return word


def _without_a_letter(word: str) -> list[str]:
    return [word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]


def _is_other_form(word: str, near: str) -> bool:
    """An ending more or less is grammar, not a slip: ``nurses`` and ``nurse``, ``Italiano`` and ``italiana``."""
    return word[:-1] == near[:-1] or word[:-1] == near or word == near[:-1]


@cache
def _is_word(word: str) -> bool:
    from guard.text.hashtags import is_word

    return is_word(word)
