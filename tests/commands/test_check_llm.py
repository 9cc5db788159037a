"""`guard check` with a language model: its exit codes, what it shows, what it costs, and that it costs nothing without."""

import json
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from guard.cli import root
from tests.llm.scripted import Said, Scripted, reading, section, seen

QUIET = "We open at six tomorrow."
BLOCKED = "Earthquake sale: 20% off all boots, shop now"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with a guard.toml; runs `guard check` in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GUARD_CACHE_DIR", str(tmp_path / "cache"))

    def run(*arguments, url="http://127.0.0.1:9/v1", text=QUIET, **llm):
        (tmp_path / "guard.toml").write_text(section(url, **{"ask": "always", "timeout_seconds": 60, **llm}))
        if isinstance(text, str):
            (tmp_path / "post.txt").write_text(text)
        return CliRunner().invoke(root, ["check", "post.txt", *arguments])

    return run


def verdict(result):
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("said", "text", "code"),
    [
        (reading(), QUIET, 0),
        (reading(seen("at six")), QUIET, 3),
        (reading(seen("at six", severity="block")), QUIET, 1),
        (reading(seen("never said", severity="block")), QUIET, 0),
        (reading(), BLOCKED, 1),
        (Said(status=401), BLOCKED, 1),
    ],
)
def test_exit_codes_follow_the_decision(desk, said, text, code):
    with Scripted(lambda _: said) as server:
        assert desk("--format", "jsonl", url=server.url, text=text).exit_code == code


@pytest.mark.parametrize(("required", "code"), [(True, 4), (False, 3)])
@pytest.mark.parametrize("said", [Said(status=401), Said(content="no json"), Said(content="", refusal="no")])
def test_no_answer_is_incomplete_or_for_a_person(desk, required, code, said):
    with Scripted(lambda _: said) as server:
        result = desk("--format", "jsonl", url=server.url, required=required)
    assert result.exit_code == code
    assert verdict(result)["checked"]["llm"] == "failed"
    assert verdict(result)["decision"] == "review"
    assert "1 of them without an answer" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("required", "code"), [(True, 4), (False, 3)])
def test_an_endpoint_that_is_not_there_ends_within_the_time_limit(desk, required, code):
    began = time.monotonic()
    result = desk("--format", "jsonl", required=required, timeout_seconds=2)
    assert result.exit_code == code
    assert time.monotonic() - began < 30
    assert verdict(result)["findings"][0]["message"] == "The language model cannot be reached."


def test_no_llm_sends_nothing(desk):
    with Scripted(lambda _: reading(seen("at six"))) as server:
        result = desk("--no-llm", "--format", "jsonl", url=server.url)
    assert (result.exit_code, server.asked, result.stderr) == (0, [], "")
    assert verdict(result)["checked"]["llm"] == "off"


def test_llm_asks_where_the_policy_never_does(desk):
    with Scripted(lambda _: reading(seen("at six"))) as server:
        assert desk("--format", "jsonl", url=server.url, ask="never").exit_code == 0
        assert desk("--format", "jsonl", "--llm", url=server.url, ask="never").exit_code == 3


def test_llm_without_a_model_is_said(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "post.txt").write_text(QUIET)
    result = CliRunner().invoke(root, ["check", "post.txt", "--llm"])
    assert "guard.toml names no language model" in str(result.exception)


def test_the_key_comes_from_the_environment_and_is_shown_nowhere(desk, monkeypatch):
    monkeypatch.setenv("OUR_KEY", "sk-VERYSECRET-42")
    with Scripted(lambda _: Said(status=401, body=b'{"error": {"message": "bad key sk-VERYSECRET-42"}}')) as server:
        result = desk("--explain-llm", "-v", url=server.url, key_env="OUR_KEY")
    assert server.keys == ["Bearer sk-VERYSECRET-42"]
    assert "VERYSECRET" not in result.output


def test_what_is_sent_is_shown(desk):
    with Scripted(lambda _: reading()) as server:
        result = desk("--explain-llm", "--format", "jsonl", url=server.url)
        assert f"--- sent to {server.url}, model scripted" in result.stderr
        assert server.asked[0]["messages"][1]["content"] in result.stderr
        assert "answered before, so nothing is sent" in desk("--explain-llm", url=server.url).stderr
    assert verdict(result)["decision"] == "pass"


def test_what_it_cost_is_told(desk):
    with Scripted(lambda _: reading(seen("not there"))) as server:
        told = desk(url=server.url, tokens_per_run=50_000, tokens_per_day=0).stderr
    assert told == (
        "guard: the language model was asked about 1 post: 120 tokens of 50,000 in this run, 120 today. "
        "It quoted 1 times what is not there; that was dropped.\n"
    )


def test_a_limit_of_tokens_is_kept_to_the_token(desk, tmp_path):
    (tmp_path / "many.jsonl").write_text("".join(json.dumps({"text": f"We open at {n}."}) + "\n" for n in range(40)))
    with Scripted(lambda _: reading()) as server:
        result = desk("many.jsonl", "--format", "jsonl", url=server.url, tokens_per_run=12_000, tokens_per_day=0)
    assert server.tokens <= 12_000
    assert server.tokens == 120 * len(server.asked)
    states = [json.loads(line)["checked"]["llm"] for line in result.stdout.splitlines()]
    assert states.count("ok") == len(server.asked) > 0
    assert states.count("failed") == 41 - len(server.asked) > 0
    assert result.exit_code == 3
    assert "is used up" in result.stdout


def test_a_mistake_in_the_section_is_told_with_its_line_and_never_repeats_a_key(desk):
    result = desk(key_env="sk-VERYSECRET-42")
    assert 'llm.key_env must be the name of an environment variable, like "OPENAI_API_KEY"' in str(result.exception)
    assert "VERYSECRET" not in str(result.exception)
    assert "must not hold a name or a password" in str(desk(url="https://me:pw@host.example/v1").exception)
    assert "llm.required must be true or false" in str(desk(required="yes").exception)


LOADED = "import sys, {module}; print(sorted({{'openai', 'httpx', 'httpx2', 'pydantic', 'sqlite3', 'asyncio'}} & {{*sys.modules}}))"
CHECKED = """
import sys
from guard.cli import root
sys.argv = ["guard", "check", "post.txt", "--format", "jsonl", *sys.argv[1:]]
try:
    root.main(standalone_mode=False)
except SystemExit:
    pass
print(sorted({"openai", "httpx", "httpx2", "pydantic", "sqlite3", "asyncio"} & {*sys.modules}))
"""


def last_line(*arguments, folder="."):
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True, cwd=folder)
    return done.stdout.splitlines()[-1]


def test_importing_the_command_line_imports_no_client():
    assert last_line("-c", LOADED.format(module="guard.cli")) == "[]"


@pytest.mark.parametrize("options", [[], ["--no-llm"]])
def test_a_check_with_the_rules_alone_imports_no_client(tmp_path, options):
    (tmp_path / "post.txt").write_text(BLOCKED)
    configured = "[llm]\nmodel = 'm'\nask = 'always'\n[moderation]\nmodel = 'm'\n" if options else ""
    (tmp_path / "guard.toml").write_text(configured)
    assert last_line("-c", CHECKED, *options, folder=tmp_path) == "[]"
