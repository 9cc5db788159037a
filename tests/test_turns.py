"""Runs that change the same file at the same time: nothing that one wrote is lost by another."""

import os
import subprocess
import sys
import tomllib

import msgspec
import pytest

from guard.events.store import load_events
from guard.turns import turn

HERE = "import sys; from guard.commands.{module} import command; command(sys.argv[1:])"


def at_once(calls, module):
    """Start all calls, wait for all; their exit codes."""
    program = HERE.format(module=module)
    running = [subprocess.Popen([sys.executable, "-c", program, *call], stdout=subprocess.DEVNULL) for call in calls]
    return {each.wait() for each in running}


def test_waivers_that_are_added_at_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "guard.toml").write_text("")
    from datetime import date, timedelta

    day = str(date.today() + timedelta(30))  # noqa: DTZ011 - the command counts local days too
    calls = [[f"{number:016x}", "--why", "y", "--by", "z", "--until", day] for number in range(8)]
    assert at_once(calls, "waive") == {0}
    assert len(tomllib.loads((tmp_path / "guard-waivers.toml").read_text())["waiver"]) == 8
    assert sorted(os.listdir()) == ["guard-waivers.toml", "guard.toml"]


def test_events_that_are_added_at_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert at_once([["add", f"Flood {number}"] for number in range(8)], "events") == {0}
    assert len(load_events("guard-events.json").events) == 8
    assert os.listdir() == ["guard-events.json"]


def test_a_folder_that_is_not_there_is_nothing_to_wait_for(tmp_path):
    with turn(f"{tmp_path}/nowhere/file") as held:
        assert held is None


def test_the_turn_ends_with_an_error_too(tmp_path):
    with pytest.raises(msgspec.MsgspecError), turn(f"{tmp_path}/a"):
        msgspec.json.decode(b"")
    with turn(f"{tmp_path}/b"):
        assert True
