"""The figures of the score, against values worked out by hand."""

import json

import pytest
from click.testing import CliRunner

from guard.cli import root
from guard.measuring import scores

PAIRS = [(0.9, True), (0.6, False), (0.6, True), (0.1, False)]


def test_order() -> None:
    area = scores.auroc(PAIRS)
    assert area is not None
    assert area[0] == pytest.approx(3.5 / 4)
    assert 0 <= area[1] < area[0] < area[2] <= 1
    assert scores.average_precision(PAIRS) == pytest.approx((1 + 2 / 3) / 2)


def test_calibration() -> None:
    assert scores.brier(PAIRS) == pytest.approx((0.01 + 0.36 + 0.16 + 0.01) / 4)
    assert [(b.posts, b.risky) for b in scores.bins(PAIRS)] == [(1, 0.0), (2, 0.5), (1, 1.0)]
    assert scores.calibration_error(PAIRS) == pytest.approx((0.1 + 2 * 0.1 + 0.1) / 4)


def test_cost_of_a_threshold() -> None:
    cost = next(c for c in scores.costs(PAIRS) if c.threshold == pytest.approx(0.65))
    assert (cost.stopped, cost.alarms, cost.precision) == (0.5, 0.0, 1.0)
    assert scores.costs(PAIRS)[-1].precision is None


@pytest.mark.parametrize("pairs", [[], [(0.2, False)], [(0.9, True)]])
def test_one_kind_of_post_has_no_order(pairs: list[scores.Pair]) -> None:
    assert scores.auroc(pairs) is None
    assert list(scores.told(pairs)) == []


def test_the_command_tells_them(tmp_path) -> None:
    path = tmp_path / "labelled.jsonl"
    rows = [
        {"text": "Earthquake sale: 20% off all boots, shop now", "decision": "block"},
        {"text": "Our bakery opens at seven.", "decision": "pass"},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    score = json.loads(CliRunner().invoke(root, ["eval", str(path), "--format", "json"]).stdout)["score"]
    assert (score["auroc"]["value"], score["average_precision"]) == (1.0, 1.0)
    assert len(score["thresholds"]) == len(scores.THRESHOLDS)
    output = CliRunner().invoke(root, ["eval", str(path)]).stdout
    assert "AUROC 1.000" in output
    assert "stopping every post from a score on" in output


def test_languages_stand_side_by_side(tmp_path) -> None:
    path = tmp_path / "labelled.jsonl"
    row = {"text": "Dear {{first_name}}, the tulips are here.", "decision": "review", "lang": "nl"}
    path.write_text(json.dumps(row) + "\n" + json.dumps({"text": "Our bakery opens at seven."}) + "\n")
    run = CliRunner().invoke(root, ["eval", str(path), "--no-model"])
    table = {line.split()[0]: line for line in run.stdout.splitlines() if line.startswith(("  nl", "  en"))}
    assert "1 of 1 (100.0%)" in table["nl"]
    assert "no posts" in table["nl"]
    assert "0 of 1 (0.0%)" in table["en"]


def test_the_error_browser_obeys_no_post(tmp_path) -> None:
    path, told = tmp_path / "labelled.jsonl", tmp_path / "errors.md"
    rows = [
        {"id": "<b>1", "text": "# Our bakery opens\n> at seven", "decision": "block", "categories": ["tone_deaf"]},
        {"id": "2", "text": "Dear {{first_name}}, the tulips are here."},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    CliRunner().invoke(root, ["eval", str(path), "--no-model", "--errors", str(told)], catch_exceptions=False)
    page = told.read_text()
    assert "### tone\\_deaf (1)" in page
    assert "\n    # Our bakery opens\n    > at seven" in page
    assert "<b>1" not in page.replace("\\<b", "")
    assert "### M501 placeholder (1)" in page


@pytest.mark.slow
def test_pictures(tmp_path) -> None:
    from guard.measuring.pictures import draw

    draw(PAIRS, str(tmp_path / "pictures"))
    for name in ("thresholds.png", "reliability.png"):
        assert (tmp_path / "pictures" / name).read_bytes().startswith(b"\x89PNG")
