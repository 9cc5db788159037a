"""Replies as the trained reader sees them, in tables to learn from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp

from flows.audience.phrase_reader import PhraseReader
from flows.audience.trained_features import SHAPES, pieces, shape, subjects
from flows.audience.trained_weights import DAMPED, FINE
from flows.audience.training.written import Written
from guard.text.fold import fold
from guard.text.tokens import tokenise


class Seen(NamedTuple):
    """Pieces and shapes of texts; ``shapes`` has a row a text, in the order of ``SHAPES``."""

    pieces: list[list[int]]
    shapes: Any

    def of(self, numbers: Sequence[int]) -> "Seen":
        """Those of some texts."""
        return Seen([self.pieces[number] for number in numbers], self.shapes[numbers])

    def and_of(self, other: "Seen") -> "Seen":
        """Those of these texts, then those of others."""
        return Seen(self.pieces + other.pieces, np.concatenate([self.shapes, other.shapes]))


@cache
def _phrases(post: str) -> tuple[PhraseReader, frozenset[str]]:
    return PhraseReader(post), subjects(tokenise(post, fold(post)).words)


def seen(replies: Iterable[Written]) -> Seen:
    """Everything that is to be seen in ``replies``, shapes in the steps in which the reader counts them."""
    held, shapes = [], []
    for reply in replies:
        phrases, about = _phrases(reply.post)
        heard = phrases.hear(reply.text)
        held.append(pieces(heard.speech.own))
        found = shape(heard, about)
        unknown = found.keys() - set(SHAPES)
        if unknown:
            raise KeyError(f"shapes without a place: {sorted(unknown)}")
        shapes.append([round(found.get(name, 0.0) * FINE) / FINE for name in SHAPES])
    return Seen(held, np.array(shapes))


def numbering(texts: Sequence[Sequence[int]], least: int) -> dict[int, int]:
    """A column for each piece that stands in at least ``least`` texts."""
    counts = Counter(piece for text in texts for piece in text)
    columns: defaultdict[int, int] = defaultdict()
    for piece in sorted(piece for piece, count in counts.items() if count >= least):
        columns[piece] = len(columns)
    return dict(columns)


def table(texts: Sequence[Sequence[int]], columns: dict[int, int]) -> Any:
    """The texts as rows: each known piece counts one, divided by the damped root of how many the text has."""
    rows, places, values = [], [], []
    for row, text in enumerate(texts):
        weight = 1 / (len(text) + DAMPED) ** 0.5
        known = [columns[piece] for piece in text if piece in columns]
        rows += [row] * len(known)
        places += known
        values += [weight] * len(known)
    return sp.csr_matrix((values, (rows, places)), shape=(len(texts), len(columns)))
