"""The first answer goes out once a person has approved it, and does not touch the apology."""

import pytest

from flows.case import NeedsPerson
from flows.steps.approval import decide, waiting
from flows.steps.holding import holding
from flows.steps.publish import publish
from tests.flows.steps.conftest import REPLIES


def test_it_waits_for_a_person(recovery):
    case = recovery.open(*REPLIES)
    recovery.until("acknowledge")
    with pytest.raises(NeedsPerson, match="waits for a person"):
        holding(case)
    assert recovery.posts == []


def test_it_goes_out_once_and_before_the_apology(recovery):
    case = recovery.open(*REPLIES)
    recovery.until("acknowledge")
    decide(case, waiting(case, "holding"), "approved", who="Ann")
    assert holding(case) == holding(case)
    assert case.incident.state == "contained"
    recovery.until("approval")
    decide(case, waiting(case), "approved", who="Ann")
    publish(case)
    assert len(recovery.posts) == 2
    assert recovery.is_whole()
