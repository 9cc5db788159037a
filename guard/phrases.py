"""The phrase language: what a lexicon row, an exception or a brand's own rule may look for.

A pattern is a row of elements, separated by spaces, matched against the words of a post in reading form:

=================  =======================================================================
``word``           that word; a hyphen separates two words (``pile-up`` is ``pile up``)
``donat*``         every word that begins so (at least three letters before the star)
``share|rt``       one of these
``fell|ran_over``  one of these, some of several words; see ``guard.spelling``
``the?``           may be missing
``<women>``        a word of that set (``lexicons/sets.yaml`` or the file's own ``sets``)
``<#>``            a number
``..`` ``..7``     up to four (seven) other words between, in the same sentence
``#metoo``         that hashtag, alone
=================  =======================================================================

Matching walks the set of reachable positions from left to right, so its cost is bounded by
``words x elements x gap`` whatever the text: there is no backtracking.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Protocol

from msgspec import Struct

from guard.errors import LexiconError

DEFAULT_GAP = 4
LONGEST_GAP = 12
SHORTEST_STEM = 3


class Worded(Protocol):
    """A text cut into words: what patterns are matched against. A gap never crosses a sentence's end."""

    @property
    def words(self) -> Sequence[str]:
        """The words in reading form."""
        ...

    @property
    def held(self) -> frozenset[str]:
        """The words, each once."""
        ...

    @property
    def sentences(self) -> Sequence[int]:
        """The number of the sentence that each word stands in."""
        ...


_SETS: Mapping[str, tuple[str, ...]] = {}


class Element(Struct, frozen=True):
    """One place of a pattern: exact words, word beginnings, a number; how many words may stand before it."""

    words: frozenset[str]
    stems: tuple[str, ...] = ()
    number: bool = False
    optional: bool = False
    gap: int = 0

    def accepts(self, word: str) -> bool:
        """Say whether ``word`` (reading form) may stand here."""
        if word in self.words:
            return True
        if self.stems and word.startswith(self.stems):
            return True
        return self.number and word[0].isdigit()


Step = tuple[Element, int]
"""The next element to be found, and how many other words may stand before it."""


class Pattern(Struct, frozen=True):
    """A compiled pattern.

    ``anchor`` is the index of the element that wakes it, the rarest required one; ``plain`` means word beside word,
    without gaps or words that may be missing. ``right`` and ``left`` are the steps from the anchor to both ends;
    ``needed`` the words of the other elements that must be there, those with a beginning (``donat*``) left out.
    """

    source: str
    elements: tuple[Element, ...]
    anchor: int
    plain: bool
    right: tuple[Step, ...]
    left: tuple[Step, ...]
    needed: tuple[frozenset[str], ...]

    def at(self, text: Worded, position: int) -> tuple[int, int] | None:
        """Match with the anchor at ``position``; give the first and last word of the match, or ``None``."""
        if self.plain:
            return self._beside(text.words, position)
        elements = self.elements
        if any(map(text.held.isdisjoint, self.needed)) or not elements[self.anchor].accepts(text.words[position]):
            return None
        right = _reach(self.right, text, position, 1)
        left = None if right is None else _reach(self.left, text, position, -1)
        if right is None or left is None:
            return None
        first = min(left) if elements[0].optional else max(left)
        return first, max(right) if elements[-1].optional else min(right)

    def find(self, text: Worded) -> Iterator[tuple[int, int]]:
        """Yield every match as (first word, last word), in the order of the anchor's position."""
        anchor = self.elements[self.anchor]
        for position, word in enumerate(text.words):
            if anchor.accepts(word):
                found = self.at(text, position)
                if found:
                    yield found

    def _beside(self, words: Sequence[str], position: int) -> tuple[int, int] | None:
        """The match of a plain pattern: each word beside the next."""
        first = position - self.anchor
        last = first + len(self.elements) - 1
        if first < 0 or last >= len(words):
            return None
        for place, element in enumerate(self.elements, first):
            if not element.accepts(words[place]):
                return None
        return first, last


def _reach(steps: Sequence[Step], text: Worded, position: int, way: int) -> Collection[int] | None:
    """The places where the last step can stand; ``way`` is 1 to the right, -1 to the left. ``None`` when nowhere."""
    reached: Collection[int] = (position,)
    slack = 0
    for element, gap in steps:
        slack += gap
        nearer = _nearer(element, text, reached, way * (slack + 1))
        if element.optional:
            reached = {*reached, *nearer}
        elif nearer:
            reached, slack = nearer, 0
        else:
            return None
    return reached


