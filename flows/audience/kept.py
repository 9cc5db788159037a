"""What is kept of every reply until all are read: columns of small things, and never its text unless it is offended."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

from flows.audience.accounts import Behaviour
from flows.audience.batch import Read
from flows.audience.copies import Copies
from flows.audience.reading import STANCES, Judgement
from flows.platforms.base import Reply


class Kept:
    """One entry a reply in each column. ``texts`` are the own words of offended replies, by number."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.authors: list[str] = []
        self.times, self.likes = array("d"), array("q")
        self.judged: list[Judgement] = []
        self.copies = Copies()
        self.texts: dict[int, str] = {}
        self._known: dict[Judgement, Judgement] = {}
        self._names: dict[str, str] = {}

    def add(self, replies: Sequence[Reply], read: Read) -> None:
        """Take in the next replies with what was read in them."""
        self.copies.join(read.marks)
        own = iter(read.own)
        for reply, judged in zip(replies, read.judged, strict=True):
            if judged.stance == "offended":
                self.texts[len(self.ids)] = next(own)
            self.ids.append(reply.id)
            self.authors.append(self._names.setdefault(reply.author, reply.author))
            self.times.append(reply.created_at.timestamp())
            self.likes.append(reply.likes)
            self.judged.append(self._known.setdefault(judged, judged))

    def people(self, suspects: frozenset[str], behaviour: Behaviour) -> list[int]:
        """The replies of people: no suspected program, and one of each copied text."""
        clusters = self.copies.cluster
        return [
            number
            for number, author in enumerate(self.authors)
            if author not in suspects and (clusters[number] == number or clusters[number] not in behaviour.campaigns)
        ]

    def offended(self, numbers: Iterable[int]) -> list[int]:
        """Those of these replies that are offended."""
        return [number for number in numbers if self.judged[number].stance == "offended"]

    def stances(self, numbers: Iterable[int]) -> dict[str, int]:
        """How many of these replies take each stance."""
        counts = Counter(self.judged[number].stance for number in numbers)
        return {stance: counts[stance] for stance in STANCES}

    def duplicates(self) -> list[int]:
        """The replies that repeat an earlier one."""
        return [number for number, first in enumerate(self.copies.cluster) if first != number]

    def ids_of(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """The ids of these replies."""
        return tuple(self.ids[number] for number in numbers)

    def surest(self, number: int) -> tuple[float, int]:
        """A key that sorts replies by how sure their judgement is, the surest first."""
        return -self.judged[number].confidence, number
