"""Promises: with an owner, a day and a proof."""

from datetime import date

import pytest

from flows.errors import NotAllowed
from flows.steps.remedy import give_up, promise, prove

DUE = date(2026, 12, 4)


def test_a_promise_is_kept_or_given_up(recovery):
    case = recovery.open()
    meals, sign = (promise(case, what, owner="Ben", due=DUE) for what in ("400 hot meals", "A new sign"))
    assert promise(case, "A new sign", owner="Ben", due=DUE) == sign
    assert prove(case, meals.id, "Receipt 4471").state == "done"
    assert give_up(case, sign.id, "The landlord said no.").state == "broken"
    assert recovery.is_whole()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"due": date(2026, 11, 21)}, "has passed"),
        ({"owner": " "}, "the name of somebody"),
        ({"what": ""}, "needs its words"),
    ],
)
def test_what_is_no_promise(recovery, fields, why):
    case = recovery.open()
    told = {"what": "400 hot meals", "owner": "Ben", "due": DUE} | fields
    with pytest.raises(NotAllowed, match=why):
        promise(case, told.pop("what"), **told)
    assert recovery.casebook.remedies.of(case.name) == ()


def test_promises_of_others_are_left_alone(recovery):
    first = recovery.open()
    number = promise(first, "400 hot meals", owner="Ben", due=DUE).id
    other = recovery.open()
    for act in (prove, give_up):
        with pytest.raises(NotAllowed, match=f"has no promise {number}"):
            act(other, number, "x")


def test_a_closed_incident_promises_nothing(recovery):
    case = recovery.open()
    recovery.casebook.incidents.close(case.name, by="Ann", now=recovery.clock(), why="Over.")
    with pytest.raises(NotAllowed, match="guard incident reopen"):
        promise(case, "400 hot meals", owner="Ben", due=DUE)
