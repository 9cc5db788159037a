"""A text with its secrets and personal data taken out before it leaves this machine, and the way back."""

from collections.abc import Iterable
from typing import NamedTuple

Span = tuple[int, int]


class _Piece(NamedTuple):
    """A stretch of the masked text from ``start`` on that stands for ``source`` of the author's; masks are whole."""

    start: int
    source: Span
    mask: bool


class Masked:
    """``text`` with each of the ``spans`` (what it is called, where it stands) replaced by a label like ``[email 1]``.

    Spans are code points of the author's text; those that overlap become one mask.
    """

    def __init__(self, text: str, spans: Iterable[tuple[str, Span]] = ()) -> None:
        self.raw = text
        self._pieces: list[_Piece] = []
        self.text = self._made(_merged(spans))

    def source(self, start: int, end: int) -> Span:
        """Where code points ``start`` to ``end`` of the masked text stand in the author's; a mask counts whole."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _made(self, spans: list[tuple[str, Span]]) -> str:
        out: list[str] = []
        length, done = 0, 0
        for number, (name, (start, end)) in enumerate(spans, 1):
            label = f"[{name} {number}]"
            self._pieces += [
                _Piece(length, (done, start), mask=False),
                _Piece(length + start - done, (start, end), mask=True),
            ]
            out += [self.raw[done:start], label]
            length += start - done + len(label)
            done = end
        self._pieces.append(_Piece(length, (done, len(self.raw)), mask=False))
        return "".join([*out, self.raw[done:]])

    def _place(self, at: int) -> Span:
        """The author's code points that code point ``at`` of the masked text stands for."""
        piece = next(piece for piece in reversed(self._pieces) if piece.start <= at)
        start = piece.source[0] + at - piece.start
        return piece.source if piece.mask else (start, start + 1)


def _merged(spans: Iterable[tuple[str, Span]]) -> list[tuple[str, Span]]:
    merged: list[tuple[str, Span]] = []
    for name, (start, end) in sorted(spans, key=lambda each: each[1]):
        if start >= end:
            continue
        if merged and start < merged[-1][1][1]:
            first, (began, ended) = merged[-1]
            merged[-1] = (first, (began, max(ended, end)))
        else:
            merged.append((name, (start, end)))
    return merged
