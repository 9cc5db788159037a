"""`guard audience` as people call it."""

import io
import json
import os

import pytest
from click.testing import CliRunner

from flows.commands.audience import _counted, _lines, command
from flows.replies import RepliesFile
from guard.errors import GuardError

LINES = [
    {
        "id": "1",
        "author": "anna",
        "created_at": "2026-03-02T09:10:00Z",
        "text": "As a miner I am appalled. Delete this.",
    },
    {"id": "2", "author": "ben", "created_at": "2026-03-02T09:12:00Z", "text": "Great ad, love it"},
    {"id": "3", "author": "cleo\x1b[31m", "created_at": "2026-03-02T09:15:00Z", "text": "what time do you open?"},
    *(
        {"id": f"z{n}", "author": "zed", "created_at": f"2026-03-02T10:{n * 4:02}:00Z", "text": f"Shame, number {n}"}
        for n in range(9)
    ),
]


@pytest.fixture
def run(tmp_path):
    def run(*options, lines=LINES, extra=""):
        replies, post = tmp_path / "replies.jsonl", tmp_path / "post.txt"
        replies.write_text("".join(json.dumps(line) + "\n" for line in lines) + extra, encoding="utf-8")
        post.write_text("Dig yourself out with 30% off!", encoding="utf-8")
        return CliRunner().invoke(command, [str(replies), "--post", str(post), *options])

    return run


def test_the_page_speaks_plainly_and_hides_names(run):
    done = run()
    assert done.exit_code == 0
    for said in ("12 replies by 4 accounts", "miners", "take it down", "account 1", "Look replies up"):
        assert said in done.output
    assert "zed" not in done.output
    assert "\x1b" not in done.output
    assert max(map(len, done.output.splitlines())) <= 110


def test_names_are_shown_to_who_asks_for_them(run):
    assert "zed" in run("--show-names").output
    assert json.loads(run("--format", "json", "--show-names").output)["loud"][0]["author"] == "zed"


def test_json(run):
    shown = json.loads(run("--format", "json").output)
    assert shown["replies"] == 12
    assert shown["groups"][0]["evidence"] == ["1"]
    assert "anna" not in json.dumps(shown)


def test_labels(run, tmp_path):
    labels = tmp_path / "labels.jsonl"
    assert run("--labels", str(labels)).exit_code == 0
    lines = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == [line["id"] for line in LINES]
    assert lines[0] == {
        "id": "1",
        "stance": "offended",
        "group": "miners",
        "theme": None,
        "demand": "remove",
        "confidence": lines[0]["confidence"],
    }


def test_no_replies(run):
    done = run(lines=[])
    assert done.exit_code == 0
    assert done.output.strip() == "No replies: nothing can be said about who was hurt."


def test_bad_lines_are_told_and_the_others_read(run):
    done = run(extra="{nonsense\n")
    assert done.exit_code == 2
    assert "1 line of" in done.output
    assert "12 replies" in done.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--post", "nowhere.txt"], "nowhere.txt"),
        (["--labels", "nowhere/labels.jsonl"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(run, options, said):
    done = run(*options)
    assert isinstance(done.exception, GuardError)
    assert said in str(done.exception)


def test_labels_never_overwrite_the_replies(run, tmp_path):
    done = run("--labels", str(tmp_path / "replies.jsonl"))
    assert isinstance(done.exception, GuardError)
    assert len((tmp_path / "replies.jsonl").read_text(encoding="utf-8").splitlines()) == len(LINES)


class Terminal(io.StringIO):
    """Standard error that somebody looks at."""

    def isatty(self):
        return True


def test_a_bar_moves_where_somebody_looks(tmp_path, monkeypatch):
    path = tmp_path / "replies.jsonl"
    line = {"author": "anna", "created_at": "2026-03-02T09:10:00Z", "text": "Shame on you"}
    path.write_text("".join(json.dumps({"id": n, **line}) + "\n" for n in range(250)), encoding="utf-8")
    monkeypatch.setattr("sys.stderr", seen := Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with _counted(RepliesFile(str(path))) as read:
        assert len(list(read)) == 250
    assert "comparing them with each other" in seen.getvalue()
    assert "250 replies" in seen.getvalue()


def test_no_bar_where_nobody_looks(run):
    assert run().stderr == ""


def test_what_can_be_read_only_once_is_not_read_for_the_bar(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert _lines(str(tmp_path / "pipe")) is None
