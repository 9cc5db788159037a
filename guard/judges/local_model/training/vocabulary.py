"""The vocabulary: BERT's uncased one, with the emoji of the training texts in the places that BERT left unused."""

import os
import unicodedata
from collections import Counter
from collections.abc import Iterable

from guard.judges.local_model.training.labelled import Example

RARE = 3
"""Texts that a symbol must stand in to get a place of its own."""


def read(path: str) -> list[str]:
    """The pieces of a vocabulary file."""
    with open(path, encoding="utf-8") as stream:
        return stream.read().splitlines()


def with_symbols(base: str, examples: Iterable[Example]) -> tuple[list[str], dict[int, str]]:
    """The vocabulary of ``base`` (a file), and by number the symbols that it did not have."""
    pieces = read(base)
    known = set(pieces)
    counts = Counter(sign for example in examples for sign in set(example.reading.text) if _is_symbol(sign))
    wanted = sorted((s for s, n in counts.items() if n >= RARE and s not in known), key=lambda s: (-counts[s], s))
    places = [number for number, piece in enumerate(pieces) if piece.startswith("[unused")]
    added = dict(zip(places, wanted, strict=False))
    for number, sign in added.items():
        pieces[number] = sign
    return pieces, added


def _is_symbol(sign: str) -> bool:
    return ord(sign) > 127 and unicodedata.category(sign) in {"So", "Sk", "Sm", "Sc"}


def meaning(sign: str) -> str:
    """What a symbol is called, in small letters: the start of its meaning."""
    return unicodedata.name(sign, "symbol").lower()


def save(pieces: list[str], folder: str) -> None:
    """Write ``vocab.txt``."""
    with open(os.path.join(folder, "vocab.txt"), "w", encoding="utf-8") as stream:
        stream.write("\n".join(pieces) + "\n")
