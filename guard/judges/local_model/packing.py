"""Put a post and its surroundings into the tokens of one or more windows: ``[CLS] post [SEP] surroundings [SEP]``."""

from msgspec import Struct

from guard.judges.local_model.reading import Reading
from guard.judges.local_model.wordpiece import Piece, WordPiece
from guard.model import Span

WINDOW = 192
"""Tokens that the network reads at once."""

AROUND = 48
"""Tokens of them that the surroundings may take."""

STRIDE = 64
"""Tokens of a window that the next one reads again, so that no sentence is only seen in halves."""

MOST_WINDOWS = 64
"""Windows of one text that are read: about nine thousand tokens."""


class Window(Struct, frozen=True):
    """What the network reads at once: numbers of pieces, which segment each is of, and the post's pieces among them.

    ``places`` are the author's code points of the post's pieces, which begin at token 1.
    """

    numbers: list[int]
    segments: list[int]
    places: tuple[Span, ...]
    pieces: tuple[Piece, ...]


def pack(words: WordPiece, reading: Reading, around: str) -> list[Window]:
    """The windows of a text, at least one; ``MOST_WINDOWS`` at most."""
    pieces = words.cut(reading.text)
    tail = [number for number, _, _ in words.cut(around)[:AROUND]] if around else []
    room = WINDOW - 2 - (len(tail) + 1 if tail else 0)
    starts = range(0, max(len(pieces) - STRIDE, 1), room - STRIDE) if len(pieces) > room else range(1)
    return [_window(words, reading, pieces[start : start + room], tail) for start in starts[:MOST_WINDOWS]]


def is_whole(words: WordPiece, reading: Reading) -> bool:
    """Say whether all of a text fits into the windows that are read."""
    return len(words.cut(reading.text)) <= MOST_WINDOWS * (WINDOW - AROUND - 3 - STRIDE)


def _window(words: WordPiece, reading: Reading, pieces: list[Piece], tail: list[int]) -> Window:
    first = [words.cls, *[number for number, _, _ in pieces], words.sep]
    second = [*tail, words.sep] if tail else []
    return Window(
        numbers=first + second,
        segments=[0] * len(first) + [1] * len(second),
        places=tuple(reading.origin(start, end) for _, start, end in pieces),
        pieces=tuple(pieces),
    )
