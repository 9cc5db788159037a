"""The weights of the trained reader: how they are kept, checked and added up.

All sums are of whole numbers, so that a reply is read the same in every batch, process and machine. ``weights.npz``
holds the tables, ``settings.json`` their scales and the hash by which damage to them is found out.
"""

import hashlib
import os
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct

from flows.audience.reading import DEMANDS, STANCES
from guard.errors import GuardError

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "weights")
TABLES, SETTINGS = "weights.npz", "settings.json"

COLUMNS: tuple[str, ...] = (*STANCES, *DEMANDS, "none")
"""What each column of the tables speaks for: the stances, then the demands and that nothing is asked for."""

FINE = 64
"""Steps of one in which a shape is counted."""

AT_ONCE = 500
"""Texts that are added up together: enough to be quick, few enough for the memory."""

DAMPED = 3
"""Added to the number of pieces by whose root their sum is divided: a single word is not the whole truth."""


class WeightsUnusable(GuardError):
    """The trained reader's weights are missing, damaged, or were made for another version; ``what`` says which."""

    def __init__(self, what: str, *, where: str) -> None:
        self.what = what
        super().__init__(f"{where}: {what}. Install the package again; until then the phrases read alone.")


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """What belongs to the tables. ``scale`` turns their sums into evidence (pieces, shapes), column by column.

    ``warmth`` are the temperatures that make confidences of stances and demands true on replies that were not trained
    on; a demand is named when it is at least ``demand`` sure.
    """

    version: str
    sha256: str
    shapes: tuple[str, ...]
    scale: tuple[tuple[float, ...], tuple[float, ...]]
    offset: tuple[float, ...]
    warmth: tuple[float, float]
    demand: float


class Weights(Struct, frozen=True):
    """The tables in memory: ``rows`` says where a piece stands in ``pieces``, whose row 0 is empty."""

    settings: Settings
    rows: dict[int, int]
    pieces: Any
    shapes: Any

    def evidence(
        self, pieces: Sequence[Sequence[int]], shapes: Sequence[dict[str, float]]
    ) -> list[tuple[int, list[float]]]:
        """For each text with these pieces and shapes: how many pieces are known, and the evidence for each column."""
        settings = self.settings
        found: list[tuple[int, list[float]]] = []
        for start in range(0, len(pieces), AT_ONCE):
            some = pieces[start : start + AT_ONCE]
            known, counted = self._counted(some)
            lengths = np.sqrt(np.array([[len(one) + DAMPED] for one in some], np.float64))
            shaped = self._seen(shapes[start : start + AT_ONCE]) @ self.shapes
            by_piece, by_shape = (np.array(one) for one in settings.scale)
            evidence = counted * by_piece / lengths + shaped * (by_shape / FINE) + np.array(settings.offset)
            found += zip(known, evidence.tolist(), strict=True)
        return found

    def _counted(self, pieces: Sequence[Sequence[int]]) -> tuple[list[int], Any]:
        """How many pieces of each text are known, and what they add up to."""
        places: list[int] = []
        starts: list[int] = []
        for one in pieces:
            starts.append(len(places))
            places.append(0)
            places += filter(None, map(self.rows.get, one))
        known = [end - start - 1 for start, end in pairwise([*starts, len(places)])]
        return known, np.add.reduceat(self.pieces[places], starts, axis=0)

    def _seen(self, shapes: Sequence[dict[str, float]]) -> Any:
        """The shapes in whole steps, a row a text."""
        columns = {name: place for place, name in enumerate(self.settings.shapes)}
        seen = np.zeros((len(shapes), len(columns)), np.int64)
        for row, one in zip(seen, shapes, strict=True):
            row[[columns[name] for name in one]] = [round(value * FINE) for value in one.values()]
        return seen


@lru_cache(2)
def load(folder: str = HERE) -> Weights:
    """The weights in ``folder``.

    Raises:
        WeightsUnusable: they are missing, damaged, or were made for another version.
    """
    try:
        with open(os.path.join(folder, SETTINGS), "rb") as stream:
            settings = msgspec.json.decode(stream.read(), type=Settings)
        with open(os.path.join(folder, TABLES), "rb") as stream:
            data = stream.read()
    except OSError as error:
        raise WeightsUnusable("its weights are missing", where=str(error.filename)) from error
    except msgspec.MsgspecError as error:
        raise WeightsUnusable("its settings are damaged", where=folder) from error
    if hashlib.sha256(data).hexdigest() != settings.sha256:
        raise WeightsUnusable("its weights are damaged", where=folder)
    return _tables(settings, data, folder)


def _tables(settings: Settings, data: bytes, folder: str) -> Weights:
    from flows.audience.trained_features import SHAPES

    if settings.shapes != SHAPES:
        raise WeightsUnusable("its weights are of another version", where=folder)
    with np.load(BytesIO(data), allow_pickle=False) as tables:
        numbers, pieces, shapes = tables["numbers"], tables["pieces"], tables["shapes"]
    empty = np.zeros((1, len(COLUMNS)), np.int32)
    rows = {number: row for row, number in enumerate(numbers.tolist(), 1)}
    return Weights(settings, rows, np.concatenate([empty, pieces.astype(np.int32)]), shapes.astype(np.int64))
