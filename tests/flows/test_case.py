"""A step is done once; one that waited or failed is done again; two runs never do it together."""

from datetime import timedelta

import pytest

from flows.case import LEASE, Case, NeedsPerson, Rejected
from flows.errors import ClaimLost, RecoveryError
from flows.incident import Noun
from flows.plan import Mishap, WrongPost


class Done(Noun):
    count: int


@pytest.fixture
def case(casebook, clock):
    plan = Mishap(brand="Acme", lead="Ann", post=WrongPost(text="Oh no")).model_dump(mode="json")
    name = casebook.incidents.open(
        "Acme", account="main", platform="outbox", post={}, lead="Ann", now=clock(), plan=plan
    ).id
    return Case(casebook, name, by="Ann", clock=clock)


def counted():
    calls = []

    def do(_):
        calls.append(1)
        return Done(count=len(calls))

    return do


def test_a_step_is_done_once(case):
    do = counted()
    assert case.once("try", do, Done) == case.once("try", do, Done) == case.found("try", Done) == Done(count=1)


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (NeedsPerson("try", "Somebody must look."), "waiting"),
        (Rejected("No."), "waiting"),
        (ValueError("oh"), "failed"),
        (KeyboardInterrupt(), "failed"),
    ],
)
def test_one_that_stopped_is_done_again(case, error, state):
    def stop(_):
        raise error

    with pytest.raises(type(error)):
        case.once("try", stop, Done)
    assert case.casebook.steps.get(case.name, "try").state == state
    assert case.once("try", counted(), Done) == Done(count=1)


def test_another_run_waits_until_the_first_has_been_silent_for_long(case, clock, casebook):
    casebook.steps.claim(case.name, "try", by="Ben", now=clock(), lease=LEASE)
    with pytest.raises(ClaimLost, match=r"Another run \(Ben\).*goes on after 10:40 UTC, or at once as Ben"):
        case.once("try", counted(), Done)
    clock.forward(LEASE + timedelta(seconds=1))
    assert case.once("try", counted(), Done) == Done(count=1)


def test_what_was_not_done_is_not_found(case):
    with pytest.raises(RecoveryError, match="has not been done yet"):
        case.found("try", Done)
