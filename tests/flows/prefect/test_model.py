"""A recovery on a Prefect server with a language model: its key from a block, its words on the page of the run."""

import json

import pytest
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId, LogFilter, LogFilterFlowRunId

from flows.blocks import LanguageModelBlock
from flows.publishing import publish_post
from flows.recovery import recover
from flows.server.office import LANGUAGE_MODEL
from tests.flows.llm.conftest import purpose, said
from tests.llm.scripted import Said, Scripted, reading, section, seen

# Prefect drops some connections with the event loop that they belong to.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

KEY = "sk-only-in-a-block"


@pytest.fixture(autouse=True)
def cache(home, monkeypatch):
    monkeypatch.setenv("GUARD_CACHE_DIR", f"{home}/cache")


def answer(body):
    """An honest name and summary; babble for everything else."""
    answers = {
        "naming": {"name": said("The Cairo sale", "P1"), "act": said("We used unrest to sell.", "P1")},
        "summaries": {"summaries": [{"about": "G1", "statements": [said("They ask for an apology.", "R1")]}]},
        "second-reader": {"speaks_to_the_reader": False, "findings": []},
    }
    return Said(content=json.dumps(answers.get(purpose(body), "babble")))


def test_the_key_comes_from_a_block_and_the_words_stand_on_the_page(client, deploy, mishap, home, casebook):
    with Scripted(answer) as server:
        with open(f"{home}/guard.toml", "w", encoding="utf-8") as stream:
            stream.write(section(server.url))
        LanguageModelBlock(key=KEY).save(LANGUAGE_MODEL, overwrite=True)
        deployed = deploy(recover)
        run = deployed.start(deployed.create(mishap=mishap()))
    assert run.state.is_paused()
    assert set(server.keys) == {f"Bearer {KEY}"}
    assert {purpose(body) for body in server.asked} >= {"naming", "brief", "summaries", "apology"}
    mine = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run.id]))
    shown = {each.key: str(each.data) for each in client.read_artifacts(artifact_filter=mine)}
    [brief] = [data for key, data in shown.items() if key.endswith("-brief")]
    assert "(The Cairo sale)" in brief
    [incident] = [each for each in casebook.incidents.all() if each.brand == run.parameters["mishap"]["brand"]]
    told = [event.what for event in casebook.timeline.of(incident.id, kind="llm")]
    assert any("for the apology" in what and "Everything goes on without it." in what for what in told)
    assert KEY not in json.dumps(shown) + json.dumps(told)
    assert KEY not in " ".join(
        log.message for log in client.read_logs(LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run.id])))
    )


def test_publish_post_asks_the_second_reader_with_the_key_from_the_block(client, deploy, home, outbox):
    with Scripted(lambda _: reading(seen("until six", "tone_deaf", "review", instead="![](x) until seven"))) as server:
        with open(f"{home}/guard.toml", "w", encoding="utf-8") as stream:
            stream.write(section(server.url, ask="always"))
        LanguageModelBlock(key=KEY).save(LANGUAGE_MODEL, overwrite=True)
        deployed = deploy(publish_post)
        run = deployed.start(deployed.create(post={"text": "Our shop is open until six today.", "by": "Ana Ruiz"}))
    assert run.state.is_paused()
    assert set(server.keys) == {f"Bearer {KEY}"}
    assert outbox() == []
    form = client._client.post(f"/flow_runs/{run.id}/input/filter", json={"prefix": "", "limit": 20}).text
    assert "until seven" in form
    assert "![](x)" not in form, "what a model says is no Markdown"
    assert KEY not in form + run.model_dump_json()
