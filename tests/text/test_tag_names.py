"""A tag as readers meet it: letters, parts, words that stand apart, and looking for many words at once."""

import pytest

from guard.text.tag_names import ends, held, is_smooth, name, surprise, table


@pytest.mark.parametrize(
    ("written", "letters", "parts"),
    [
        ("PenIsland", "penisland", ("pen", "island")),
        ("penisland", "penisland", ("penisland",)),
        ("FêteÀParis2027", "feteaparis2027", ("fete", "a", "paris", "2027")),
        ("NHSHeroes", "nhsheroes", ("nhs", "heroes")),
        ("pen_island", "penisland", ("pen", "island")),
        ("Straße", "strasse", ("strasse",)),
    ],
)
def test_name(written, letters, parts):
    assert (name(written).letters, name(written).parts) == (letters, parts)


@pytest.mark.parametrize(("written", "clear"), [("PenIsland", True), ("Penisland", False), ("spring2027", False)])
def test_capitals_make_it_clear(written, clear):
    assert name(written).is_clear is clear


@pytest.mark.parametrize(
    ("written", "words"),
    [("KidsExpo", ("kids", "expo")), ("bigbakery", ("big", "bakery")), ("xqzw", ("xqzw",))],
)
def test_words(written, words):
    assert name(written).words == words


@pytest.mark.parametrize(
    ("written", "start", "end", "stands"),
    [
        ("doggingsunday", 0, 7, True),
        ("targetshot", 3, 10, False),
        ("HotDogsSunday", 3, 6, True),
        ("hoes2027", 0, 4, True),
        ("shoes", 1, 5, False),
    ],
)
def test_stands(written, start, end, stands):
    assert name(written).stands(start, end) is stands


def test_held_finds_each_word_at_its_places():
    assert list(held("penisland", table(["pen", "penis", "island", "land", "sand"]))) == [
        ("pen", 0),
        ("penis", 0),
        ("island", 3),
        ("land", 5),
    ]


def test_ends_of_a_reading():
    assert list(ends(("pen", "island"))) == [3, 9]


@pytest.mark.parametrize(
    ("reading", "smooth"), [(("girls", "trip"), True), (("an", "to", "fag", "a", "sta"), False), (("xqzw",), False)]
)
def test_is_smooth(reading, smooth):
    assert is_smooth(reading) is smooth


def test_a_rare_reading_surprises_more():
    assert surprise(("kids", "mother")) < surprise(("kid", "smother"))
