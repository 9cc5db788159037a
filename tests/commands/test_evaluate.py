"""`guard eval` and the figures behind it."""

import gzip
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from guard.cli import root
from guard.engine import Guard
from guard.errors import InputError, UsageError
from guard.evaluation import Share, read
from guard.model import Post

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


ROW = json.dumps(ROWS[2])


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.jsonl", None, "a.jsonl: cannot be read (No such file or directory)"),
        ("a.jsonl", b"", "a.jsonl: holds no labelled post"),
        ("a.jsonl", b"\n \n", "a.jsonl: holds no labelled post"),
        ("a.jsonl", b'{"text": "caf\xe9"}', "a.jsonl:1: is not valid UTF-8"),
        ("a.jsonl", b"[" * 100_000, "a.jsonl:1: is nested too deeply"),
        ("a.jsonl", b'{"text": "a", "n": ' + b"9" * 5_000 + b"}", "a.jsonl:1: holds a number that is too long"),
        ("a.jsonl", b'{"text": "a", "decision": "maybe"}', 'the decision is "maybe". Use one of: pass, review, block.'),
        ("a.jsonl", b'{"text": "a", "decision": [1]}', 'the decision is "[1]"'),
        ("a.jsonl", b'{"text": "a", "label": "block"}', 'has no field "decision", but one named "label"'),
        ("a.jsonl", b'{"text": "a", "categories": "tone_deaf"}', "the categories are no list of texts"),
        ("a.jsonl", b'{"text": "a", "categories": [{}]}', "the categories are no list of texts"),
        ("a.jsonl.gz", b"not packed", "a.jsonl.gz: cannot be read (it is packed in a way"),
        ("a.jsonl.gz", gzip.compress(ROW.encode() * 99)[:50], "a.jsonl.gz: cannot be read (it is packed in a way"),
        (
            "a.jsonl.gz",
            gzip.compress(ROW.encode())[:20] + b"\xff" * 9,
            "a.jsonl.gz: cannot be read (it is packed in a way",
        ),
    ],
)
def test_files_that_cannot_be_measured(tmp_path, monkeypatch, name, content, told):
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    error = CliRunner().invoke(root, ["eval", name]).exception
    assert isinstance(error, InputError)
    assert told in str(error)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_the_encoding_are_understood(tmp_path, encoding):
    (tmp_path / "a.jsonl").write_text(ROW, encoding=encoding)
    assert [labelled.post.id for labelled in read(f"{tmp_path}/a.jsonl")] == ["c"]


def test_texts_that_command_the_terminal_are_shown(tmp_path):
    row = {
        "id": "\x1b[31m\ud800",
        "text": "damn \x1b[0m",
        "decision": "block",
        "categories": ["\x1b\ud800"],
        "account_description": "\x1b",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n" + json.dumps(row | {"decision": "pass"}))
    output = (
        CliRunner()
        .invoke(root, ["eval", f"{tmp_path}/a.jsonl", "--misses", "9", "--alarms", "9"], catch_exceptions=False)
        .output
    )
    assert "\x1b" not in output
    assert "<U+001B>[31m<U+D800>" in output


@pytest.mark.parametrize("moment", ["2026-11-11T10:00:00", "2026-11-11", "2026-11-11T10:00:00+01:00"])
def test_a_time_without_an_offset_is_utc(tmp_path, moment):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "x", "scheduled_at": moment, "label": "a topic"}))
    [labelled] = read(f"{tmp_path}/a.jsonl")
    assert labelled.post.scheduled_at.isoformat().startswith("2026-11-11T")
    assert not labelled.decided


def test_posts_without_a_decision_are_counted_aloud(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "Our bakery opens at seven."}')
    output = CliRunner().invoke(root, ["eval", f"{tmp_path}/a.jsonl"]).stdout
    assert "1 post has no decision and counts as harmless" in output
    assert "risky posts stopped      no posts" in output
    assert "for the right reason" not in output


def test_json_is_json_whatever_is_asked_for_beside_it(labelled: str) -> None:
    output = CliRunner().invoke(root, ["eval", labelled, "--format", "json", "--misses", "5", "--alarms", "5"]).stdout
    assert json.loads(output)["stopped"]["total"] == 2


def test_identity_terms_are_judged_without_a_file() -> None:
    done = CliRunner().invoke(root, ["eval", "--identity-terms", "--no-model", "--format", "json"])
    groups = json.loads(done.stdout)["identity_terms"]
    assert len(groups) == 30
    assert {row["sentences"] for row in groups.values()} == {20}
    assert sum(row["stopped"] for row in groups.values()) <= 12


def test_identity_terms_as_a_table(labelled: str) -> None:
    output = CliRunner().invoke(root, ["eval", labelled, "--identity-terms", "--no-model"]).stdout
    assert "wheelchair users" in output
    assert "stopped in all" in output
    assert "risky posts stopped" in output


def test_without_a_file_nothing_is_measured() -> None:
    with pytest.raises(click.UsageError, match="Name a file of labelled posts"):
        CliRunner().invoke(root, ["eval"], standalone_mode=False, catch_exceptions=False)


def test_the_two_readers_are_not_mixed(labelled: str) -> None:
    with pytest.raises(click.UsageError, match="--llm asks the language model alone"):
        CliRunner().invoke(
            root, ["eval", labelled, "--llm", "--no-model"], standalone_mode=False, catch_exceptions=False
        )


def test_a_folder_for_pictures_that_cannot_be_made_is_told_first(labelled: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="the pictures cannot be written there"):
        CliRunner().invoke(
            root,
            ["eval", labelled, "--pictures", str(tmp_path / "file" / "in")],
            standalone_mode=False,
            catch_exceptions=False,
        )


def test_the_example_of_the_help_is_one_that_the_guard_stops_for_that_reason():
    said = CliRunner().invoke(root, ["eval", "--help"]).output
    (example,) = (json.loads(line) for line in said.splitlines() if line.strip().startswith('{"text"'))
    verdict = Guard().check(Post(text=example["text"]))
    assert verdict.decision == example["decision"] == "block"
    assert set(example["categories"]) <= {finding.category for finding in verdict.findings}
