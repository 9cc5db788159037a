"""The words that a finding of the model points at: the strongest mark, its neighbours, whole words."""

import pytest

from guard.judges.local_model.evidence import marked
from guard.judges.local_model.network import Read
from guard.judges.local_model.packing import Window

RAW = "Our flood sale is on, unbelievable prices"
PLACES = ((0, 3), (4, 9), (10, 14), (15, 17), (18, 20), (20, 21), (22, 24), (24, 34), (35, 41))


def words(*marks: float) -> str | None:
    window = Window(numbers=[], segments=[], places=PLACES[: len(marks)], pieces=())
    span = marked(window, Read(heads={}, evidence=marks), RAW)
    return RAW[span[0] : span[1]] if span else None


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ((0, 0.9, 0.8, 0, 0, 0, 0, 0, 0), "flood sale"),
        ((0, 0.9, 0.2, 0, 0, 0, 0, 0, 0), "flood"),
        ((0, 0.9, 0, 0, 0.7, 0, 0, 0, 0), "flood sale is on"),  # two words between them do not part them
        ((0, 0.9, 0, 0, 0, 0.7, 0, 0, 0), "flood"),  # three do
        ((0, 0, 0, 0, 0, 0, 0, 0.6, 0), "unbelievable"),  # a piece of a word stands for the word
        ((0.01, 0.03, 0.01), "flood"),  # faint marks are marks: somebody asked where
    ],
)
def test_where(marks: tuple[float, ...], found: str) -> None:
    assert words(*marks) == found


def test_nothing_is_found_in_nothing() -> None:
    assert words() is None
