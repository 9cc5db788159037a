"""`python -m flows.demo`: the whole recovery, always the same, and only in its own folder."""

import os
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from flows import demo_story
from flows.demo import MARK, main
from flows.store import Casebook


@pytest.mark.slow
def test_it_tells_a_whole_recovery_and_the_same_one_again(tmp_path):
    folder = str(tmp_path / "demo")
    done = subprocess.run(
        [sys.executable, "-m", "flows.demo", folder], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout
    assert "2 queued posts held" in said
    assert "2 texts published once each" in said
    assert "all are as they were written" in said
    assert re.search(r"The same post again: the guard says block \(.*M951", said)
    assert os.path.getsize(os.path.join(folder, "report.html")) > 50_000
    assert os.path.exists(os.path.join(folder, "report.md"))
    with Casebook.open(os.path.join(folder, "casebook.sqlite3")) as book:
        (incident,) = book.incidents.all()
        looks = book.check_ins.of(incident.id)
        assert {look.state for look in looks} == {"done"}
        assert (looks[0].status, looks[-1].status) == ("insufficient_data", "recovered")
        assert [promise.state for promise in book.remedies.of(incident.id)] == ["done"]
        assert len(book.evidence.read(book.evidence.of(incident.id, kind="replies")[3].id).splitlines()) > 0
        head = book.verify(incident.id).head
    again = CliRunner().invoke(main, [folder], catch_exceptions=False)
    assert again.output == said
    with Casebook.open(os.path.join(folder, "casebook.sqlite3")) as book:
        assert book.verify(incident.id).head == head


def test_it_deletes_nothing_that_is_not_its_own(tmp_path):
    (tmp_path / "diary.txt").write_text("dear diary")
    done = subprocess.run(
        [sys.executable, "-m", "flows.demo", str(tmp_path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, "something else is in this folder" in done.stderr) == (2, True)
    assert [each.name for each in tmp_path.iterdir()] == ["diary.txt"]
    assert MARK not in os.listdir(tmp_path)


def test_its_numbers_are_always_the_same():
    first = demo_story.numbers(demo_story.ALL_REPLIES.date())
    assert first == demo_story.numbers(demo_story.ALL_REPLIES.date())
    assert first.splitlines()[-1].startswith("2026-11-22,")
    assert demo_story.followers(demo_story.WENT_OUT.date()) < 48_000
