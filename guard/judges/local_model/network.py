"""Runs the weights: windows in, probabilities out. numpy and onnxruntime are loaded when the first post is judged.

One inference session a process, one thread, so that ``--jobs`` scales. Each window goes through alone: the eight-bit
network takes its scales from all that goes through at once, so a post's numbers would depend on its neighbours. On a
processor that multiplies eight-bit numbers this costs a sixth of the speed of batches.
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


class Read(Struct, frozen=True):
    """What the network says of one window: a probability a head, and one a piece of the post."""

    heads: dict[str, float]
    evidence: tuple[float, ...]


class Settings(Struct, frozen=True):
    """What is kept beside the weights: their name, hashes, and how their numbers are to be taken.

    ``fusion`` weighs what network and rules say (see ``fusion``). A post is raised whose risk is at least what
    ``stops`` says for its likeliest category; below ``lower`` the doubts of rules that depend on context become
    advice. ``categories`` are the probabilities from which a category is named beside the likeliest, ``blocking``
    those from which one blocks.
    """

    version: str
    sha256: dict[str, str]
    fusion: tuple[float, ...]
    stops: dict[str, float]
    lower: float
    categories: dict[str, float]
    blocking: dict[str, float]


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
        return [self._read(window) for window in windows]

    def _read(self, window: Window) -> Read:
        import numpy as np

        numbers = np.array([window.numbers], np.int64)
        given = {"numbers": numbers, "segments": np.array([window.segments], np.int64), "seen": np.ones_like(numbers)}
        heads, tokens = self._session.run(None, given)
        evidence = tokens[0, 1 : 1 + len(window.places)].tolist()
        return Read(dict(zip(HEADS, heads[0].tolist(), strict=True)), tuple(evidence))


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
