"""What the forms in the browser say beside each choice, so that nobody has to guess what a word will do."""

import os

import pytest

from flows.everyday.freezing import Stopped
from flows.server.asking import ApprovalForm, GoOnForm, LookForm
from flows.server.showing import stopped
from flows.standby import StormForm

PAGE = os.path.join(os.path.dirname(__file__), "..", "..", "docs", "recovery-in-the-browser.md")


@pytest.mark.parametrize("form", [ApprovalForm, GoOnForm, LookForm, StormForm])
def test_every_decision_is_explained(form):
    assert form.model_fields["decision"].description


def test_approve_edit_and_reject_are_explained_on_the_form_and_on_the_page():
    described = ApprovalForm.model_fields["decision"].description
    with open(PAGE, encoding="utf-8") as stream:
        page = stream.read()
    for choice in ("approve", "edit", "reject"):
        assert f"{choice}: " in described
        assert f"| {choice} | " in page
    for told in ("second terminal", "ERROR Finished in state Suspended", "**Resume** stands in the\nmenu"):
        assert told in page


@pytest.mark.parametrize(
    ("queue", "said"),
    [
        (Stopped(account="main", held=0), "nothing waits in its own queue. A second look found it safe."),
        (Stopped(account="main", held=2), "2 queued posts are held. A second look found it safe."),
        (Stopped(account="main", held=1, problem="no answer."), "one queued post is held. LOOK AT IT YOURSELF."),
        (Stopped(account="main", held=0, problem="no answer."), "COULD NOT BE STOPPED. Look at it yourself."),
    ],
)
def test_the_checklist_says_no_more_of_a_queue_than_is_known(queue, said):
    assert stopped(queue) == said
