"""Which words carried the model's judgement: the pieces that the network marks, joined to the author's words."""

from collections.abc import Sequence

from guard.judges.local_model.network import Read
from guard.judges.local_model.packing import Window
from guard.model import Span

NEAR = 0.5
"""Share of the strongest mark that a word beside it needs to belong to the same place."""

BRIDGE = 2
"""Pieces without a mark that may stand between two marked ones of one place."""


def marked(window: Window, said: Read, raw: str) -> Span | None:
    """The author's code points of the most strongly marked words of ``window``; None where it holds none."""
    if not said.evidence:
        return None
    strongest = max(range(len(said.evidence)), key=said.evidence.__getitem__)
    need = NEAR * said.evidence[strongest]
    first = _reach(said.evidence, strongest, need, -1)
    last = _reach(said.evidence, strongest, need, 1)
    start, end = window.places[first][0], max(place[1] for place in window.places[first : last + 1])
    return _whole_words(raw, start, end)


def _reach(marks: Sequence[float], place: int, need: float, step: int) -> int:
    """The furthest piece in one direction that belongs to the same place."""
    reached, gap, place = place, 0, place + step
    while 0 <= place < len(marks) and gap <= BRIDGE:
        if marks[place] >= need:
            reached, gap = place, 0
        else:
            gap += 1
        place += step
    return reached


def _whole_words(raw: str, start: int, end: int) -> Span:
    """The span widened to the words that it begins and ends in."""
    while start > 0 and raw[start - 1].isalnum() and raw[start].isalnum():
        start -= 1
    while end < len(raw) and raw[end - 1].isalnum() and raw[end].isalnum():
        end += 1
    return start, end
