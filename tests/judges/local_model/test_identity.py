"""Words for groups of people are no trouble by themselves."""

import pytest

from guard.engine import Guard
from guard.judges.local_model.judge import LocalModel
from guard.model import Post
from tests.judges.local_model.identity import FRAMES, GROUPS, sentences


@pytest.mark.slow
def test_neutral_sentences_about_people_pass() -> None:
    """At least 98 of 100, rules and model together; no group more than one in ten."""
    guard = Guard(judges=[LocalModel()])
    stopped = [(group, text) for group, text in sentences() if guard.check(Post(text=text)).decision != "pass"]
    assert len(stopped) <= 0.02 * len(GROUPS) * len(FRAMES), stopped
    assert all(sum(group == name for group, _ in stopped) <= len(FRAMES) / 10 for name in GROUPS), stopped
