"""A model's words where people read them: the terminal and the post-mortem, marked as a model's, with their replies."""

import pytest

from flows.pages.report import html, markdown
from flows.steps.acknowledge import STEP as ACKNOWLEDGE
from flows.steps.acknowledge import Acknowledged
from flows.steps.audience import heard_so_far
from flows.story import ACKNOWLEDGE as FIRST
from flows.terminal.telling import heard_lines, told
from tests.flows.llm.test_steps import BRIEF, NAMING, SUMMARIES


@pytest.fixture
def case(opened, model):
    label = {"theme": "T1", "label": "It makes <money>", "evidence": ["R1"]}
    model.answers |= {"naming": NAMING, "brief": BRIEF, "theme-labels": {"labels": [label]}, "summaries": SUMMARIES}
    return opened("apology")


def test_the_terminal_shows_them_with_the_replies(case):
    lines = heard_lines(heard_so_far(case))
    start = lines.index("In a model's words, theme “as a nurse” (It makes <money>):")
    assert lines[start + 1] == "  They ask you to take it down. See r1"
    assert "Called: The earthquake sale post" in told(FIRST, case.found(ACKNOWLEDGE, Acknowledged))


@pytest.mark.parametrize("page", [markdown, html])
def test_the_report_names_them_as_a_models(case, page):
    text = page(case)
    assert text.count("as a language model words it") == 1
    assert text.count("As a language model words it, it is called “The earthquake sale post”") == 1
    assert "They ask you to take it down." in text
    assert "<money>" not in text


@pytest.mark.parametrize("page", [markdown, html])
def test_without_a_model_nothing_speaks_of_one(recovery, server, page):
    recovery.named(server.url, drafts=False)
    recovery.drafted(text=None)
    assert "language model" not in page(recovery.case())
    assert recovery.told("llm") == []
    assert server.asked == []
