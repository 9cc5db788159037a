"""Every plausible reading of a hashtag, best first, within bounds."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guard.text.hashtags import frequencies, is_word, segmentations

READINGS = [
    ("#thisisfine", "this is fine"),
    ("#childrenswear", "children swear"),
    ("#childrenswear", "childrens wear"),
    ("#penisland", "pen island"),
    ("#penisland", "penis land"),
    ("#whorepresents", "who represents"),
    ("#whorepresents", "whore presents"),
    ("#winterharvestfair", "winter harvest fair"),
    ("#BigBite", "big bite"),
    ("#big_bite", "big bite"),
    ("@thebakersshop", "the bakers shop"),
    ("#blackfriday2026", "black friday 2026"),
    ("#motorcity", "motor city"),
    ("#brokeaf", "broke af"),
    ("#plantsofinstagram", "plants of instagram"),
]


@pytest.mark.parametrize(("tag", "reading"), READINGS)
def test_reading_is_among_them(tag, reading):
    assert tuple(reading.split()) in segmentations(tag)


@pytest.mark.parametrize(
    ("tag", "best"),
    [
        ("#thisisfine", "this is fine"),
        ("#therapist", "therapist"),
        ("#stayclassy", "stay classy"),
        ("#PenIsland", "pen island"),
        ("#essexgardens", "essex gardens"),
    ],
)
def test_the_best_reading_comes_first(tag, best):
    assert segmentations(tag)[0] == tuple(best.split())


def test_an_unknown_name_stands_as_a_whole():
    assert segmentations("#zorbaxsale")[0] == ("zorbax", "sale")


@pytest.mark.parametrize("tag", ["", "#", "@@", "#" + "a" * 500, "#🎉🎉"])
def test_nothing_to_read(tag):
    assert segmentations(tag) == ()


def test_never_more_than_asked_for():
    assert len(segmentations("#shareshitnewhighsinthenorth", 3)) <= 3


@given(st.text(alphabet="abehinorstu#_- 2'AÉ", max_size=60))
def test_readings_keep_every_letter(tag):
    for reading in segmentations(tag, 8):
        assert "".join(reading) == "".join(c for c in tag.lstrip("#@").lower() if c.isalnum())


def test_the_list_is_compact_and_plain():
    assert 25_000 < len(frequencies()) < 60_000
    assert is_word("shop")
    assert not is_word("xqzt")


@pytest.mark.slow
def test_the_cost_is_bounded():
    start = time.process_time()
    for number in range(20):
        segmentations("shareshitnewhighitssothe" * 3 + str(number))
    assert time.process_time() - start < 2
