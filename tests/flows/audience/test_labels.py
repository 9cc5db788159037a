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
    assert Labels([["lamp!", "refund?"]]).of(0, ("refund", "lamp")) == "Refund, lamp"
