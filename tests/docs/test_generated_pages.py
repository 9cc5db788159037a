"""The pages of the rules are what the detectors say."""

import runpy
from pathlib import Path

import pytest

GENERATE = runpy.run_path(str(Path(__file__).parents[2] / "docs/generate.py"))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setitem(GENERATE["main"].__globals__, "FOLDER", str(tmp_path))
    return tmp_path


def test_no_page_is_stale():
    assert GENERATE["stale"]() == [], "run `make generate` and commit docs/rules"


def test_writing_adds_changes_and_removes(folder, capsys):
    (folder / "M999-gone.md").write_text("an old rule")
    (folder / "README.md").write_text("an old list")
    assert GENERATE["main"](["--check"]) == 1
    assert "docs/rules/M999-gone.md is stale" in capsys.readouterr().err
    assert GENERATE["main"]([]) == 0
    assert GENERATE["main"](["--check"]) == 0
    assert not (folder / "M999-gone.md").exists()
    assert len(list(folder.glob("M*.md"))) == (folder / "README.md").read_text().count("\n| [M")


def test_a_page_tells_the_rule_and_its_samples(folder):
    GENERATE["main"]([])
    page = (folder / "M101-promotion-on-tragedy.md").read_text()
    for title in ("# M101 promotion-on-tragedy", "## Flags", "## Passes", "## Write instead", "## Who is hurt"):
        assert title in page.splitlines()
