"""The everyday path with the second reader of guard.toml: one that is right, one that lies, one that fails."""

import json
import shutil
from datetime import timedelta

import msgspec
import pytest
from click.testing import CliRunner
from pydantic import SecretStr

from flows.commands.publish import command
from flows.everyday.answers import Approver
from flows.everyday.dispatch import send_due
from flows.everyday.posts import release, submit
from flows.terminal.desk import models_of
from guard.config import LanguageModel
from tests.llm.scripted import Said, Scripted, part, reading, section, seen

from .conftest import BLOCKED, CLEAN, LATER, REVIEW, brand

KEY = "sk-only-in-a-block"
BEN = Approver("Ben Oduya", "it is meant kindly")
CRUEL = "Our shop laughs at people who come late."


def perfect(body):
    """A reader that sees what the rules cannot."""
    found = [seen("laughs at people", "customer_insult", "block")] if "laughs" in part(body, "post") else []
    return reading(*found)


def liar(_):
    """A reader that quotes what is not there, and takes back what the rules say."""
    return reading(seen("an insult that nobody wrote", "hate_or_slur", "block"), harmless=("M901", "M902"))


def quiet(_):
    return reading()


def failing(_):
    return Said(status=401, body=b"{}")


@pytest.fixture(params=["sqlite"])
def setting(request, tmp_path):
    """One database is enough here: the other tests of this folder have both."""
    return str(shutil.copy(request.getfixturevalue("sqlite_file"), f"{tmp_path}/casebook.sqlite3"))


@pytest.fixture
def reader(office, tmp_path, monkeypatch):
    """Gives the desk a second reader that answers by a script, with these settings of [llm]."""
    monkeypatch.setenv("GUARD_CACHE_DIR", str(tmp_path / "cache"))
    opened = []

    def configured(script, **settings):
        server.script = script
        llm = {"model": "m", "base_url": server.url, "ask": "always", "timeout_seconds": 60.0, **settings}
        office.change(msgspec.structs.replace(brand(), llm=LanguageModel(**llm)))
        models = models_of(office.desk.config, ".", SecretStr(KEY))
        opened.append(models)
        office.desk.judges = models.judges

    with Scripted(quiet) as server:
        configured.server = server
        yield configured
        for each in opened:
            each.close()


def sent(office, text, **wish):
    return submit(office.desk, office.wish(text=text, **wish), by="Ana")


@pytest.mark.parametrize(
    ("script", "text", "outcome"),
    [
        (perfect, CLEAN, "published"),
        (perfect, CRUEL, "blocked"),
        (perfect, REVIEW, "draft"),
        (liar, CLEAN, "published"),
        (liar, REVIEW, "draft"),
        (liar, BLOCKED, "blocked"),
    ],
)
def test_it_decides_where_it_is_right_and_nowhere_else(office, reader, script, text, outcome):
    reader(script, settle=True)
    answer = sent(office, text)
    assert answer.outcome == outcome
    assert answer.verdict.checked.llm == "ok"
    assert office.texts() == ([text] if outcome == "published" else [])
    assert set(reader.server.keys) == {f"Bearer {KEY}"}


def test_it_is_asked_once_for_a_post_that_is_judged_again_on_the_same_day(office, reader, clock):
    reader(quiet)
    assert sent(office, CLEAN, at=LATER).outcome == "queued"
    clock.forward(timedelta(hours=2))
    assert [answer.outcome for answer in send_due(office.desk, by="cron")] == ["published"]
    assert len(reader.server.asked) == 1


def test_no_answer_sends_the_post_to_a_person_whose_yes_is_enough(office, reader):
    reader(failing)
    answer = sent(office, CLEAN)
    assert (answer.outcome, answer.verdict.checked.llm, office.texts()) == ("draft", "failed", [])
    assert release(office.desk, answer.number, at=None, by="Ben", approver=BEN).outcome == "published"


def test_a_reader_that_fails_after_the_approval_changes_nothing(office, reader, clock):
    reader(quiet)
    number = sent(office, REVIEW).number
    assert release(office.desk, number, at=LATER, by="Ben", approver=BEN).outcome == "queued"
    clock.forward(timedelta(hours=2))
    reader(failing, cache_days=0)
    assert [answer.outcome for answer in send_due(office.desk, by="cron")] == ["published"]


def test_a_reader_that_fails_where_nobody_has_looked_makes_a_draft(office, reader, clock):
    reader(quiet, cache_days=0)
    assert sent(office, CLEAN, at=LATER).outcome == "queued"
    clock.forward(timedelta(hours=2))
    reader(failing, cache_days=0)
    assert [answer.outcome for answer in send_due(office.desk, by="cron")] == ["draft"]
    assert office.texts() == []


def test_where_its_answer_is_required_nothing_goes_out_without(office, reader):
    reader(failing, required=True)
    answer = sent(office, CLEAN)
    assert (answer.outcome, answer.exit_code, office.states()) == ("incomplete", 4, {})
    assert "refused the key" in answer.said


def test_the_key_stands_nowhere(office, reader):
    reader(failing)
    answer = sent(office, CLEAN)
    queued = office.casebook.queue.get(answer.number)
    kept = office.casebook.drafts.get(queued.draft)
    assert KEY not in json.dumps([queued.model_dump(mode="json"), kept.model_dump(mode="json")]) + repr(answer)
    assert KEY not in repr(office.desk.__dict__) + repr([vars(judge) for judge in office.desk.judges])


def test_what_it_cost_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GUARD_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "post.txt").write_text(CLEAN)
    with Scripted(quiet) as server:
        (tmp_path / "guard.toml").write_text(section(server.url, ask="always"))
        done = CliRunner().invoke(command, ["post.txt", "--to", "main", "--by", "Ana"], standalone_mode=False)
        listed = CliRunner().invoke(command, ["--list"], standalone_mode=False)
    assert (done.return_value, listed.return_value) == (0, 0)
    told = "guard: the language model was asked 1 question"
    assert told in done.stderr
    assert "120 tokens of 2,000,000 in this run" in done.stderr
    assert told not in done.stdout
    assert "language model" not in listed.stderr
