"""Reading a rule's page: its sections, its samples, and finding it."""

import pytest

from guard.engine import INCOMPLETE
from guard.errors import UsageError
from guard.pages import Sample, find, page, pages

TEXT = """test-rule: a headline.

What it looks for
    Something.

Flags
    One sample
    Two lines\\nof text  {scheduled_at: 2026-11-11T10:00:00+00:00; account_description: Bakery, UK}
"""


def test_a_page_is_cut_into_sections_and_samples() -> None:
    found = page(INCOMPLETE, TEXT)
    assert found.headline == "a headline."
    assert found.sections["What it looks for"] == "Something."
    assert found.samples("Flags") == [
        Sample("One sample", {}),
        Sample(
            "Two lines\nof text", {"scheduled_at": "2026-11-11T10:00:00+00:00", "account_description": "Bakery, UK"}
        ),
    ]
    assert found.samples("Passes") == []


@pytest.mark.parametrize("name", ["M101", "m101", "promotion-on-tragedy"])
def test_find_by_code_or_slug(name: str) -> None:
    assert find(name).rule.code == "M101"


def test_unknown_rule_names_its_neighbour() -> None:
    with pytest.raises(UsageError, match="promotion-on-tragedy"):
        find("promotion-on-tragedi")


def test_the_guards_own_trouble_has_pages_too() -> None:
    assert {"M001", "M002", "M003"} <= {p.rule.code for p in pages()}
