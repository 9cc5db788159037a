"""Step 5: a person decides, and what they approved is what goes out."""

import pytest

from flows.case import NeedsPerson, Rejected
from flows.errors import NotAllowed
from flows.plan import Agreement
from flows.steps.approval import approval, approved_now, decide, waiting
from tests.flows.steps.conftest import GOOD

TWO = Agreement(two_person=True)


def test_it_waits_until_somebody_approves(recovery):
    case = recovery.drafted(text=None)
    with pytest.raises(NeedsPerson, match="waits for a person") as waits:
        approval(case)
    assert (waits.value.step, case.incident.state) == ("approval", "awaiting_approval")
    draft = waiting(case)
    decide(case, draft, "approved", who="Ben")
    done = approval(case)
    assert (done.draft, done.sha256, done.by) == (draft.id, draft.sha256, ("Ben",))
    assert case.incident.state == "approved"


def test_an_edit_is_judged_again_and_is_what_is_approved(recovery):
    case = recovery.drafted(text="Sorry if anyone was offended.")
    draft = waiting(case)
    assert (draft.author, draft.round, draft.text) == ("Ann", 2, "Sorry if anyone was offended.")
    assert "M801" in {finding["code"] for finding in draft.findings}
    assert approval(case).draft == draft.id


def test_a_rejection_has_a_reason_and_the_next_text_goes_on(recovery):
    case = recovery.drafted(text=None)
    with pytest.raises(NotAllowed, match="needs a reason"):
        decide(case, waiting(case), "rejected", who="Ben")
    decide(case, waiting(case), "rejected", who="Ben", reason="Too cold.")
    with pytest.raises(Rejected, match="Too cold"):
        approval(case)
    assert case.incident.state == "rejected"
    decide(case, waiting(case), "edited", who="Ben", text=GOOD)
    assert approval(case).by == ("Ben",)


@pytest.mark.parametrize(
    ("decisions", "missing"),
    [
        ([], "2 people"),
        ([("Ann", "approved", None)], "one more person"),
        ([("Ann", "approved", None), ("ann ", "approved", None)], "one more person"),
        ([("Ann", "edited", GOOD)], "a person"),
        ([("Ann", "approved", None), ("Ben", "approved", None)], ""),
        ([("Ann", "edited", GOOD), ("Ben", "approved", None)], ""),
    ],
)
def test_two_people(recovery, decisions, missing):
    case = recovery.drafted(text=None, agreed=TWO)
    for who, decision, text in decisions:
        decide(case, waiting(case), decision, who=who, text=text)
    if missing:
        with pytest.raises(NeedsPerson, match=f"waits for {missing}"):
            approval(case)
    else:
        assert approval(case).draft == waiting(case).id


def test_nobody_approves_their_own_text(recovery):
    case = recovery.drafted(agreed=TWO)
    with pytest.raises(NotAllowed, match="somebody else must approve"):
        decide(case, waiting(case), "approved", who="ANN")


def test_an_approval_expires(recovery):
    case = recovery.drafted(agreed=Agreement(approval_hours=2))
    recovery.later(hours=1, minutes=59)
    assert approved_now(case).by == ("Ann",)
    recovery.later(minutes=1)
    with pytest.raises(NeedsPerson, match="An approval of it has expired"):
        approved_now(case)


def test_there_must_be_a_draft(recovery):
    case = recovery.open()
    with pytest.raises(NeedsPerson, match="no draft yet"):
        waiting(case)
