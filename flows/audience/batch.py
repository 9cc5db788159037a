"""Reads a batch of replies by itself: whatever needs no other reply. This part may run anywhere and in any order."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct

from flows.audience.copies import Marks, marks
from flows.audience.reading import Judgement, Reader
from flows.audience.speech import runs_of, without_quotes

BATCH = 5000
"""Replies of a batch: seconds of work, beside which handing it to another process costs little."""

Maker = Callable[[str], Reader]
"""Makes the reader for the replies to a post, in whatever process they are read."""


class Texts(Struct, frozen=True, gc=False):
    """The texts of a batch, in order."""

    texts: tuple[str, ...]


class Read(Struct):
    """What was found in a batch: a judgement for each text, what copies are found by, and the own words of those who
    are offended, in order.
    """

    judged: list[Judgement]
    marks: Marks
    own: list[str]

    def forget(self) -> None:
        """Let go of it all: a flow may keep what its tasks gave for as long as it lasts."""
        self.judged, self.marks, self.own = [], marks(()), []


def read(batch: Texts, maker: Maker, post: str) -> Read:
    """Read the texts of a batch. The same batch always gives the same, in every process."""
    return read_by(reader_for(maker, post), batch.texts, post_runs(post))


def read_by(reader: Reader, texts: Sequence[str], post: frozenset[tuple[str, ...]]) -> Read:
    """Read texts with the reader at hand; ``post`` are the runs of words of the post."""
    judged = reader.read(texts)
    offended = (text for text, found in zip(texts, judged, strict=True) if found.stance == "offended")
    return Read(judged, marks(texts), [without_quotes(text, post) for text in offended])


@lru_cache(1)
def reader_for(maker: Maker, post: str) -> Reader:
    """The reader of this process, made once."""
    return maker(post)


@lru_cache(1)
def post_runs(post: str) -> frozenset[tuple[str, ...]]:
    """The runs of words of the post, found once in a process."""
    return runs_of(post)
