"""Step 8: looks are planned at once, and again after a relapse."""

import pytest
from pydantic import ValidationError

from flows.plan import Agreement
from flows.steps.long_haul import long_haul, plan


@pytest.mark.parametrize(
    ("days", "planned"),
    [((1, 2, 3), (1, 2, 3)), ((7, 1, 7), (1, 7))],
)
def test_days_are_planned_once(recovery, days, planned):
    case = recovery.published(agreed=Agreement(check_in_days=days))
    recovery.until("long_haul")
    assert long_haul(case).days == planned
    assert long_haul(case).days == planned
    assert plan(case, [2]) == plan(case, [2])
    assert case.incident.state == "long_haul"


def test_the_usual_days(recovery):
    case = recovery.published()
    recovery.until("long_haul")
    assert long_haul(case).days == (1, 2, 3, 7, 14, 30, 60, 90, 180)


@pytest.mark.parametrize("days", [(), (0,), (-1, 3), (4000,)])
def test_days_that_cannot_be(days):
    with pytest.raises(ValidationError):
        Agreement(check_in_days=days)
