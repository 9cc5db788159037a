"""Recorded answers to the recovery's prompts: what is sent to the letter, and what is made of the answer.

``tests/prompts/recorded/<prompt>/<example>.json`` holds the ``answer`` of a model, the message that was ``sent`` to it,
what was ``kept`` and what the timeline ``told``. ``RECORD_PROMPTS=1`` writes ``sent``, ``kept`` and ``told`` anew.
"""

from datetime import UTC, date, datetime

import pytest

import prompts
from flows.steps import remedy
from flows.steps.acknowledge import acknowledge
from flows.steps.apology import apology
from flows.steps.approval import waiting
from flows.steps.audience import audience
from flows.steps.improving import improve
from flows.steps.lesson import lesson
from flows.steps.listen import answers
from guard.errors import GuardError
from tests.flows.llm.conftest import REPLIES
from tests.llm.recordings import cases, expected, lines, recorded
from tests.llm.scripted import told

CASES = cases("flows/")
NOTE = "Say that the shop in the town stays closed today."


def opened(recovery, step):
    """The incident that all recordings are about, before a step."""
    case = recovery.open(
        *REPLIES,
        published_at=datetime(2026, 11, 22, 9, tzinfo=UTC),
        account_description="The account of a shoemaker",
        report="A customer wrote to us: this is cruel.",
    )
    remedy.promise(case, "400 hot meals.", owner="Ben", due=date(2026, 12, 4))
    if step:
        recovery.until(step)
    return case


def named(recovery):
    done = acknowledge(opened(recovery, "acknowledge"))
    return [done.called, done.brief]


def heard(recovery):
    done = audience(opened(recovery, "audience"))
    return [each.model_dump(mode="json") for each in done.words]


def drafted(recovery):
    apology(opened(recovery, "apology"))
    return [waiting(recovery.case()).text]


def improved(recovery):
    case = opened(recovery, "approval")
    try:
        return [improve(case, waiting(case), NOTE, who="Ann").text]
    except GuardError as error:
        return [str(error)]


def answered(recovery):
    case = opened(recovery, "approval")
    from flows.steps.approval import decide

    decide(case, waiting(case), "approved", who="Ann")
    recovery.until("long_haul")
    [post] = recovery.posts
    asked = (("q1", "tilda", "Who pays for the meals?"), ("q2", "benno", "Who wrote this?"))
    recovery.outbox.receive(post, recovery.written(*asked))
    found = answers(case)
    texts = {each.draft: recovery.casebook.drafts.get(each.draft).text for each in found.suggested if each.draft}
    return [[each.question, list(each.asked_in), texts.get(each.draft)] for each in found.suggested]


def learnt(recovery):
    lesson(opened(recovery, "apology"))
    return [next(each.text for each in recovery.casebook.lessons.of(recovery.name) if each.kind == "rule")]


STEPS = {
    "naming": named,
    "brief": named,
    "theme-labels": heard,
    "summaries": heard,
    "apology": drafted,
    "improve": improved,
    "questions": answered,
    "lesson": learnt,
}


@pytest.mark.parametrize(("name", "example"), CASES, ids=["/".join(case) for case in CASES])
def test_what_is_sent_and_what_is_made_of_the_answer(recovery, model, name, example):
    answer, short = recorded(name, example)["answer"], name.removeprefix("flows/")
    model.answers[short] = answer
    kept = STEPS[short](recovery)
    label = prompts.load(name).label
    found = {
        "answer": answer,
        "sent": lines(told(model.given[short][0])),
        "kept": kept,
        "told": recovery.told_of(label)[0],
    }
    assert found == expected(name, example, found)
