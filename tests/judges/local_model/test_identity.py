"""Words for groups of people are no trouble by themselves."""

import pytest

from guard.engine import Guard
from guard.judges.local_model.judge import LocalModel
from guard.measuring.identity import FRAMES, GROUPS, judged


@pytest.mark.slow
def test_neutral_sentences_about_people_pass() -> None:
    """At least 98 of 100, rules and model together; no group more than one in ten."""
    found = judged(Guard(judges=[LocalModel()]))
    stopped = {group: [o.labelled.post.text for o in outcomes if o.stopped] for group, outcomes in found.items()}
    assert sum(map(len, stopped.values())) <= 0.02 * len(GROUPS) * len(FRAMES), stopped
    assert all(len(texts) <= len(FRAMES) / 10 for texts in stopped.values()), stopped
