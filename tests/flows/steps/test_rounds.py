"""A further apology: a text, approvals and a place in the ledger of its own, and each goes out once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from flows.case import NeedsPerson
from flows.errors import NotAllowed
from flows.steps.approval import decide, waiting
from flows.steps.by_hand import not_posted, retry
from flows.steps.closing import close
from flows.steps.listen import answers
from flows.steps.rounds import begin, current, is_apology
from flows.story import tell
from tests.flows.steps.conftest import GOOD

BETTER = (
    "We used an earthquake to sell boots, and what we have said about it so far was not enough. That was wrong, and it "
    "was our doing. It hurt nurses and miners. We are sorry. Ben pays for 400 more hot meals by 24 December. If our "
    "post hurt you, write to us here."
)


@pytest.fixture
def first(recovery):
    """An incident whose first apology is out, in the long haul."""
    case = recovery.drafted()
    decide(case, waiting(case), "approved", who="Ben")
    list(tell(case))
    assert (case.incident.state, len(recovery.posts)) == ("long_haul", 1)
    return recovery


def apologised(recovery, text=BETTER):
    """Go through a round that has begun."""
    case = recovery.case()
    with pytest.raises(NeedsPerson, match="waits for a person"):
        list(tell(case))
    decide(case, waiting(case), "edited", who="Ann", text=text)
    return list(tell(case))


def test_a_second_apology_goes_out_once_beside_the_first(first):
    first.later(days=40)
    case = first.case()
    assert begin(case, who="Ann", why="Many say that it was not enough.") == 2
    with pytest.raises(NeedsPerson):
        list(tell(case))
    draft = waiting(case)
    assert (draft.purpose, case.incident.state) == ("apology2", "awaiting_approval")
    assert "What we have said about it so far was not enough." in draft.text
    assert len(first.posts) == 1
    decide(case, draft, "edited", who="Ann", text=BETTER)
    for _ in range(3):
        list(tell(case))
    assert len(first.posts) == 2
    entries = case.casebook.publications.of(case.name)
    assert [entry.state for entry in entries] == ["confirmed", "confirmed"]
    assert len({entry.key for entry in entries}) == 2
    assert all(is_apology(entry.key) for entry in entries)
    assert case.incident.state == "long_haul"
    days = {check.day for check in case.casebook.check_ins.of(case.name)}
    assert {41, 43, 47, 54} <= days
    assert first.is_whole()


def test_the_answers_below_the_newest_apology_are_read(first):
    begin(first.case(), who="Ann", why="It was not enough.")
    assert "fan" not in str(answers(first.case()))
    apologised(first)
    newest = first.case().casebook.publications.of(first.name)[-1].platform_id
    first.outbox.receive(newest, first.written(("a1", "fan", "Who pays for the meals?")))
    assert answers(first.case()).waiting == ("a1",)


def test_the_same_text_again_is_another_apology(first):
    begin(first.case(), who="Ann", why="They want to read it again.")
    apologised(first, GOOD)
    assert len(first.posts) == 2


def test_a_round_needs_a_reason_unless_it_has_come_back(first):
    case = first.case()
    for who, why in (("", "why"), ("Ann", " ")):
        with pytest.raises(NotAllowed, match="name of a person and a reason"):
            begin(case, who=who, why=why)
    first.later(days=2)
    case.casebook.check_ins.finish(case.name, 1, status="relapsed", result={}, by="x", now=case.now)
    assert begin(case, who="Ann", why="") == 2
    assert first.told("round") == ["Another apology is needed: it has come back (check-in of day 1)."]


def test_one_round_is_finished_before_the_next(recovery):
    case = recovery.drafted()
    with pytest.raises(NotAllowed, match="The apology is not out yet"):
        begin(case, who="Ann", why="It was not enough.")
    decide(case, waiting(case), "approved", who="Ben")
    list(tell(case))
    begin(case, who="Ann", why="It was not enough.", key="run 1")
    assert begin(case, who="Ann", why="It was not enough.", key="run 1") == 2
    with pytest.raises(NotAllowed, match="is being written already"):
        begin(case, who="Ben", why="It was not enough.")
    apologised(recovery)
    assert begin(case, who="Ben", why="It was not enough.") == 3
    assert current(case) == 3
    apologised(recovery)
    assert len(recovery.posts) == 3
    assert recovery.is_whole()


def test_a_closed_incident_is_taken_up_first(first):
    close(first.case(), by="Ann", why="It is over.")
    with pytest.raises(NotAllowed, match="reopen"):
        begin(first.case(), who="Ann", why="It was not enough.")


def test_of_many_who_begin_at_once_one_does(first):
    def beginning(number):
        try:
            return begin(first.case(), who=f"Ann {number}", why="It was not enough.")
        except NotAllowed:
            return None

    with ThreadPoolExecutor(8) as people:
        begun = [number for number in people.map(beginning, range(8)) if number]
    assert begun == [2]
    assert current(first.case()) == 2


def test_what_was_not_sent_in_a_round_is_retried_in_that_round(first):
    class Refusing(type(first.outbox)):
        def publish(self, *_, **__):
            from flows.platforms.base import Refused

            raise Refused("too many posts today.")

    begin(first.case(), who="Ann", why="It was not enough.")
    first.platforms["main"] = Refusing(first.outbox.path, first.clock)
    with pytest.raises(NeedsPerson, match="too many posts"):
        apologised(first)
    first.platforms["main"] = first.outbox
    case = first.case()
    refused = case.casebook.publications.of(case.name)[-1]
    assert (refused.state, len(first.posts)) == ("refused", 1)
    retry(case, refused.key, "They allow it now.")
    list(tell(case))
    assert len(first.posts) == 2
    with pytest.raises(Exception, match="confirmed"):
        not_posted(case, refused.key, "I do not see it.")
