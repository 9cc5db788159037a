"""Lengths, sameness and cutting of texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.platforms.texts import count_graphemes, is_same_text, plain_text, split_text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("❤️", 1),
        ("👍🏽", 1),
        ("👨‍👩‍👧‍👦", 1),
        ("🇩🇪🇫🇷", 2),
        ("🇩🇪🇫", 2),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 1),
        ("\r\n", 1),
        ("한국", 2),
        ("\u1112\u1161\u11ab", 1),
        ("नि", 1),
        ("汉字", 2),
    ],
)
def test_graphemes_are_what_a_reader_counts(text, count):
    assert count_graphemes(text) == count


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("We are sorry.", "We are\n\nsorry.  ", True),
        ("é", "e\u0301", True),
        ("We are sorry.", "We are sorry", False),
        ("Sorry", "sorry", False),
    ],
)
def test_white_space_and_stored_accents_make_no_difference(one, other, same):
    assert is_same_text(one, other) is same


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two<br />three &amp; four</p>", "One\n\nTwo\nthree & four"),
        ('<a href="x"><span class="invisible">https://</span><span>example.com</span></a>', "https://example.com"),
        ("", ""),
        ("a &lt;b&gt; <unclosed", "a <b> <unclosed"),
    ],
)
def test_html_as_a_reader_sees_it(html, text):
    assert plain_text(html) == text


LONG = "First sentence here. Second one.\n\nA new paragraph. It goes on."


@pytest.mark.parametrize(
    ("longest", "pieces"),
    [
        (100, (LONG,)),
        (40, ("First sentence here. Second one.", "A new paragraph. It goes on.")),
        (20, ("First sentence here.", "Second one.", "A new paragraph.", "It goes on.")),
        (12, ("First", "sentence", "here.", "Second one.", "A new", "paragraph.", "It goes on.")),
    ],
)
def test_a_text_is_cut_where_a_reader_pauses(longest, pieces):
    assert split_text(LONG, longest) == pieces


def test_a_word_that_does_not_fit_is_said():
    with pytest.raises(ValueError, match="One word is longer than 5 characters"):
        split_text("a wonderful day", 5)


@given(st.text(st.sampled_from("ab. \nä👍🏽"), max_size=200), st.integers(5, 60))
def test_cutting_keeps_every_word_in_its_order(text, longest):
    try:
        pieces = split_text(text, longest)
    except ValueError:
        return
    assert " ".join(pieces).split() == text.split()
    assert all(count_graphemes(piece) <= longest for piece in pieces)
