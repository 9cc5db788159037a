"""Step 2: what was done, and how grave it is."""

import pytest

from flows.steps.acknowledge import acknowledge
from tests.flows.steps.conftest import POST, REPLIES

DULL = "Our bakery opens at seven on Monday."


def done(recovery, *replies, **told):
    case = recovery.open(*(replies or REPLIES), **told)
    recovery.until("acknowledge")
    return acknowledge(case)


def test_the_findings_are_the_guards_own(recovery):
    found = done(recovery)
    assert [f["code"] for f in found.findings] == ["M101"]
    assert found.kinds == ("tragedy_exploitation",)
    assert found.offended


@pytest.mark.parametrize(
    ("told", "points", "level"),
    [
        ({}, [0, 3, 2, 0], "medium"),
        ({"audience_size": 9_999}, [0, 3, 2, 0], "medium"),
        ({"audience_size": 10_000}, [1, 3, 2, 0], "high"),
        ({"audience_size": 100_000}, [2, 3, 2, 0], "high"),
        ({"audience_size": 2_000_000}, [3, 3, 2, 0], "high"),
        ({"text": DULL}, [0, 0, 2, 0], "low"),
        ({"responsibility": "victim"}, [0, 3, 0, 0], "medium"),
        ({"responsibility": "accidental"}, [0, 3, 1, 0], "medium"),
    ],
)
def test_severity_is_a_sum_that_is_shown(recovery, told, points, level):
    found = done(recovery, **told)
    assert [p.points for p in found.points] == points
    assert (found.total, found.level) == (sum(points), level)
    assert all(p.why.endswith(".") for p in found.points)


@pytest.mark.parametrize(("count", "points"), [(9, 0), (10, 1), (100, 2), (1000, 3)])
def test_spread_counts_replies(recovery, count, points):
    found = done(recovery, *((f"r{n}", "x", "hm") for n in range(count)))
    assert found.points[-1].points == points


@pytest.mark.parametrize(
    ("text", "told", "responsibility", "assumed"),
    [
        (POST, {}, "preventable", True),
        (DULL, {}, "preventable", True),
        ("Lorem ipsum dolor sit amet [insert offer here]", {}, "accidental", True),
        (POST, {"responsibility": "victim"}, "victim", False),
    ],
)
def test_how_it_came_about(recovery, text, told, responsibility, assumed):
    found = done(recovery, text=text, **told)
    assert (found.responsibility, found.assumed) == (responsibility, assumed)


def test_the_brief_is_for_people_with_two_minutes(recovery):
    brief = done(recovery, text="Earthquake sale:\n20% off all boots, shop now", report="My aunt called.").brief
    assert "> Earthquake sale:\n> 20% off all boots, shop now" in brief
    assert "> My aunt called." in brief
    assert "**How grave: medium** (5 of 12 points" in brief
    assert "Ann leads" in brief
