"""The rules' pages: generated, complete, and not stale."""

from pathlib import Path

import pytest

from guard.errors import UsageError
from guard.pages import documents, find, index, pages

DOCS = Path(__file__).parent.parent / "docs" / "rules"


def test_generated_pages_are_not_stale() -> None:
    written = {p.name: p.read_text("utf-8") for p in DOCS.iterdir()}
    assert written == documents(), "run `make generate` and commit docs/rules"


def test_index_names_every_rule() -> None:
    table = index()
    assert all(f"[{p.rule.code}]" in table and p.rule.slug in table for p in pages())


@pytest.mark.parametrize("name", ["M101", "m101", "promotion-on-tragedy"])
def test_find_by_code_or_slug(name: str) -> None:
    assert find(name).rule.code == "M101"


def test_unknown_rule_names_its_neighbour() -> None:
    with pytest.raises(UsageError, match="promotion-on-tragedy"):
        find("promotion-on-tragedi")
