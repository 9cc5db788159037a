"""`guard eval` and the figures behind it."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from guard.cli import root
from guard.errors import InputError
from guard.evaluation import Share, read

ROWS = [
    {
        "id": "a",
        "text": "Earthquake sale: 20% off all boots, shop now",
        "decision": "block",
        "categories": ["tragedy_exploitation"],
    },
    {
        "id": "b",
        "text": "We will crush the others, you know who.",
        "decision": "review",
        "categories": ["customer_insult"],
    },
    {"id": "c", "text": "Our bakery opens at seven.", "decision": "pass", "categories": []},
    {
        "id": "d",
        "text": "Dear {{first_name}}, the tulips are here.",
        "decision": "pass",
        "categories": [],
        "lang": "nl",
    },
]


@pytest.fixture
def labelled(tmp_path: Path) -> str:
    path = tmp_path / "labelled.jsonl.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in ROWS).encode()))
    return str(path)


def test_figures(labelled: str) -> None:
    figures = json.loads(CliRunner().invoke(root, ["eval", labelled, "--format", "json"]).stdout)
    assert (figures["stopped"]["hits"], figures["stopped"]["total"]) == (1, 2)
    assert figures["categories"]["tragedy_exploitation"]["right_category"]["share"] == 1.0
    assert figures["false_alarms"]["share"] == 0.5
    assert figures["false_blocks"]["hits"] == 1
    assert figures["languages"]["nl"]["false_alarms"]["hits"] == 1
    assert figures["alarms_by_rule"] == {"M501 placeholder": 1}


def test_table_misses_and_alarms(labelled: str) -> None:
    output = CliRunner().invoke(root, ["eval", labelled, "--misses", "5", "--alarms", "5", "--rule", "M501"]).stdout
    assert "tragedy_exploitation" in output
    assert "MISSED b" in output
    assert "ALARM d" in output


@pytest.mark.parametrize("line", ["{broken", "[]", '{"decision": "pass"}'])
def test_a_line_that_is_no_labelled_post(tmp_path: Path, line: str) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_text(json.dumps(ROWS[0]) + "\n" + line + "\n")
    with pytest.raises(InputError, match=r"labelled\.jsonl:2"):
        list(read(str(path)))


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"), [(0, 10, 0.0, 0.28), (5, 10, 0.23, 0.77), (10, 10, 0.72, 1.0), (0, 0, 0.0, 1.0)]
)
def test_wilson_interval(hits: int, total: int, low: float, high: float) -> None:
    assert Share(hits, total).interval == pytest.approx((low, high), abs=0.01)
