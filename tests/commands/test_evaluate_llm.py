"""`guard eval --llm`: versions of the second reader's prompt on labelled posts, with cost and latency."""

import json

import pytest
from click.testing import CliRunner

import prompts
from guard.commands.evaluate import command
from guard.comparing import Costs
from guard.errors import CheckIncomplete, InputError
from tests.llm.scripted import Said, Scripted, part, reading, section, seen

ROWS = [
    {"id": "a", "text": "Free toasters while the town mourns.", "decision": "block", "categories": ["tone_deaf"]},
    {"id": "b", "text": "Our bakery opens at seven.", "decision": "pass", "categories": []},
    {"id": "c", "text": "A quiet evening with tea.", "decision": "pass", "categories": []},
]


@pytest.fixture
def labelled(tmp_path, monkeypatch):
    monkeypatch.setenv("GUARD_CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "labelled.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return str(path)


def reader(body):
    """The newer prompt sees the toasters, the older one the bakery."""
    newer = "You are the last reader" in body["messages"][0]["content"]
    quote = "Free toasters" if newer else "bakery"
    return reading(*[seen(quote)] if quote in part(body, "post") else [])


@pytest.fixture
def server():
    with Scripted(reader) as server:
        yield server


def run(labelled, tmp_path, server, *options):
    toml = tmp_path / "guard.toml"
    toml.write_text(section(server.url, ask="never") if server else "")
    arguments = [labelled, "--llm", "--config", str(toml), *options]
    return CliRunner().invoke(command, arguments, catch_exceptions=False, standalone_mode=False)


@pytest.mark.usefixtures("two_versions")
def test_two_versions_stand_side_by_side(labelled, tmp_path, server):
    newest = prompts.load("guard/second-reader").version
    figures = json.loads(run(labelled, tmp_path, server, "--format", "json", "--price", "10", "100").stdout)
    assert list(figures) == ["rules alone", f"guard/second-reader@{newest - 1}", f"guard/second-reader@{newest}"]
    alone, before, after = figures.values()
    assert [each["stopped"]["hits"] for each in (alone, before, after)] == [0, 0, 1]
    assert [each["false_alarms"]["hits"] for each in (alone, before, after)] == [0, 1, 0]
    assert (after["answered"], after["failed"], after["tokens_in"], after["tokens_out"]) == (3, 0, 300, 60)
    assert after["money"] == pytest.approx(0.009)
    assert after["seconds_95"] >= after["seconds_median"] > 0
    assert "money" not in alone


@pytest.mark.usefixtures("two_versions")
def test_the_table_and_the_posts_that_changed(labelled, tmp_path, server):
    newest = prompts.load("guard/second-reader").version
    told = run(labelled, tmp_path, server, "--differences", "1", "--price", "10", "100").stdout
    assert "1/1 100.0%" in told
    assert f"@{newest} decides otherwise than guard/second-reader@{newest - 1} on 2 posts." in told
    assert "a: pass -> review, people said block" in told
    assert "b: review" not in told
    assert "0.0090" in told


def test_one_version_is_compared_with_the_rules_alone(labelled, tmp_path, server):
    told = run(labelled, tmp_path, server, "--prompt", "1").stdout
    assert "guard/second-reader@1 decides otherwise than rules alone on" in told


def test_no_answer_of_an_earlier_run_is_used(labelled, tmp_path, server):
    for _ in range(2):
        run(labelled, tmp_path, server, "--prompt", "guard/second-reader@1")
    assert len(server.asked) == 6


def test_failures_are_counted_and_never_pass(labelled, tmp_path):
    with Scripted(lambda _: Said(status=400, body=b"{}")) as server:
        figures = json.loads(run(labelled, tmp_path, server, "--prompt", "1", "--format", "json").stdout)
    found = figures["guard/second-reader@1"]
    assert (found["answered"], found["failed"], found["seconds_median"]) == (0, 3, 0)
    assert found["stopped"]["hits"] == 1


@pytest.mark.parametrize(
    ("prompt", "message"),
    [("99", "has no version 99"), ("flows/brief", "does not judge posts"), ("nowhere/x", "there is no such prompt")],
)
def test_other_prompts_are_refused_with_what_to_give(labelled, tmp_path, server, prompt, message):
    with pytest.raises(InputError, match=message):
        run(labelled, tmp_path, server, "--prompt", prompt)


def test_without_a_model_there_is_nothing_to_compare(labelled, tmp_path):
    with pytest.raises(CheckIncomplete, match="names no language model"):
        run(labelled, tmp_path, None)


@pytest.mark.parametrize(
    ("seconds", "median", "slow"),
    [([], 0, 0), ([2.0], 2, 2), ([1.0, 3.0], 2, 3), ([float(n) for n in range(1, 101)], 50.5, 95)],
)
def test_latency_is_a_median_and_a_nearest_rank(seconds, median, slow):
    assert (Costs(seconds=seconds).median, Costs(seconds=seconds).slow) == (median, slow)
