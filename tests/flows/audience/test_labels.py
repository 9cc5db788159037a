"""What a heap of texts is called: whole clauses of its authors, and nobody's handle."""

import pytest

from flows.audience.labels import Labels, clauses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Honestly, this turned my stomach! Delete it.", ["this turned my stomach"]),
        ("ok so nobody in Brannock is laughing", ["nobody in Brannock is laughing"]),
        ("THIS TURNED MY STOMACH", ["this turned my stomach"]),
        ("@anna_park said it was fine - the valley has not forgotten", ["the valley has not forgotten"]),
        ("call 5550199 or see https://x.example/a b c", []),
        ("c'est une honte pour vous tous", ["c'est une honte pour vous tous"]),
        ("one two three four five six seven eight nine ten eleven", []),
        ("", []),
    ],
)
def test_clauses_stand_alone(text, found):
    assert list(clauses(text)) == found


HEAPS = [
    [
        "You mock widows waiting at a gate. Shame on you.",
        "widows waiting at a gate are no joke",
        "Widows waiting at a gate!",
    ],
    ["I want my refund for the lamp. Shame on you.", "refund for the lamp please", "A refund for the lamp, now"],
]


def test_a_label_says_what_sets_a_heap_apart():
    labels = Labels(HEAPS)
    assert labels.of(0, ("widows", "gate")) == "Widows waiting at a gate"
    assert "refund for the lamp" in labels.of(1, ("refund", "lamp")).lower()
    assert Labels(HEAPS).of(0, ("widows", "gate")) == labels.of(0, ("widows", "gate"))


def test_without_a_clause_its_words_have_to_do():
    assert Labels([["lamp!", "refund?"]]).of(0, ("refund", "lamp")) == "Refund and lamp"


@pytest.mark.parametrize(
    ("keywords", "name"),
    [
        (("refund", "lamp"), "Refund and lamp"),
        (("lamp",), "Lamp and refund"),
        (("s", "the", "lamp"), "Lamp and refund"),
        (("anna", "refund"), "Refund and lamp"),
        (("example",), "Lamp and refund"),
    ],
)
def test_words_that_have_to_do_are_words_that_people_say(keywords, name):
    """No small word, single letter, handle or part of a link, and two words where there are two."""
    heaps = [["@anna_park the lamp!", "refund? s u https://lamps.example/xy"], ["gate"]]
    assert Labels(heaps).of(0, keywords) == name


LONG = [
    "nobody here would ever have thought that after the harvest festival in Brannock somebody could write like that",
    "we were standing at the harvest festival in Brannock when the phones went off and nobody knew what to do next",
]


def test_a_few_words_in_a_row_stand_for_a_clause_that_is_too_long():
    assert Labels([LONG, ["gate"]]).of(0, ("harvest festival",)) == "Harvest festival in Brannock"


def test_no_two_heaps_have_one_name():
    first = Labels(HEAPS).of(0, ("widows", "gate"))
    assert Labels(HEAPS).of(0, ("widows", "gate"), {first}) not in {first, ""}


def test_a_clause_is_not_cut_inside_a_number():
    assert list(clauses("The first warning was 21:40, and the river peaked at 4.2 metres")) == []
