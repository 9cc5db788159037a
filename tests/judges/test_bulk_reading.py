"""Many posts before one scripted server: 16 connections, a second run from the cache, a limit that ends it early."""

import time

import pytest

from guard.bulk import Settings, judge_all
from guard.config import Config, LanguageModel
from guard.llm.spending import Account
from guard.model import Post
from tests.llm.scripted import Said, Scripted, part, reading, seen

MANY = 2_000
CONNECTIONS = 16


@pytest.fixture
def bulk(tmp_path, monkeypatch):
    monkeypatch.setenv("GUARD_CACHE_DIR", str(tmp_path / "cache"))

    def run(server, posts, name, **llm):
        known = {"model": "m", "base_url": server.url, "ask": "always", "timeout_seconds": 120.0, **llm}
        config = Config(llm=LanguageModel(connections=CONNECTIONS, **known))
        done = [item[1] for item in judge_all(posts, Settings(config=config, run=name))]
        account = Account(config.llm, run=name)
        spent = account.spent()
        account.close()
        return done, spent

    return run


def posts(number):
    return [Post(id=str(n), text=f"Table {10_000 + n} is free tonight.") for n in range(number)]


def every_tenth(body):
    time.sleep(0.005)
    text = part(body, "post")
    return reading(seen("is free tonight")) if text.split()[1].endswith("7") else reading()


@pytest.mark.slow
def test_two_thousand_posts_and_then_the_same_again(bulk):
    with Scripted(every_tenth) as server:
        first, spent = bulk(server, posts(MANY), "first")
        assert [verdict.id for verdict in first] == [str(n) for n in range(MANY)]
        assert [v.decision for v in first] == ["review" if n % 10 == 7 else "pass" for n in range(MANY)]
        assert {verdict.checked.llm for verdict in first} == {"ok"}
        assert len(server.asked) == spent.asked == MANY
        assert spent.tokens == server.tokens == MANY * 120
        assert 4 <= server.most_at_once <= CONNECTIONS
        second, again = bulk(server, posts(MANY), "second")
        assert second == first
        assert again.cached / MANY > 0.99
        assert (again.cached, again.asked, again.tokens) == (MANY, 0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("limits", [{"tokens_per_run": 40_000}, {"tokens_per_day": 40_000}])
def test_a_limit_ends_it_to_the_token(bulk, limits):
    with Scripted(every_tenth) as server:
        done, spent = bulk(server, posts(400), "limited", **limits)
    read = [verdict for verdict in done if verdict.checked.llm == "ok"]
    assert spent.tokens == server.tokens == 120 * len(read) <= 40_000
    assert 40_000 - spent.tokens < 12_000, "the limit was used as far as the most of one more question allows"
    assert all(verdict.decision == "review" for verdict in done if verdict.checked.llm == "failed")
    assert len(read) < len(done) == 400


@pytest.mark.slow
def test_a_server_that_fails_is_left_alone_after_a_few_posts(bulk):
    with Scripted(lambda _: Said(status=500)) as server:
        done, spent = bulk(server, posts(400), "down", timeout_seconds=60.0)
        requests = len(server.asked)
    assert {verdict.checked.llm for verdict in done} == {"failed"}
    assert {verdict.decision for verdict in done} == {"review"}
    assert (spent.failed, spent.tokens) == (400, 0)
    assert requests < 400, "four for each of the first posts, and then none until a minute is over"
