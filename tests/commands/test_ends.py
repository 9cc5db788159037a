"""How the command ends when its surroundings fail: closed, full and broken streams, signals, files in the way."""

import io
import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from guard import cli
from guard.errors import GuardError
from guard.reports import destination

GUARD = [sys.executable, "-m", "guard.cli"]
QUIET = "Our bakery opens at seven on Monday."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "post.txt").write_text(QUIET)
    (tmp_path / "posts.jsonl").write_text((json.dumps({"text": QUIET}) + "\n") * 300)
    return tmp_path


@pytest.fixture(autouse=True)
def same_signals():
    kept = {
        number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM, signal.SIGINT)
    }
    signal.signal(signal.SIGINT, signal.default_int_handler)  # started in the background, a program would not hear it
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)  # a clock that went on ticking would end the tests once nobody listens
    for number, handler in kept.items():
        signal.signal(number, handler)


def ends(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit code of the command, run in this process."""
    monkeypatch.setattr(sys, "argv", ["guard", *arguments])
    with pytest.raises(SystemExit) as end:
        cli.main()
    return int(end.value.code or 0)


# --- streams --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments", [["check", "post.txt"], ["check", "posts.jsonl"], ["check", "--schema"], ["rules"], ["--help"]]
)
def test_a_full_disk_behind_the_output_is_told_and_never_success(monkeypatch, capsys, arguments):
    with open("/dev/full", "w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert ends(monkeypatch, *arguments) == 4
    told = capsys.readouterr().err
    assert told.count("the output cannot be written: No space left on device") == 1


@pytest.mark.parametrize(
    "command", ["check posts.jsonl --format jsonl", "check post.txt", "check posts.jsonl --jobs 2"]
)
def test_a_reader_who_leaves_is_not_taken_for_a_block(command):
    done = subprocess.run(
        ["bash", "-c", f"{' '.join(GUARD)} {command} | true; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (4, "")


@pytest.mark.parametrize(
    ("closed", "code", "told"),
    [
        ("<&-", 2, "an empty post"),
        (">&-", 4, "the output cannot be written: Bad file descriptor"),
        ("post.txt <&-", 0, ""),
        ("post.txt -o report.txt >&-", 0, ""),
        ("post.txt 2>&-", 0, "PASS"),
        ("missing.txt 2>&-", 2, "does not exist"),
        ("missing.txt --format jsonl 2>/dev/full", 2, ""),
        ("post.txt <&- >&- 2>&-", 4, ""),
    ],
)
def test_closed_streams(closed, code, told):
    done = subprocess.run(
        ["bash", "-c", f"{' '.join(GUARD)} check {closed}"],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == code
    assert told in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_streams_that_were_closed_are_stood_in_for(monkeypatch):
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    cli._supply_streams()
    try:
        assert sys.stdin.read() == ""
        sys.stderr.write("forgotten")
        sys.stderr.flush()
        sys.stdout.write("lost")
        with pytest.raises(OSError, match="Bad file descriptor"):
            sys.stdout.flush()
    finally:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            stream.close()


@pytest.mark.parametrize("encoding", ["latin-1", "cp437", "ascii"])
def test_letters_that_the_terminal_does_not_have(encoding):
    command = [*GUARD, "events", "add", "Flood in \u65e5\u672c"]
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": encoding})
    assert done.stdout.startswith((b"Added Flood in \\u65e5\\u672c", "Added Flood in \u65e5\u672c".encode()))


# --- failures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (KeyboardInterrupt(), 130, "stopped before the end"),
        (GuardError("no \x1b[31mred \u202e words"), 4, "guard: no <U+001B>[31mred <U+202E> words"),
        (click.UsageError("no \u202e words"), 2, "Error: no <U+202E> words"),
        (RuntimeError("odd"), 4, "unexpected RuntimeError: odd"),
        (
            OSError(5, "Input/output error", "a.txt"),
            4,
            "guard: a.txt: Input/output error. Nothing was passed as clean.",
        ),
        (SystemExit(3), 3, ""),
        (SystemExit(None), 0, ""),
        (SystemExit("words"), 4, ""),
    ],
)
def test_every_failure_is_a_sentence_and_an_exit_code(monkeypatch, capsys, error, code, told):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(cli.root, "invoke", fail)
    assert ends(monkeypatch, "rules") == code
    assert told in capsys.readouterr().err


STANDS = {
    "check": "What is not in the report was not checked.",
    "eval": "What is not in the report was not checked.",
    "audience": "Replies that are not in the report were not read.",
    "init": "there is no new guard.toml",
    "incident": "What was done so far is kept.",
    "publish": "guard publish --list",
    "freeze": "do it again",
    "thaw": "what is still frozen",
    "waive": "may not have happened",
}


@pytest.mark.parametrize("stop", [KeyboardInterrupt, click.Abort])
@pytest.mark.parametrize(("name", "told"), STANDS.items())
def test_who_stops_a_command_reads_where_it_stands_now(monkeypatch, capsys, stop, name, told):
    def stopped(*_, **__):
        raise stop

    monkeypatch.setattr(cli.root, "invoke", stopped)
    assert ends(monkeypatch, name) == 130
    said = capsys.readouterr().err
    assert said.lstrip().startswith("guard: stopped before the end. ")
    assert told in said
    assert ("not checked" in said) == (name in {"check", "eval"})


def test_developers_see_where_an_unexpected_error_came_from(monkeypatch):
    def fail(*_):
        raise RuntimeError

    monkeypatch.setenv("GUARD_DEBUG", "1")
    monkeypatch.setattr(cli.root, "invoke", fail)
    monkeypatch.setattr(sys, "argv", ["guard", "rules"])
    with pytest.raises(RuntimeError):
        cli.main()


def test_a_folder_that_was_deleted(monkeypatch, capsys, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert ends(monkeypatch, "check", f"{tmp_path}/post.txt") == 2
    assert "no longer exists" in capsys.readouterr().err
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.slow
def test_a_signal_leaves_the_old_report_and_no_worker(folder, number, jobs):
    with (folder / "posts.jsonl").open("w") as stream:
        stream.writelines(json.dumps({"text": f"{QUIET} {n}"}) + "\n" for n in range(200_000))
    (folder / "report.jsonl").write_text("old")
    command = [*GUARD, "check", "posts.jsonl", "-o", "report.jsonl", "--jobs", jobs]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True) as run:
        while not [name for name in os.listdir() if name.endswith(".part")] or not os.path.getsize(
            next(name for name in os.listdir() if name.endswith(".part"))
        ):
            time.sleep(0.05)
        os.kill(run.pid, number)
        said = run.communicate(timeout=20)[1].decode()  # ends only when the workers, who share the pipe, have ended
    assert run.returncode == {signal.SIGINT: 130, signal.SIGKILL: -9}.get(number, 128 + number)
    assert (folder / "report.jsonl").read_text() == "old"
    if number != signal.SIGKILL:
        assert "stopped before the end" in said
        assert sorted(os.listdir()) == ["post.txt", "posts.jsonl", "report.jsonl"]


# --- the report's file ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["post.txt", "-o", "post.txt"], "the check reads this file"),
        (["post.txt", "-o", "./link.txt"], "the check reads this file"),
        (["post.txt", "-o", "guard.toml"], "the check reads this file"),
        (["post.txt", "-o", "guard-waivers.toml"], "the check reads this file"),
        (["post.txt", "-o", "past.jsonl"], "the check reads this file"),
        (["post.txt", "-o", "nowhere/report.txt"], "No such file or directory"),
        (["post.txt", "-o", "."], "this is a folder"),
        (["post.txt", "-o", ""], "needs the name of a file"),
        (["post.txt", "--config", ""], "--config needs the name of a file"),
        (["post.txt", "-o", "x" * 300], "File name too long"),
    ],
)
def test_files_that_no_report_may_replace(monkeypatch, capsys, folder, arguments, told):
    (folder / "link.txt").symlink_to("post.txt")
    (folder / "guard.toml").write_text('[accounts.main]\nhistory = "past.jsonl"\n')
    (folder / "guard-waivers.toml").write_text("")
    (folder / "past.jsonl").write_text(json.dumps({"text": QUIET}))
    before = {name: (folder / name).read_bytes() for name in os.listdir()}
    assert ends(monkeypatch, "check", *arguments) == 2
    assert told in capsys.readouterr().err
    assert {name: (folder / name).read_bytes() for name in os.listdir()} == before


def test_standard_input_from_the_file_of_the_report():
    with open("posts.jsonl", "rb") as posts:
        done = subprocess.run([*GUARD, "check", "-o", "posts.jsonl"], stdin=posts, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"the check reads this file" in done.stderr


def test_a_report_keeps_link_and_rights_of_the_old_one(monkeypatch, folder):
    (folder / "real.txt").write_text("old")
    (folder / "real.txt").chmod(0o640)
    (folder / "link.txt").symlink_to("real.txt")
    assert ends(monkeypatch, "check", "post.txt", "-o", "link.txt") == 0
    assert (folder / "link.txt").is_symlink()
    assert "PASS" in (folder / "real.txt").read_text()
    assert stat.S_IMODE((folder / "real.txt").stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_standard_output_by_name(monkeypatch, capsys, name):
    assert ends(monkeypatch, "check", "post.txt", "-o", name) == 0
    assert "PASS" in capsys.readouterr().out


def test_devices_are_written_to_and_stay(monkeypatch, capsys):
    assert ends(monkeypatch, "check", "post.txt", "-o", "/dev/null") == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    assert ends(monkeypatch, "check", "post.txt", "-o", "/dev/full") == 4
    assert "/dev/full: the report cannot be written (No space left on device)" in capsys.readouterr().err


def test_a_disk_that_fills_up_leaves_the_old_report(monkeypatch, folder):
    (folder / "report.txt").write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(GuardError, match="No space left"), destination.opened("report.txt") as stream:
        stream.write("new")
    assert (folder / "report.txt").read_text() == "old"
    assert sorted(os.listdir()) == ["post.txt", "posts.jsonl", "report.txt"]


def test_a_file_that_may_not_be_written(monkeypatch, capsys, folder):
    (folder / "report.txt").write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert ends(monkeypatch, "check", "post.txt", "-o", "report.txt") == 2
    assert "Permission denied" in capsys.readouterr().err


def test_an_error_that_nobody_hears_stops_nothing(monkeypatch):
    class Full(io.StringIO):
        def write(self, _text):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stderr", Full())
    assert ends(monkeypatch, "check", "missing.txt", "post.txt", "--format", "jsonl") == 2
