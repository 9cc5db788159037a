"""Windows: everything of a post is read, what stands around it in each, and nothing beyond the last one is forgotten."""

import pytest

from guard.judges.local_model.packing import AROUND, MOST_WINDOWS, WINDOW, is_whole, pack
from guard.judges.local_model.reading import read
from guard.judges.local_model.wordpiece import CLS, SEP, UNKNOWN, WordPiece
from guard.view import Text

WORDS = WordPiece([CLS, SEP, UNKNOWN, "a", "b", "##b", "bakery"])


def windows(text: str, around: str = "") -> list[list[int]]:
    return [window.numbers for window in pack(WORDS, read(Text(text)), around)]


def test_a_short_post_is_one_window() -> None:
    assert windows("a bb") == [[0, 3, 4, 5, 1]]


def test_what_stands_around_comes_second() -> None:
    (window,) = pack(WORDS, read(Text("a")), "bakery")
    assert (window.numbers, window.segments) == ([0, 3, 1, 6, 1], [0, 0, 0, 1, 1])


def test_an_empty_post_is_a_window_too() -> None:
    assert windows("") == [[0, 1]]


@pytest.mark.parametrize("count", [WINDOW - 2, WINDOW - 1, 300, 1000])
@pytest.mark.parametrize("around", ["", "bakery " * 100])
def test_every_word_of_a_long_post_is_read(count: int, around: str) -> None:
    text = "a " * count
    found = pack(WORDS, read(Text(text)), around)
    assert {place for window in found for place in window.places} == {(2 * n, 2 * n + 1) for n in range(count)}
    assert max(len(window.numbers) for window in found) <= WINDOW
    assert all(window.segments.count(1) <= AROUND + 1 for window in found)


def test_a_post_that_is_too_long_is_not_whole() -> None:
    fits, too_long = "a " * 1000, "a " * (WINDOW * MOST_WINDOWS)
    assert is_whole(WORDS, read(Text(fits)))
    assert not is_whole(WORDS, read(Text(too_long)))
    assert len(windows(too_long)) == MOST_WINDOWS
