"""The mishaps of the article and their harmless twins through the whole chain, with a scripted reader behind the rules."""

import pytest

from guard.config import Config, LanguageModel, Moderation
from guard.engine import Guard
from guard.judges import configured
from guard.model import Post
from tests.llm.scripted import Said, Scripted, part, reading, seen
from tests.test_article import CAIRO, DETROIT, HARMLESS, KITCHEN, RECEIPT

SEEN = {
    CAIRO: seen("our new spring collection", "tragedy_exploitation", "block"),
    DETROIT: seen("no one here knows how to", "customer_insult", "review"),
    RECEIPT: seen("lady chinky eyes", "hate_or_slur", "block"),
    KITCHEN: seen("Cheese up my nose", "deception", "block"),
}
PIZZA = "Pizza delivery chain"


@pytest.fixture
def chain(tmp_path, monkeypatch):
    """Judge a post as guard.toml would have it: rules, moderation endpoint, language model."""
    monkeypatch.setenv("GUARD_CACHE_DIR", str(tmp_path))

    def judge(script, text):
        with Scripted(script) as server:
            llm = LanguageModel(model="m", base_url=server.url, ask="always", settle=True, timeout_seconds=60)
            config = Config(llm=llm, moderation=Moderation(model="m", base_url=server.url, timeout_seconds=60))
            guard = Guard(config, judges=configured.judges(config))
            verdict = guard.check(Post(id="p", text=text, account_kind="brand", account_description=PIZZA))
            guard.close()
        return verdict, server

    return judge


def moderating(body):
    return Said(body=b'{"results": [{"category_scores": {"harassment": 0.01}}]}') if "input" in body else None


def perfect(body):
    """Sees each mishap, and nothing in anything else."""
    finding = SEEN.get(part(body, "post")) if "messages" in body else None
    return moderating(body) or (reading(finding) if finding else reading())


def liar(body):
    """Swears that everything is harmless, and invents a crime in what is."""
    if "input" in body:
        return moderating(body)
    codes = tuple(line.split(" ")[0] for line in part(body, "noticed").splitlines())
    return reading(seen("we did it and we are proud", severity="block"), harmless=codes)


@pytest.mark.parametrize("text", SEEN)
def test_a_perfect_reader_stops_what_the_rules_stop_and_says_so_as_well(chain, text):
    verdict, server = chain(perfect, text)
    assert verdict.decision == "block"
    assert (verdict.checked.rules, verdict.checked.llm, verdict.checked.moderation) == ("ok", "ok", "ok")
    assert SEEN[text]["quote"] in {finding.quote for finding in verdict.findings if finding.source == "llm"}
    assert sorted(server.paths) == ["/v1/chat/completions", "/v1/moderations"]


@pytest.mark.parametrize("text", HARMLESS)
@pytest.mark.parametrize("reader", [perfect, liar])
def test_a_harmless_twin_passes_whoever_reads(chain, text, reader):
    verdict, _ = chain(reader, text)
    assert (verdict.decision, verdict.checked.llm) == ("pass", "ok")


@pytest.mark.parametrize("text", SEEN)
def test_a_liar_lifts_no_block(chain, text):
    alone = Guard(Config()).check(Post(id="p", text=text, account_kind="brand", account_description=PIZZA))
    verdict, _ = chain(liar, text)
    blocks = {finding.fingerprint for finding in alone.findings if finding.severity == "block"}
    assert blocks <= {finding.fingerprint for finding in verdict.findings if finding.severity == "block"}
    assert (verdict.decision == "block") >= (alone.decision == "block")
    assert not any("proud" in finding.quote for finding in verdict.findings)
