"""What the README prints is what the guard prints, and its figures are the measured ones."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from guard.cli import root
from guard.judges.local_model.network import FOLDER

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_report_at_the_top_is_the_guards_own(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = re.search(r"```\n\$ guard (check .*)\n((?:.*\n)*?)```\n", README)
    assert printed
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    assert CliRunner().invoke(root, [*printed[1].split(), "--format", "text"]).stdout == printed[2]


def test_the_post_with_more_than_text_stops_where_the_readme_says(tmp_path: Path) -> None:
    told = re.search(r"this one stops at (M\d+).*?```json\n(.*?)```", README, re.DOTALL)
    assert told
    (tmp_path / "post.json").write_text(told[2], encoding="utf-8")
    found = json.loads(CliRunner().invoke(root, ["check", "--format", "jsonl", str(tmp_path / "post.json")]).stdout)[
        "findings"
    ]
    assert [finding["code"] for finding in found] == [told[1]]


def _percent(share: dict[str, Any]) -> str:
    return f"{share['share'] * 100:.0f} %"


def test_the_figures_with_the_model_are_those_of_its_card() -> None:
    told = json.loads((Path(FOLDER) / "figures.json").read_text(encoding="utf-8"))
    low, high = (round(edge * 100) for edge in told["stopped"]["interval"])
    brands = ", ".join(f"{told[name]['share'] * 100:.1f} %" for name in ("brands_stopped", "brands_blocked"))
    assert f"| risky posts stopped | {_percent(told['stopped'])} (95 %: {low} to {high}) |" in README
    assert f"| harmless look-alikes stopped | {told['false_alarms']['share'] * 100:.1f} % |" in README
    assert f"| published brand posts stopped, blocked | {brands} |" in README
