"""Disguised bad words: found where the reader sees them, and nowhere else."""

import time
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guard.model import RANK
from guard.text.bad_words import dictionary, fits, skeleton
from guard.text.disguise import find
from guard.text.fold import fold
from guard.text.spellings import candidates, units
from tests.corpus.disguises import DISGUISES, INNOCENTS, WORDS, Disguised, table
from tests.detectors.judging import judge

CODES = {"M201", "M202"}
DISGUISED = list(table())
MOST_FLAGGED_INNOCENTS = 2
LEAST_CAUGHT = 0.95


def swearing(text: str) -> list[tuple[int, int]]:
    """The places where the guard sees swearing that stops a post."""
    return [f.span for f in judge(text).findings if f.code in CODES and RANK[f.severity] > 0]


@cache
def is_caught(post: Disguised) -> bool:
    at = post.text.index(post.piece)
    return any(start < at + len(post.piece) and end > at for start, end in swearing(post.text))


def test_the_table_is_as_large_as_promised():
    assert len(DISGUISES) >= 20
    assert len(WORDS) == 12
    assert len(INNOCENTS) == 120
    assert len(DISGUISED) >= 240


def test_nearly_all_disguises_are_caught():
    missed = [f"{post.disguise}: {post.piece!r}" for post in DISGUISED if not is_caught(post)]
    assert len(missed) <= (1 - LEAST_CAUGHT) * len(DISGUISED), missed


@pytest.mark.parametrize("disguise", DISGUISES)
def test_no_disguise_is_safe(disguise):
    caught = Counter(is_caught(post) for post in DISGUISED if post.disguise == disguise)
    assert caught[True] > 3 * caught[False]


def test_innocents_pass():
    flagged = [text for text in INNOCENTS if swearing(text)]
    assert len(flagged) <= MOST_FLAGGED_INNOCENTS, flagged


def found(raw: str) -> list[str]:
    folded = fold(raw)
    return [raw[slice(*folded.origin(one.start, one.end))] for one in find(folded, raw)]


SEEN = [
    ("holy sh1t, it is on", ["sh1t"]),
    ("“f*ck”, he said", ["f*ck"]),
    ("so (f—king) good", ["f—king"]),
    ("un-f***ing-real", ["f***ing"]),
    ("go f u c k yourself", ["f u c k"]),
    ("go f u c k i n g mad", ["f u c k i n g"]),
    ("g o  f * c k  i t", ["f * c k"]),
    ("F. U. C. K. that", ["F. U. C. K"]),
    ("s\u200bh\u200b1\u200bt", ["s\u200bh\u200b1\u200bt"]),
    ("f🔥ck it", ["f🔥ck"]),
    ("ﬀ then sh1t", ["sh1t"]),
    ("… and then b!tch, please", ["b!tch"]),
    ("#thisisshit today", ["#thisisshit"]),
    ("@ss", ["@ss"]),
    ("$hit", ["$hit"]),
    ("F#@% yes", ["F#@%"]),
    ("#$%@! sauce", ["#$%@!"]),
    ("fuuuuuu no", ["fuuuuuu"]),
    ("what the f...ing", ["f...ing"]),
    ("caralh0 pá", ["caralh0"]),
    ("Free\nUs\nCosy\nKettles", ["Free\nUs\nCosy\nKettles"]),
    ("m**** alors", ["m****"]),
    ("q*** it", ["q***"]),
    ("#brokeaf", ["#brokeaf"]),
    ("#WTFmonday", ["#WTFmonday"]),
    ("sh1t and f*ck", ["sh1t", "f*ck"]),
    ("plain shit is for the lexicons", []),
    ("#shit is too", []),
    ("see https://example.org/sh1t", []),
    ("put* it there", []),
    ("Is it? Yes!", []),
    ("A** and B** grades", []),
    ("a ghost who re-folds your jumpers", []),
    ("la mer de nuages", []),
    ("we pu tain there", ["pu tain"]),
    ("fu cking hell", ["fu cking"]),
    ("h e l l o and s h i n e", []),
    ("the b i t c h e s are back", ["b i t c h e s"]),
    ("shi* happens", ["shi*"]),
    ("merd* free. *see the note", []),
    ("*hit and miss", ["*hit"]),
    ("*hit the road* and go", []),
    ("@shittu and #Shittu are here", []),
    ("#sh1thappens", ["#sh1thappens"]),
    ("Shitterton is a village, Arschkogel a hill", []),
    ("a vacuum in Hawaii, skiing too", []),
    ("sooo good, yesss, aaah", []),
    ("C A K E * and T E A", []),
    ("k * * * too", []),
    ("n * ck and f * c k", ["f * c k"]),
    ("f/u/c/k", []),
    ("100% off #sale_now @home_and_away", []),
    ("p\nu\nm\na", []),
]


@pytest.mark.parametrize(("raw", "pieces"), SEEN)
def test_the_place_is_what_the_reader_sees(raw, pieces):
    assert found(raw) == pieces


def test_a_foreign_word_counts_only_in_its_language():
    folded = fold("la p*lla")
    assert not find(folded, "la p*lla", lambda language: language == "en")
    assert find(folded, "la p*lla", lambda language: language == "es")


@pytest.mark.parametrize(
    ("spelling", "word", "fit"),
    [
        ("sh1t", "shit", True),
        ("sh*t", "shit", True),
        ("shhiit", "shit", True),
        ("s.h.i.t", "shit", True),
        ("ashole", "asshole", True),
        ("shot", "shit", False),
        ("sh*", "shit", False),
    ],
)
def test_a_spelling_fits(spelling, word, fit):
    assert fits(units(spelling), word) is fit


def test_a_long_word_may_be_hidden_by_one_star():
    assert "fucking" in {bad.skeleton for bad in candidates("f*ing")}


def test_the_dictionary_is_of_plain_letters():
    assert all(word.isascii() and word.isalpha() and word == word.lower() for word in dictionary())
    assert skeleton("Scheiße, coño, Œuvre, ﬁ") == "Scheisse, cono, Œuvre, ﬁ"


SIGNS = st.text(alphabet="fucksh1t i*#@$%—-_. \n\U0001f525\u200bсü!", max_size=60)


@given(SIGNS)
def test_places_are_inside_and_apart(raw):
    folded = fold(raw)
    one_after_another = find(folded, raw)
    assert all(0 <= one.start < one.end <= len(folded.text) for one in one_after_another)
    assert all(a.end <= b.start for a, b in pairwise(one_after_another))


@given(st.text(alphabet=st.characters(blacklist_categories=())))
def test_any_text_is_searched(raw):
    find(fold(raw), raw)


BAIT = ["f u c k ", "f*", "sh1t ", "*", "—f", "a.b-", "#this", "uu", "f * c k ", "\nf\nu", "💩a", "ab@", "puta", "..a"]


@pytest.mark.slow
@pytest.mark.parametrize("bait", BAIT)
def test_the_cost_is_linear(bait):
    def seconds(size):
        raw = bait * (size // len(bait))
        folded = fold(raw)
        start = time.process_time()
        find(folded, raw)
        return time.process_time() - start

    seconds(1_000)
    assert min(seconds(80_000) for _ in range(3)) < 60 * max(seconds(8_000), 0.005)
