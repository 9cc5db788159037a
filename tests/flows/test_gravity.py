"""One scale: how grave a mishap is, by the same sum before and after the replies have been read."""

from typing import get_args

import pytest

from flows.gravity import LEVELS, MOST, Answers, Level, weighed

BLOCKED = [{"severity": "block", "category": "tragedy_exploitation"}]
TASTE = [{"severity": "review", "category": "profanity"}]
ADVICE = [{"severity": "info", "category": "hate_or_slur"}]


def answered(**given):
    return Answers(**{"offended": 0, "share": 0.0, "strength": 0.0, "own": 0, "likes": 0, "news": False} | given)


def points(*args, **given):
    return {each.name: each.points for each in weighed(*args, **given).points}


@pytest.mark.parametrize(
    ("findings", "given", "expected"),
    [
        ([], {}, (0, 0, 2, 0)),
        (ADVICE, {}, (0, 0, 2, 0)),
        ([{"severity": "block"}], {}, (0, 1, 2, 0)),
        (TASTE, {"followers": 10_000, "responsibility": "accidental", "replies": 10}, (1, 1, 1, 1)),
        (BLOCKED, {"followers": 2_000_000, "replies": 5_000}, (3, 3, 2, 3)),
        (BLOCKED, {"responsibility": "victim", "replies": 99}, (0, 3, 0, 1)),
        ([], {"replies": 300, "answers": answered(offended=12, share=0.1)}, (0, 0, 2, 1)),
        ([], {"answers": answered(offended=12, share=0.3)}, (0, 1, 2, 1)),
        ([], {"answers": answered(offended=120, share=0.1, strength=0.7, own=2)}, (0, 1, 2, 2)),
        ([], {"answers": answered(offended=12, own=3, likes=1_000)}, (0, 2, 2, 2)),
        (BLOCKED, {"answers": answered(offended=5_000, own=9, likes=9_000, news=True)}, (0, 3, 2, 3)),
    ],
)
def test_the_sum(findings, given, expected):
    found = weighed(findings, **given)
    assert tuple(each.points for each in found.points) == expected
    assert [each.name for each in found.points] == ["reach", "harm", "intent", "spread"]
    assert found.total == sum(expected)
    assert all(each.why.endswith(".") for each in found.points)


def test_the_levels_are_those_of_the_words_and_the_most_can_be_reached():
    assert {name for _, name in LEVELS} == set(get_args(Level))
    worst = weighed(BLOCKED, followers=10**7, replies=10**6)
    assert (worst.total, worst.level) == (MOST - 1, "critical")  # nobody is said to have meant it
    assert weighed([]).level == "low"


def test_what_people_say_never_makes_it_less_grave_than_the_guard_says():
    calm = answered(offended=0)
    assert points(BLOCKED, answers=calm)["harm"] == points(BLOCKED)["harm"] == 3
