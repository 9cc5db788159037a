"""The weights of the trained reader: how they are kept, checked and added up.

All sums are of whole numbers, so that a reply is read the same in every batch, process and machine. ``weights.npz``
holds the tables, ``settings.json`` their scales and the hash by which damage to them is found out.
"""

import hashlib
import os
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
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

    def evidence(self, pieces: Sequence[Sequence[int]], shapes: Sequence[dict[str, float]]) -> list[list[float]]:
        """The evidence for each column, for each of the texts with these pieces and shapes."""
        if not pieces:
            return []
        settings = self.settings
        places: list[int] = []
        starts: list[int] = []
        for one in pieces:
            starts.append(len(places))
            places.append(0)
            places += [row for row in map(self.rows.get, one) if row is not None]
        counted = np.add.reduceat(self.pieces[places], starts, axis=0, dtype=np.int64).tolist()
        seen = np.array([[round(one.get(name, 0.0) * FINE) for name in settings.shapes] for one in shapes], np.int64)
        shaped = (seen @ self.shapes).tolist()
        by_piece, by_shape = settings.scale
        return [
            [
                a * by_piece[c] / (len(one) + DAMPED) ** 0.5 + b * by_shape[c] / FINE + settings.offset[c]
                for c, (a, b) in enumerate(zip(sums, forms, strict=True))
            ]
            for one, sums, forms in zip(pieces, counted, shaped, strict=True)
        ]


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
    empty = np.zeros((1, len(COLUMNS)), np.int16)
    rows = {number: row for row, number in enumerate(numbers.tolist(), 1)}
    return Weights(settings, rows, np.concatenate([empty, pieces.astype(np.int16)]), shapes.astype(np.int64))