def _nearer(element: Element, text: Worded, reached: Collection[int], furthest: int) -> Collection[int]:
    """The places up to ``furthest`` words beyond those ``reached`` where ``element`` can stand."""
    words = text.words
    way = 1 if furthest > 0 else -1
    found = []
    for start in reached:
        for place in range(start + way, start + furthest + way, way):
            if not 0 <= place < len(words):
                break
            if element.accepts(words[place]) and (place == start + way or _together(text, place, start)):
                found.append(place)
    return found if len(reached) == 1 else set(found)


def _together(text: Worded, one: int, other: int) -> bool:
    """Say whether two words stand in the same sentence."""
    return text.sentences[one] == text.sentences[other]


def use_sets(sets: Mapping[str, tuple[str, ...]]) -> None:
    """Give the word sets that ``<name>`` stands for; called once, by whoever loads the compiled lexicons."""
    global _SETS  # noqa: PLW0603 - one table for the process, set before the first pattern is read
    _SETS = sets
    parse.cache_clear()


def anchored(pattern: Pattern, anchor: int) -> Pattern:
    """The same pattern, woken by another of its elements."""
    return pattern if pattern.anchor == anchor else _pattern(pattern.source, pattern.elements, anchor)


def _pattern(source: str, elements: tuple[Element, ...], anchor: int) -> Pattern:
    others = [element for index, element in enumerate(elements) if index != anchor]
    return Pattern(
        source=source,
        elements=elements,
        anchor=anchor,
        plain=not any(element.gap or element.optional for element in elements),
        # The gap before an element is its own on the way to the right, that of the one right of it on the way back.
        right=tuple((element, element.gap) for element in elements[anchor + 1 :]),
        left=tuple((elements[i], elements[i + 1].gap) for i in range(anchor - 1, -1, -1)),
        needed=tuple(e.words for e in others if not (e.optional or e.stems or e.number)),
    )


@cache
def parse(source: str, where: str = "") -> Pattern:
    """Read a pattern of the phrase language.

    Raises:
        LexiconError: the pattern is empty, names an unknown set, or has a stem that is too short.
    """
    elements: list[Element] = []
    gap = 0
    for part in source.lower().replace("\u2019", "'").replace("-", " ").split():
        if part.startswith(".."):
            gap += _gap(part, source, where)
            continue
        elements.append(_element(part, gap, source, where))
        gap = 0
    if gap or not any(not e.optional for e in elements):
        message = f"the phrase {source!r} needs a word that must be there, and cannot end in a gap."
        raise LexiconError(message, where=where)
    return _pattern(source, tuple(elements), _rarest(elements))


def _gap(part: str, source: str, where: str) -> int:
    size = int(part[2:]) if part[2:].isdigit() else DEFAULT_GAP
    if (part[2:] and not part[2:].isdigit()) or size > LONGEST_GAP:
        raise LexiconError(f"{part!r} in the phrase {source!r} is not a gap.", where=where, fix="Write .. or ..7")
    return size


def _element(part: str, gap: int, source: str, where: str) -> Element:
    optional = part.endswith("?") and len(part) > 1
    words: set[str] = set()
    stems: list[str] = []
    number = False
    for choice in part.removesuffix("?").split("|") if optional else part.split("|"):
        if choice == "<#>":
            number = True
        elif choice.startswith("<") and choice.endswith(">"):
            more_words, more_stems = _from_set(choice[1:-1], source, where)
            words |= more_words
            stems += more_stems
        elif choice.endswith("*") and len(choice) > 1:
            stems.append(_stem(choice, source, where))
        elif "<" in choice or ">" in choice:
            fix = "Write <women> or <#>; a set's name has no hyphen."
            raise LexiconError(f"{choice!r} in the phrase {source!r} is no word set.", where=where, fix=fix)
        elif choice:
            words.add(choice)
    return Element(frozenset(words), tuple(stems), number, optional, gap)


def _from_set(name: str, source: str, where: str) -> tuple[set[str], list[str]]:
    if name not in _SETS:
        raise LexiconError(f"the phrase {source!r} names the unknown word set <{name}>.", where=where)
    members = _SETS[name]
    return {m for m in members if not m.endswith("*")}, [m[:-1] for m in members if m.endswith("*")]


def _stem(choice: str, source: str, where: str) -> str:
    if len(choice) <= SHORTEST_STEM:
        what = f"{choice!r} in the phrase {source!r} is too short to stand for every word that begins so."
        raise LexiconError(what, where=where, fix=f"Use at least {SHORTEST_STEM} letters.")
    return choice[:-1]


def _rarest(elements: Sequence[Element]) -> int:
    """The required element that fewest posts hold, guessed from the lengths of its words; lexicons know it better."""

    def cost(index: int) -> float:
        element = elements[index]
        if element.optional:
            return float("inf")
        sizes = [*map(len, element.words), *(len(stem) - 1 for stem in element.stems)]
        return sum(1.0 / size**2 if size else 1.0 for size in sizes) + (100.0 if element.number else 0.0)

    return min(range(len(elements)), key=cost)
