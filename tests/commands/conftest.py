"""What several commands are tried with."""

import shutil

import pytest

import prompts
from prompts import history
from prompts.__main__ import record

ON_PROMPTS = (
    *(prompts.load, prompts.names, prompts.path_of),
    *(history.lock, history.changes, history.version, history.named),
)


@pytest.fixture
def two_versions(tmp_path, monkeypatch):
    """The folder of the prompts that ship, where the second reader has one more version."""
    here = shutil.copytree(prompts.FOLDER, tmp_path / "prompts")
    path = here / "guard" / "second-reader.md"
    before = prompts.load("guard/second-reader")
    path.write_text(path.read_text().replace("You are the second reader", "You are the last reader"))
    record(before.name, why="Nobody reads after it.", day="2026-12-01", before=before, folder=str(here))
    for function in ON_PROMPTS:
        monkeypatch.setitem(function.__kwdefaults__, "folder", str(here))
    return here
