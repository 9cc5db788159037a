"""The phrase language: what each sign means, and that bad patterns are refused."""

import json

import pytest

from guard.errors import LexiconError
from guard.phrases import parse, use_sets
from guard.spelling import spelled_out
from guard.view import Text, compiled

MATCHES = [
    ("share|retweet and we", "retweet and we", "Please retweet and we give"),
    ("share .. and we", "Share this now and we", "Share this now and we give"),
    ("donat* <#>", "donate 5", "We donate 5 euros"),
    ("the? big sale", "big sale", "big sale"),
    ("the? big sale", "the big sale", "the big sale"),
    ("pile-up", "pile-up", "a pile-up on the road"),
    ("we're sorry", "We’re sorry", "We’re sorry"),
    ("sorry ..7 offended", "sorry that some people may feel offended", "So sorry that some people may feel offended"),
    ("one ..3 rarest ..2 end", "one of the rarest in the end", "one of the rarest in the end"),
    ("a? b? rarest", "a b rarest", "a b rarest"),
    ("rarest of? all?", "rarest of all", "rarest of all"),
    ("one ..2 the? rarest", "one and only rarest", "one and only rarest"),
    ("good ..2 day ..2 sale", "good old day for a sale", "A good old day for a sale"),
]
MISSES = [
    ("share .. and we", "Share. And then and we"),
    ("share .. and we", "share one two three four five and we"),
    ("donat* <#>", "donate five"),
    ("big sale", "big summer sale"),
    ("code", "codes decode"),
]
BAD = ["", "..", "sale ..", "the?", "ab*", "<nothing-like-it>", "sale ..99 now", "sale ..x now"]


@pytest.mark.parametrize(("pattern", "quote", "text"), MATCHES)
def test_matches(pattern: str, quote: str, text: str) -> None:
    found = Text(text).search(pattern)
    assert found is not None
    assert text[found.start : found.end] == quote


@pytest.mark.parametrize(("pattern", "text"), MISSES)
def test_does_not_match(pattern: str, text: str) -> None:
    assert Text(text).search(pattern) is None


SPELLED_OUT = [
    ("fell|ran_over the cat", ["fell the cat", "ran over the cat"]),
    ("d'abord|ensuite boire", ["ensuite boire", "d abord boire"]),
    ("two-for-one|offer", ["offer", "two for one"]),
    ("two-for-one now", ["two for one now"]),
    ("veterans' day", ["veterans day"]),
    ("R&D", ["r & d"]),
    ("a|b_c d|e_f", ["a d", "a e f", "b c d", "b c e f"]),
    ("#ad", ["#ad"]),
    ("sale! .. 3.50?", ["sale .. 3.50?"]),
    ("share|rt* <#> ..2 <women>", ["share|rt* <#> ..2 <women>"]),
]


@pytest.mark.parametrize(("written", "patterns"), SPELLED_OUT)
def test_choices_of_several_words_are_spelled_out(written: str, patterns: list[str]) -> None:
    assert list(spelled_out(written)) == patterns


@pytest.mark.parametrize("pattern", ["it 's", "is|= 5", "stars?|star", "a|ran_over? b"])
def test_words_that_can_never_stand_in_a_text_are_refused(pattern: str) -> None:
    with pytest.raises(LexiconError):
        spelled_out(pattern, "guard.toml:3")


def test_every_word_of_the_lexicons_is_one_that_texts_are_cut_into() -> None:
    lists = json.loads(bytes(compiled()._tables.lists))
    for row in compiled().rows_of(*lists):
        for element in row.pattern.elements:
            for word in element.words:
                assert word[0] in "#@" or Text(word).words == [word], row


@pytest.mark.parametrize("pattern", BAD)
def test_bad_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(LexiconError):
        parse(pattern, "guard.toml:3")


def test_an_error_names_the_place_and_the_phrase() -> None:
    with pytest.raises(LexiconError, match=r"^guard.toml:3: 'ab\*' in the phrase 'ab\* sale'"):
        parse("ab* sale", "guard.toml:3")


def test_sets_stand_for_their_words() -> None:
    before = compiled().sets
    try:
        use_sets({"people": ("women", "girl*")})
        assert parse("<people> only").elements[0].accepts("girls")
        assert parse("<people> only").elements[0].accepts("women")
        assert not parse("<people> only").elements[0].accepts("womens")
    finally:
        use_sets(before)


def test_cost_does_not_grow_with_repeats() -> None:
    """The positions reached are a set, so a text made to confuse costs what any text of its length costs."""
    pattern = parse("a ..12 a ..12 a ..12 a ..12 a ..12 a ..12 a ..12 b")
    assert list(pattern.find(Text("a " * 400))) == []
