"""The end, with a person's word."""

from datetime import date

import pytest

from flows.errors import NotAllowed
from flows.steps import remedy
from flows.steps.closing import close, reopen
from flows.story import STORY
from guard.errors import LexiconError


@pytest.fixture
def case(recovery):
    case = recovery.published()
    for step in STORY:
        step.run(case)
    return case


def states(recovery, case):
    return [each.state for each in recovery.casebook.check_ins.of(case.name)]


def test_closing_cancels_check_ins_and_proposes_lessons(recovery, case):
    recovery.later(days=1)
    incident = close(case, by="Ann", why="It is over.")
    assert (incident.state, incident.closed_by, incident.closing_reason) == ("closed", "Ann", "It is over.")
    assert set(states(recovery, case)) == {"cancelled"}
    assert [each.kind for each in recovery.casebook.lessons.of(case.name)] == ["rule", "test"]
    close(case, by="Ann", why="It is over.")
    assert recovery.is_whole()


@pytest.mark.parametrize(("by", "why"), [("", "Over."), ("Ann", " ")])
def test_only_a_person_with_a_reason(recovery, case, by, why):
    with pytest.raises(NotAllowed, match="needs the name of a person and a reason"):
        close(case, by=by, why=why)
    assert recovery.casebook.lessons.of(case.name) == ()


def test_open_promises_keep_it_open(recovery, case):
    remedy.promise(case, "400 hot meals", owner="Ben", due=date(2026, 12, 4))
    with pytest.raises(NotAllowed, match="A promise is open: 400 hot meals"):
        close(case, by="Ann", why="Over.")
    assert case.incident.is_open
    assert close(case, by="Ann", why="Over.", anyway=True).state == "closed"


def test_a_text_that_nobody_knows_about_keeps_it_open(recovery):
    case = recovery.open()
    ledger, now = recovery.casebook.publications, recovery.clock()
    ledger.intend("k", account="main", platform="outbox", draft_hash="a" * 64, by="Ann", now=now, incident=case.name)
    ledger.send("k", by="Ann", now=now)
    with pytest.raises(NotAllowed, match="Nobody knows whether k went out"):
        close(case, by="Ann", why="Over.")


def test_a_false_alarm_can_be_closed_at_once(recovery):
    case = recovery.open()
    close(case, by="Ann", why="It was somebody else's post.")
    assert recovery.casebook.lessons.of(case.name) == ()


def test_a_phrase_that_is_not_in_the_post_closes_nothing(recovery, case):
    with pytest.raises(LexiconError, match="none of these phrases stands in the post"):
        close(case, by="Ann", why="Over.", phrases=["purple elephants"])
    assert case.incident.is_open


@pytest.mark.parametrize(("passed", "planned"), [(5, [7, 14, 30, 60, 90, 180]), (200, [201])])
def test_taking_it_up_again_plans_the_days_to_come(recovery, case, passed, planned):
    close(case, by="Ann", why="Over.")
    recovery.later(days=passed)
    assert reopen(case, by="Ben", why="It has come back.").state == "long_haul"
    days = [each.day for each in recovery.casebook.check_ins.of(case.name) if each.state == "planned"]
    assert days == planned
