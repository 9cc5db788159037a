"""Runs the weights: windows in, probabilities out. numpy and onnxruntime are loaded when the first post is judged.

One inference session a process, one thread, so that ``--jobs`` scales and the numbers do not depend on the machine's
load. Windows of like length go through together: filling up to the longest costs as much as reading.
"""

import json
import os
from collections.abc import Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from guard.errors import CheckIncomplete
from guard.judges.local_model.heads import HEADS
from guard.judges.local_model.packing import Window
from guard.judges.local_model.wordpiece import WordPiece

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "weights")
WEIGHTS, VOCABULARY, SETTINGS = "model.onnx", "vocab.txt", "settings.json"

BATCH_TOKENS = 1024
"""Tokens of windows that go through the network together, filling included."""


class Read(Struct, frozen=True):
    """What the network says of one window: a probability a head, and one a piece of the post."""

    heads: dict[str, float]
    evidence: tuple[float, ...]


class Settings(Struct, frozen=True):
    """What is kept beside the weights: their name, hash and date, and how their numbers are to be taken.

    ``temperature`` and ``bias`` calibrate the logit of *risky*. A post whose calibrated risk is at least ``stop`` is
    raised; below ``lower`` the doubts of rules that depend on context become advice. ``categories`` are the
    probabilities from which a category is named beside the likeliest, ``blocking`` those from which one blocks.
    """

    version: str
    sha256: dict[str, str]
    temperature: float
    bias: float
    stop: float
    categories: dict[str, float]
    blocking: dict[str, float]
    lower: float


@cache
def settings(folder: str = FOLDER) -> Settings:
    """The settings of the weights in ``folder``.

    Raises:
        CheckIncomplete: there are no weights, or their settings cannot be read.
    """
    from msgspec import DecodeError, convert

    path = os.path.join(folder, SETTINGS)
    try:
        with open(path, encoding="utf-8") as stream:
            return convert(json.load(stream), Settings)
    except (OSError, ValueError, DecodeError) as error:
        raise CheckIncomplete(f"{path}: the model's settings cannot be read ({type(error).__name__}). {FIX}") from None


FIX = "Install prefect-mishap again, or check with --no-model."


class Network:
    """The weights of one folder, ready to read."""

    def __init__(self, folder: str = FOLDER) -> None:
        """Load them.

        Raises:
            CheckIncomplete: the weights or onnxruntime are missing or damaged.
        """
        self.settings = settings(folder)
        self.words = WordPiece(_vocabulary(folder))
        self._session = _session(os.path.join(folder, WEIGHTS))

    def read(self, windows: Sequence[Window]) -> list[Read]:
        """What the network says of each window, in their order."""
        order = sorted(range(len(windows)), key=lambda place: len(windows[place].numbers))
        found: dict[int, Read] = {}
        for batch in _batches(order, windows):
            found |= zip(batch, self._run([windows[place] for place in batch]), strict=True)
        return [found[place] for place in range(len(windows))]

    def _run(self, windows: Sequence[Window]) -> list[Read]:
        import numpy as np

        longest = max(len(window.numbers) for window in windows)
        shape = (len(windows), longest)
        numbers, segments, seen = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        for row, window in enumerate(windows):
            length = len(window.numbers)
            numbers[row, :length], segments[row, :length], seen[row, :length] = window.numbers, window.segments, 1
        heads, tokens = self._session.run(None, {"numbers": numbers, "segments": segments, "seen": seen})
        return [
            Read(
                dict(zip(HEADS, heads[row].tolist(), strict=True)),
                tuple(tokens[row, 1 : 1 + len(window.places)].tolist()),
            )
            for row, window in enumerate(windows)
        ]


def _batches(order: Sequence[int], windows: Sequence[Window]) -> list[list[int]]:
    batches: list[list[int]] = []
    for place in order:
        length = len(windows[place].numbers)
        if batches and (len(batches[-1]) + 1) * length <= BATCH_TOKENS:
            batches[-1].append(place)
        else:
            batches.append([place])
    return batches


def _vocabulary(folder: str) -> list[str]:
    path = os.path.join(folder, VOCABULARY)
    try:
        with open(path, encoding="utf-8") as stream:
            return stream.read().splitlines()
    except (OSError, ValueError):
        raise CheckIncomplete(f"{path}: the model's vocabulary cannot be read. {FIX}") from None


def _session(path: str) -> Any:
    try:
        import onnxruntime
    except ImportError:
        fix = "Install it with pip install onnxruntime, or check with --no-model."
        raise CheckIncomplete(f"onnxruntime, which runs the guard's own model, is not installed. {fix}") from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # noqa: BLE001 - onnxruntime has its own exceptions for everything: missing, cut off, not ours
        raise CheckIncomplete(f"{path}: the model cannot be loaded ({type(error).__name__}). {FIX}") from None
