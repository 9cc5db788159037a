"""Steps: done once, by one run at a time, and taken over from a dead one."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.errors import ClaimLost
from flows.store.steps import LEASE

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


@pytest.fixture
def steps(casebook, incident):
    """The steps of one incident, so that a test says only what differs."""

    class Steps:
        def __getattr__(self, name):
            method = getattr(casebook.steps, name)
            return lambda by, now=NOW, **fields: method(incident.id, "contain", by=by, now=now, **fields)

    return Steps()


def test_the_first_run_wins_and_the_second_learns_what_came_out(casebook, incident, steps):
    claim = steps.claim("one")
    assert (claim.won, claim.record.holder, claim.record.attempts) == (True, "one", 1)
    other = steps.claim("two")
    assert (other.won, other.is_done, other.record.holder) == (False, False, "one")
    steps.finish("one", result={"held": 3})
    late = steps.claim("two")
    assert (late.won, late.is_done, late.record.result) == (False, True, {"held": 3})
    assert steps.claim("one").won is False
    assert casebook.steps.get(incident.id, "contain") == late.record
    assert casebook.steps.of(incident.id) == (late.record,)
    assert casebook.steps.get(incident.id, "audience") is None


def test_steps_and_incidents_do_not_meet(casebook, incident):
    other = casebook.incidents.open("Bolt", account="b", platform="x", post={}, lead="Bea", now=NOW)
    claims = [
        casebook.steps.claim(name, step, by=by, now=NOW)
        for name, step, by in ((incident.id, "a", "1"), (incident.id, "b", "2"), (other.id, "a", "3"))
    ]
    assert all(claim.won for claim in claims)


def test_a_dead_run_is_replaced_when_its_lease_is_over(casebook, incident, steps):
    steps.claim("one")
    assert steps.claim("two", NOW + LEASE - timedelta(seconds=1)).won is False
    taken = steps.claim("two", NOW + LEASE)
    assert (taken.won, taken.record.holder, taken.record.attempts) == (True, "two", 2)
    for act in (steps.finish, steps.renew, steps.wait):
        with pytest.raises(ClaimLost, match="another run has taken over the step contain"):
            act("one", NOW + LEASE)
    with pytest.raises(ClaimLost):
        steps.fail("one", NOW + LEASE, problem="x")
    (event,) = casebook.timeline.of(incident.id, kind="takeover")
    assert event.details == {"step": "contain", "from": "one", "to": "two"}
    assert steps.finish("two", NOW + LEASE).state == "done"


def test_a_run_that_is_restarted_goes_on_at_once(steps):
    steps.claim("one")
    again = steps.claim("one")
    assert (again.won, again.record.attempts) == (True, 2)


def test_a_long_step_renews_its_lease(steps):
    steps.claim("one")
    steps.renew("one", NOW + timedelta(minutes=9))
    assert steps.claim("two", NOW + LEASE).won is False
    assert steps.claim("two", NOW + timedelta(minutes=19)).won is True


def test_a_failed_step_is_tried_again_by_anybody(steps):
    steps.claim("one")
    failed = steps.fail("one", problem="The platform did not answer.")
    assert (failed.state, failed.problem, failed.finished_at) == ("failed", "The platform did not answer.", NOW)
    again = steps.claim("two")
    assert (again.won, again.record.problem, again.record.finished_at) == (True, None, None)


def test_a_waiting_step_keeps_what_it_knows(steps):
    steps.claim("one")
    steps.wait("one", result={"drafts": [1, 2]})
    with pytest.raises(ClaimLost):
        steps.finish("one")
    taken = steps.claim("two")
    assert (taken.won, taken.record.result) == (True, {"drafts": [1, 2]})
    assert steps.fail("two", problem="x").result == {"drafts": [1, 2]}
    assert steps.claim("three").won


def test_a_step_that_nobody_claimed_cannot_be_finished(steps):
    with pytest.raises(ClaimLost):
        steps.finish("one")
