"""Which judges guard.toml brings, what may fail, and where a key may come from."""

import msgspec
import pytest
from pydantic import SecretStr

from guard.config import Config, LanguageModel, Moderation
from guard.engine import Guard
from guard.errors import CheckIncomplete
from guard.judges import configured
from guard.model import Post
from tests.llm.scripted import Said, Scripted, reading

LLM = LanguageModel(model="m", base_url="http://127.0.0.1:9/v1")
MODERATION = Moderation(model="m", base_url="http://127.0.0.1:9/v1")


@pytest.fixture(autouse=True)
def _cache(tmp_path, monkeypatch):
    monkeypatch.setenv("GUARD_CACHE_DIR", str(tmp_path))


def engines(config, **given):
    found = configured.judges(config, **given)
    for judge in found:
        judge.close()
    return [judge.engine for judge in found]


@pytest.mark.parametrize(
    ("config", "llm", "expected"),
    [
        (Config(), None, []),
        (Config(), False, []),
        (Config(llm=LLM), None, ["llm"]),
        (Config(llm=LLM), True, ["llm"]),
        (Config(llm=LLM), False, []),
        (Config(moderation=MODERATION), None, ["moderation"]),
        (Config(moderation=MODERATION), False, []),
        (Config(llm=LLM, moderation=MODERATION), None, ["moderation", "llm"]),
    ],
)
def test_which_judges_there_are(config, llm, expected):
    assert engines(config, llm=llm) == expected


@pytest.mark.parametrize("config", [Config(), Config(moderation=MODERATION)])
def test_asking_for_what_is_not_configured_is_an_error(config):
    with pytest.raises(CheckIncomplete, match="names no language model"):
        configured.judges(config, llm=True)


def test_what_is_not_required_may_fail():
    assert configured.optional(Config()) == {"llm", "moderation"}
    assert configured.optional(Config(llm=LanguageModel(required=True))) == {"moderation"}
    assert configured.optional(Config(moderation=Moderation(required=True))) == {"llm"}


@pytest.mark.parametrize(("share", "connections"), [(1, 16), (2, 8), (5, 3), (40, 1)])
def test_processes_share_the_connections(share, connections):
    (judge,) = configured.judges(Config(llm=LLM), share=share)
    judge.close()
    assert judge.connections == connections


def test_a_key_may_be_given_as_a_block_gives_it():
    with Scripted(lambda _: reading()) as server:
        llm = LanguageModel(model="m", base_url=server.url, ask="always", timeout_seconds=60)
        guard = Guard(judges=configured.judges(Config(llm=llm), key=SecretStr("from-a-block")))
        verdicts = list(guard.check_all([Post(id=str(n), text=f"Open at {n}") for n in range(5)]))
        guard.close()
    assert [verdict.id for verdict in verdicts] == ["0", "1", "2", "3", "4"]
    assert {verdict.checked.llm for verdict in verdicts} == {"ok"}
    assert set(server.keys) == {"Bearer from-a-block"}


@pytest.mark.parametrize(
    ("required", "failed", "incomplete"),
    [
        ((), {"llm": "failed"}, False),
        (("llm",), {"llm": "failed"}, True),
        (("llm",), {"moderation": "failed"}, False),
        (("moderation",), {"moderation": "failed"}, True),
        ((), {"rules": "failed"}, True),
        ((), {"model": "failed"}, True),
        (("llm", "moderation"), {"llm": "skipped", "moderation": "off"}, False),
    ],
)
def test_a_check_is_incomplete_without_what_it_may_not_lack(required, failed, incomplete):
    config = Config(
        llm=LanguageModel(required="llm" in required), moderation=Moderation(required="moderation" in required)
    )
    verdict = Guard(config).check(Post(id="p", text="We open at nine."))
    told = msgspec.structs.replace(verdict, checked=msgspec.structs.replace(verdict.checked, **failed))
    assert configured.incomplete(config, told) is incomplete


@pytest.mark.parametrize(("path", "keys"), [("", {"Bearer from-a-block"}), ("/other", {"Bearer none"})])
def test_a_key_goes_to_the_moderation_endpoint_of_the_same_server_alone(path, keys):
    with Scripted(lambda _: Said(body=b'{"results": [{"category_scores": {}}]}')) as server:
        config = Config(llm=msgspec.structs.replace(LLM, base_url=server.url + path, ask="never"))
        config = msgspec.structs.replace(config, moderation=msgspec.structs.replace(MODERATION, base_url=server.url))
        guard = Guard(config, judges=configured.judges(config, key=SecretStr("from-a-block")))
        assert guard.check(Post(id="p", text="We open at nine.")).checked.moderation == "ok"
        guard.close()
    assert set(server.keys) == keys
