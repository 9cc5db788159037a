"""`guard check`, as a pipeline and a person call it."""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
from click.testing import CliRunner, Result

from guard import detectors
from guard.cli import root
from guard.engine import Guard
from guard.judges.local_model import judge

QUIET = "Our bakery opens at seven on Monday."
BAD = "Earthquake sale: 20% off all boots, shop now"
UNSURE = "Quiz night on Thursday, teams of six, and the prize this week is a"


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(root, ["check", *arguments], input=stdin)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (QUIET, [], 0),
        (BAD, [], 1),
        (UNSURE, [], 3),
        (UNSURE, ["--fail-on", "block"], 0),
        (BAD, ["--fail-on", "block"], 1),
        ("", [], 2),
    ],
)
def test_exit_code_of_one_post(folder: Path, text: str, options: list[str], code: int) -> None:
    (folder / "post.txt").write_text(text)
    assert run("post.txt", *options).exit_code == code


def test_unreadable_line_wins_and_the_others_are_screened(folder: Path) -> None:
    (folder / "posts.jsonl").write_text(
        json.dumps({"id": "a", "text": BAD}) + "\n{broken\n" + json.dumps({"text": QUIET}) + "\n"
    )
    result = run("posts.jsonl", "--format", "jsonl")
    assert result.exit_code == 2
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "posts.jsonl:3"]
    assert "posts.jsonl:2" in result.stderr


def test_a_failing_detector_is_exit_code_4(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Guard, "_awake", lambda *_: [0])
    monkeypatch.setattr(detectors, "load", lambda _place: SimpleNamespace(detect=broken))
    (folder / "post.txt").write_text(QUIET)
    result = run("post.txt")
    assert result.exit_code == 4
    assert "M001" in result.stdout


def test_no_such_file(folder: Path) -> None:
    result = run("nowhere.txt")
    assert result.exit_code == 2
    assert "nowhere.txt" in result.output


def test_standard_input() -> None:
    assert run("-", stdin=BAD).exit_code == 1
    assert run(stdin=QUIET).exit_code == 0


@pytest.mark.parametrize(
    ("ending", "start"), [("jsonl", '{"schema":'), ("json", "{"), ("sarif", "{"), ("md", "#"), ("txt", "BLOCK")]
)
def test_the_ending_of_the_file_chooses_the_report(folder: Path, ending: str, start: str) -> None:
    (folder / "post.txt").write_text(BAD)
    result = run("post.txt", "-o", f"report.{ending}")
    assert (result.exit_code, result.stdout) == (1, "")
    assert (folder / f"report.{ending}").read_text("utf-8").startswith(start)


def test_a_report_that_cannot_be_written(folder: Path) -> None:
    (folder / "post.txt").write_text(QUIET)
    result = run("post.txt", "-o", "no/such/folder/report.json")
    assert isinstance(result.exception, Exception)
    assert "report cannot be written" in str(result.exception)


def test_verdicts_fit_the_printed_schema(folder: Path) -> None:
    schema = json.loads(run("--schema").stdout)
    (folder / "post.txt").write_text(BAD)
    verdict = json.loads(run("post.txt", "--format", "json").stdout)
    jsonschema.validate(verdict, schema)
    assert list(verdict) == ["schema", "id", "decision", "score", "findings", "checked", "policy", "version"]


def test_verdicts_are_the_same_in_several_processes(folder: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": BAD if n % 3 else QUIET}) for n in range(700)]
    (folder / "posts.jsonl").write_text("\n".join([*lines[:350], "{broken", *lines[350:]]) + "\n")
    one = run("posts.jsonl", "--format", "jsonl", "--now", "2026-03-03T12:00:00Z")
    two = run("posts.jsonl", "--format", "jsonl", "--now", "2026-03-03T12:00:00Z", "--jobs", "2")
    assert one.stdout == two.stdout
    assert (one.exit_code, two.exit_code) == (2, 2)
    assert len(one.stdout.splitlines()) == 700


@pytest.mark.parametrize(("option", "words"), [("yesterday", "no date and time"), ("2026-13-01", "no date and time")])
def test_a_moment_that_is_none(option: str, words: str) -> None:
    result = run("--now", option, stdin=QUIET)
    assert words in str(result.exception)


def test_a_language_model_that_is_not_configured_is_never_a_quiet_off() -> None:
    result = run("--llm", stdin=QUIET)
    assert result.exception is not None
    assert "--llm" in str(result.exception)


def test_weights_that_are_missing_are_said_aloud(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(judge, "local_model", lambda: judge.LocalModel(str(tmp_path)))
    result = run("--model", "--format", "jsonl", stdin=QUIET)
    verdict = json.loads(result.stdout)
    assert (verdict["checked"]["model"], verdict["decision"], result.exit_code) == ("failed", "review", 4)
    assert [f["code"] for f in verdict["findings"]] == ["M001"]
    assert "--no-model" in verdict["findings"][0]["message"]


def test_the_real_command_ends_with_the_exit_code(folder: Path) -> None:
    (folder / "guard.toml").write_text("[brand]\nnane = 'x'\n")
    done = subprocess.run(
        [sys.executable, "-m", "guard", "check", "-"], input=QUIET, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "guard.toml:2" in done.stderr
    assert "name" in done.stderr


def test_bad_option_is_exit_code_2() -> None:
    assert run("--format", "xml").exit_code == 2


ODD = [
    ('{"text": "Hello", "schedule_at": "x"}', 'the field "schedule_at" was not used. Did you mean "scheduled_at"?'),
    ('{"text": "Hello", "Platfrom": "x"}', 'Did you mean "platform"?'),
    ('{"text": "Hello", "platform": "myspace"}', 'the platform "myspace" is not known'),
]


@pytest.mark.parametrize(("post", "told"), ODD)
def test_what_was_probably_meant_is_told_once(tmp_path, post, told):
    (tmp_path / "posts.jsonl").write_text(f"{post}\n{post}\n")
    result = run(f"{tmp_path}/posts.jsonl", "--format", "jsonl")
    assert result.stderr.count(told) == 1
    assert result.exit_code == 0


def test_fields_of_other_programs_are_nobodys_business(tmp_path):
    (tmp_path / "post.json").write_text('{"text": "Hello", "campaign": "spring", "owner": "Ana"}')
    assert run(f"{tmp_path}/post.json").stderr == ""


@pytest.mark.parametrize(("name", "told"), [("out.html", True), ("out.txt", False), ("out.md", False), ("out", False)])
def test_an_ending_that_says_no_format_is_told(tmp_path, name, told):
    (tmp_path / "post.txt").write_text("Hello")
    result = run(f"{tmp_path}/post.txt", "-o", f"{tmp_path}/{name}")
    assert ("is written as plain text" in result.stderr) is told


def test_a_check_by_rules_spares_what_it_can_do_without(tmp_path):
    """The cold start of ``guard check post.txt`` is a budget; who needs the module later has it all the same."""
    post = tmp_path / "post.txt"
    post.write_text("We open at nine tomorrow.", encoding="utf-8")
    program = (
        f"import sys; sys.argv = ['guard', 'check', '--no-model', {str(post)!r}]\n"
        "from guard.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: code = end.code\n"
        "spared = 'typing_extensions' not in sys.modules\n"
        "import typing_extensions\n"
        "print('CODE', code or 0, spared, hasattr(typing_extensions, 'Required'))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "CODE 0 True True"
