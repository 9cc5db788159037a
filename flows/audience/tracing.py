"""Which replies every number stands on, by their ids, so that anybody can look them up."""

from collections.abc import Iterable
from itertools import islice

from flows.audience.kept import Kept

MOST_IDS = 1000
"""Ids that are kept for one number; ``--labels`` writes what was found in every reply."""

Traces = dict[str, tuple[str, ...]]
"""The ids of the replies behind a number, in order, at most ``MOST_IDS``. The names of numbers are like
``stance/offended``, ``people/offended``, ``group/miners``, ``wave/1``.
"""


class Tracer:
    """Notes the replies behind each number."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self.traces: Traces = {}

    def note(self, name: str, numbers: Iterable[int]) -> None:
        """Remember that the number ``name`` stands on these replies."""
        self.traces[name] = self._kept.ids_of(islice(numbers, MOST_IDS))

    def note_labels(self, suspects: frozenset[str], people: Iterable[int]) -> None:
        """Remember the replies of each stance and language, of suspected programs, and those nobody can tell."""
        kept, found = self._kept, _Heaps()
        for number, judged in enumerate(kept.judged):
            found.put(f"stance/{judged.stance}", number)
            found.put(f"language/{judged.language}", number)
            if kept.authors[number] in suspects:
                found.put("suspected", number)
        for number in people:
            found.put(f"people/{kept.judged[number].stance}", number)
        for name, numbers in found.heaps.items():
            self.note(name, numbers)

    def note_times(self, name: str, start: float, end: float) -> None:
        """Remember the replies from one moment to another, both in seconds."""
        self.note(name, (number for number, at in enumerate(self._kept.times) if start <= at <= end))


class _Heaps:
    """Numbers of replies under names, no more of each than are needed."""

    def __init__(self) -> None:
        self.heaps: dict[str, list[int]] = {}

    def put(self, name: str, number: int) -> None:
        heap = self.heaps.setdefault(name, [])
        if len(heap) < MOST_IDS:
            heap.append(number)
