"""Daily numbers that a person brings."""

from datetime import date

import pytest

from flows.steps.measuring import bring_in
from guard.errors import InputError


def series(recovery, text):
    path = f"{recovery.folder}/numbers.csv"
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)
    return path


def test_numbers_from_before_are_everyday_ones_and_the_others_the_incidents(recovery):
    case = recovery.open()
    path = series(
        recovery, "date,mention_volume,negative_share\n2026-11-20,100,\n2026-11-21,110,0.1\n2026-11-22,900,0.7\n"
    )
    assert bring_in(case, path) == (5, date(2026, 11, 22))
    assert bring_in(case, path) == (5, date(2026, 11, 22))
    metrics = recovery.casebook.metrics
    assert [(p.metric, p.value) for p in metrics.baseline("main")] == [
        ("mention_volume", 100),
        ("mention_volume", 110),
        ("negative_share", 0.1),
    ]
    assert [(p.metric, p.value) for p in metrics.of(case.name)] == [("mention_volume", 900), ("negative_share", 0.7)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("date,mention_volume\n2026-11-23,5\n", "has not come yet"),
        ("date,mention_volume\n2026-11-20,\n", "holds no number"),
        ("date,mention_volume\n2026-11-20,many\n", "numbers.csv:2"),
    ],
)
def test_what_cannot_be_read_changes_nothing(recovery, text, why):
    case = recovery.open()
    with pytest.raises(InputError, match=why):
        bring_in(case, series(recovery, text))
    assert recovery.casebook.metrics.baseline("main") == recovery.casebook.metrics.of(case.name) == ()
