"""What the model names: where a rule has stopped the post already, only what the model itself is sure enough of."""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
import pytest

from guard.config import Config
from guard.detectors.kit import Context
from guard.engine import Guard
from guard.judges.local_model.heads import HEADS
from guard.judges.local_model.judge import LocalModel
from guard.judges.local_model.network import Read, settings
from guard.judges.local_model.packing import Window
from guard.model import Finding, Post
from guard.view import View

MENU = msgspec.convert(
    {
        "house_rules": [
            {
                "code": "M901",
                "slug": "old-menu-joke",
                "match": ["little red lie", "fib* .. menu"],
                "why": "The joke about the menu made fun of a customer.",
                "instead": "Name the dish.",
            }
        ]
    },
    Config,
)
"""The house rule of the README."""

ARMISTICE = Post(
    text="Time to celebrate! Everything 20% off",
    platform="instagram",
    account_kind="brand",
    account_description="Bakery chain in England",
    scheduled_at=datetime(2026, 11, 11, 10, 55, tzinfo=UTC),
)


@pytest.mark.parametrize(
    "text",
    [
        "No fibs on our new menu, just good soup.",
        "The little red lie is back: tomato soup from Monday.",
        "Little red lie? Our ketchup has no tomatoes from abroad.",
        "We fibbed a little about the menu: the cake is even bigger.",
        "Fibs are off the menu. Carrots are on it.",
        "A fib, a fork and a menu: quiz night on Thursday.",
    ],
)
def test_a_house_rule_alone_stops_a_plain_post(text: str) -> None:
    assert [f.code for f in Guard(MENU, judges=[LocalModel()]).check(Post(text=text)).findings] == ["M901"]


def test_the_example_of_the_readme_stops_for_its_day_alone() -> None:
    assert [f.code for f in Guard(judges=[LocalModel()]).check(ARMISTICE).findings] == ["M122"]


class Said(LocalModel):
    """A model whose network says what it is told."""

    def __init__(self, **heads: float) -> None:
        super().__init__()
        self._heads = dict.fromkeys(HEADS, 0.02) | heads

    def _look(self, view: View, _context: Context) -> list[tuple[Window, Read]]:
        return [(Window([], [], ((0, len(view.text.raw)),), ()), Read(self._heads, (1.0,)))]


def named(model: LocalModel, findings: Sequence[Finding]) -> set[str]:
    context = Context(now=datetime(2026, 3, 4, 12, tzinfo=UTC))
    return {hit.rule.category for hit in model.judge(View(Post(text="No fibs.")), context, findings).hits}


BY_A_RULE = Guard(MENU).check(Post(text="No fibs on our menu.")).findings
ADVICE = tuple(msgspec.structs.replace(finding, severity="info") for finding in BY_A_RULE)
BELOW = settings().categories["hate_or_slur"] - 0.05
ABOVE = settings().categories["hate_or_slur"] + 0.05


@pytest.mark.parametrize(
    ("heads", "findings", "found"),
    [
        ({"hate_or_slur": BELOW, "risky": 0.5}, BY_A_RULE, set()),
        ({"hate_or_slur": ABOVE, "risky": 0.5}, BY_A_RULE, {"hate_or_slur"}),
        ({"hate_or_slur": BELOW, "risky": 0.999, "block": 0.9, "hate": 0.9}, (), {"hate_or_slur"}),
        ({"hate_or_slur": BELOW, "risky": 0.999, "block": 0.9, "hate": 0.9}, ADVICE, {"hate_or_slur"}),
        ({"hate_or_slur": BELOW, "risky": 0.999, "block": 0.9, "hate": 0.9}, BY_A_RULE, {"hate_or_slur"}),
    ],
)
def test_the_likeliest_is_named_where_the_model_stops_the_post_by_itself(
    heads: dict[str, float], findings: Sequence[Finding], found: set[str]
) -> None:
    assert named(Said(**heads), findings) == found
