"""What ships: the fitted evidence in whole numbers, its scales and its hash."""

import hashlib
import os
from io import BytesIO
from typing import Any

import msgspec
import numpy as np

from flows.audience.trained_features import SHAPES
from flows.audience.trained_weights import SETTINGS, TABLES, Settings
from flows.audience.training.fitting import Fitted

VERSION = "trained@1"


def ship(fitted: Fitted, warmth: tuple[float, float], demand: float, folder: str) -> Settings:
    """Write ``weights.npz`` and ``settings.json`` into ``folder``."""
    pieces, by_piece = _whole(fitted.pieces, 127)
    shapes, by_shape = _whole(fitted.shapes, 32767)
    kept = np.flatnonzero(np.abs(pieces).any(axis=1))
    numbers = np.array(list(fitted.columns), np.uint32)[kept]
    stream = BytesIO()
    np.savez_compressed(stream, numbers=numbers, pieces=pieces[kept].astype(np.int8), shapes=shapes.astype(np.int16))
    data = stream.getvalue()
    settings = Settings(
        version=VERSION,
        sha256=hashlib.sha256(data).hexdigest(),
        shapes=SHAPES,
        scale=(by_piece, by_shape),
        offset=tuple(float(one) for one in fitted.offset),
        warmth=warmth,
        demand=demand,
    )
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, TABLES), "wb") as tables:
        tables.write(data)
    with open(os.path.join(folder, SETTINGS), "wb") as text:
        text.write(msgspec.json.format(msgspec.json.encode(settings), indent=1) + b"\n")
    return settings


def _whole(weights: Any, most: int) -> tuple[Any, tuple[float, ...]]:
    """The weights as whole numbers from ``-most`` to ``most``, and what one of them stands for, column by column."""
    scale = np.maximum(np.abs(weights).max(axis=0) / most, 1e-9)
    return np.rint(weights / scale), tuple(float(one) for one in scale)
