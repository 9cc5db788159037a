"""`guard incident assess` as people and programs call it."""

import json
from datetime import date, timedelta

import numpy as np
import pytest
from click.testing import CliRunner

from flows.commands.assess import command
from guard.errors import GuardError, InputError, UsageError

INCIDENT = date(2026, 5, 4)


@pytest.fixture
def numbers(tmp_path):
    """A file with the numbers of a brand that recovers by day 16."""
    random = np.random.default_rng(1)
    days = np.arange(-90, 80)
    worse = np.where(days >= 0, 4 * 0.5 ** (np.maximum(days, 0) / 4), 0)
    mentions = 800 * (1 + worse) * np.exp(0.04 * random.standard_normal(len(days)))
    sales = 100 * (1 - 0.05 * worse) * np.exp(0.006 * random.standard_normal(len(days)))
    rows = [
        f"{INCIDENT + timedelta(days=int(day))},{mention:.0f},{'' if day == 30 else round(sale, 2)}"
        for day, mention, sale in zip(days, mentions, sales, strict=True)
    ]
    path = tmp_path / "numbers.csv"
    path.write_text("\n".join(["date,mention_volume,sales_index", *rows]), encoding="utf-8")
    return str(path)


def run(*words):
    return CliRunner().invoke(command, [str(word) for word in words], catch_exceptions=False)


def test_text_for_people(numbers):
    text = run(numbers, "--incident", INCIDENT).output
    assert text.startswith("Recovered on 2026-06-")
    assert "ok mention volume:" in text
    assert "up to 3 % below counts as recovered" in text
    assert "The storm halved every 4 days" in text
    assert "Next look: 2026-" in text


def test_json_for_programs(numbers):
    answer = json.loads(run(numbers, "--incident", INCIDENT, "--format", "json").output)
    assert (answer["status"], answer["as_of"]) == ("recovered", "2026-07-22")
    assert [metric["name"] for metric in answer["metrics"]] == ["mention_volume", "sales_index"]
    assert answer["metrics"][0]["half_life_days"] == pytest.approx(4, rel=0.2)


def test_only_what_was_known_then_counts(numbers):
    answer = json.loads(run(numbers, "--incident", INCIDENT, "--as-of", "2026-05-20", "--format", "json").output)
    assert (answer["status"], answer["as_of"], answer["recovered_on"]) == ("recovering", "2026-05-20", None)


def test_notes_and_a_number_of_ones_own(numbers, tmp_path):
    with open(numbers, encoding="utf-8") as file:
        text = file.read().replace("sales_index", "returns")
    own = tmp_path / "own.csv"
    own.write_text(text, encoding="utf-8")
    notes = tmp_path / "notes.csv"
    notes.write_text("date,kind,note\n2026-07-01,campaign,Summer\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"own.csv:1: .*returns.*--metric returns:up:10%"):
        run(own, "--incident", INCIDENT)
    found = run(own, "--incident", INCIDENT, "--metric", "returns:down:3%", "--notes", notes, "--format", "json")
    assert json.loads(found.output)["status"] == "recovered"


def test_a_shorter_hold_period_is_earlier(numbers):
    long, short = (
        json.loads(run(numbers, "--incident", INCIDENT, "--hold-days", days, "--format", "json").output)
        for days in (28, 14)
    )
    assert short["recovered_on"] < long["recovered_on"]


@pytest.mark.parametrize(("ending", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_the_picture_is_drawn_and_always_the_same(numbers, tmp_path, ending, begins):
    first, second = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    for path in (first, second):
        run(numbers, "--incident", INCIDENT, "--picture", path)
    assert first.read_bytes().startswith(begins)
    assert first.read_bytes() == second.read_bytes()
    if ending == "svg":
        assert "without the incident" in first.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "error", "what"),
    [
        (["--incident", "4 May"], UsageError, "is no day"),
        (["--incident", "2030-01-01"], UsageError, "the last day is"),
        (["--incident", "2026-05-04", "--picture", "p.jpg"], UsageError, "png or an .svg"),
        (["--incident", "2026-05-04", "--picture", "/no/such/p.png"], GuardError, "cannot be written"),
        (["--incident", "2026-05-04", "--notes", "/no/such.csv"], InputError, "cannot be read"),
    ],
)
def test_what_is_wrong_is_said(numbers, words, error, what):
    with pytest.raises(error, match=what):
        run(numbers, *words)


def test_too_little_history_is_said_in_text(numbers):
    text = run(numbers, "--incident", "2026-02-10").output
    assert text.startswith("Cannot tell")
    assert "days with a value before the incident are too few; 28 are needed" in text
    assert run(numbers, "--incident", "2026-02-10", "--format", "json").exit_code == 0
