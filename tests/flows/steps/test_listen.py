"""Step 7: what people say below the apology."""

from datetime import timedelta

import pytest

from flows.incident import Noun
from flows.platforms.base import Reply, Unreachable
from flows.platforms.outbox import Outbox
from flows.steps.listen import Answers, answers, listen


def write(recovery, post, id_, author, text, *, to=None):
    reply = Reply(id=id_, author=author, created_at=recovery.clock(), text=text, in_reply_to=to)
    recovery.outbox.receive(post, [reply])


@pytest.fixture
def case(recovery):
    case = recovery.published()
    recovery.until("long_haul")
    return case


def apology(recovery):
    return recovery.posts[0]


def test_a_window_opens(recovery):
    case = recovery.published()
    window = listen(case)
    assert window.until - recovery.clock() == timedelta(hours=72)
    assert window.post == apology(recovery)
    assert case.incident.state == "listening"


def test_answers_are_kept_and_grouped(recovery, case):
    write(recovery, apology(recovery), "a1", "tilda", "As a nurse I am still hurt.")
    found = answers(case)
    assert isinstance(found, Noun)
    assert [group.group for group in found.heard.groups] == ["nurses"]
    assert [e.name for e in recovery.casebook.evidence.of(case.name, kind="replies")][
        -1
    ] == "the answers to the apology"
    answers(case)
    assert len(recovery.casebook.evidence.of(case.name, kind="replies")) == 2


@pytest.mark.parametrize(
    ("written", "waiting"),
    [
        ([("a1", "tilda", "Why?", None)], ("a1",)),
        ([("a1", "tilda", "Thanks.", None)], ()),
        ([("a1", "tilda", "Why?", None), ("o1", "@Acme", "We wrote to you.", "a1")], ()),
        ([("a1", "tilda", "Why?", None), ("o1", "main", "We wrote to you.", "a1")], ()),
        ([("a1", "tilda", "Why?", None), ("b1", "benno", "Yes, why?", "a1")], ("a1", "b1")),
        ([("o1", "acme", "How can we help?", None)], ()),
    ],
)
def test_questions_wait_until_the_brand_has_answered(recovery, case, written, waiting):
    for id_, author, text, to in written:
        write(recovery, apology(recovery), id_, author, text, to=to)
    assert answers(case).waiting == waiting


def test_a_platform_that_does_not_answer_is_a_problem_and_no_more(recovery, case):
    class Silent(Outbox):
        def replies(self, id, since=None):  # noqa: A002
            yield from super().replies(id, since)
            raise Unreachable("no answer.", where="outbox")

    write(recovery, apology(recovery), "a1", "tilda", "Why?")
    recovery.platforms["main"] = Silent(recovery.outbox.path, recovery.clock)
    found = answers(recovery.case())
    assert (found.waiting, found.heard.replies) == (("a1",), 1)
    assert "Not all answers could be read" in found.problem


def test_an_account_that_cannot_be_asked(recovery, case):
    recovery.platforms.clear()
    found: Answers = answers(recovery.case())
    assert (found.heard.replies, found.problem) == (0, "This account cannot be asked from here.")
