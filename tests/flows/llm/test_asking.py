"""The drafter itself, with respx in the place of the network: asked once, told once, kept in the casebook."""

import json
import socket
from datetime import timedelta

import httpx
import pytest
import respx

import prompts
from flows.case import Case
from flows.errors import ClaimLost
from flows.incident import Noun
from flows.llm.answers import Brief
from flows.llm.drafter import ABOUT, LONGEST_WAIT, Drafter
from flows.llm.evidence import Evidence
from guard.config import LanguageModel
from guard.llm import Endpoint
from tests.flows.conftest import START
from tests.llm.scripted import Said, completion

URL = "https://model.example/v1"
ANSWER = {"statements": [{"text": "It sells boots.", "evidence": ["P1"]}]}


@pytest.fixture
def net(monkeypatch):
    def refuse(*_):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with respx.mock(assert_all_called=False) as mock:
        yield mock.post(f"{URL}/chat/completions")


@pytest.fixture
def case(casebook, incident, clock):
    settings = LanguageModel(model="m", base_url=URL, timeout_seconds=120.0)
    endpoint = Endpoint(settings, http_client=httpx.Client())
    yield Case(casebook, incident.id, by="Ann", clock=clock, endpoint=endpoint)
    endpoint.close()


@pytest.fixture
def evidence():
    made = Evidence()
    made.add("the post", "Boots!", "the post", sign="P")
    return made


def test_the_timeline_has_words_for_every_prompt():
    names = {name for name in prompts.names() if name.startswith("flows/")}
    assert set(ABOUT) == names
    assert not [said for said in ABOUT.values() if "/" in said or "@" in said or said.endswith(".")]


def ask(case, evidence):
    return Drafter(case, case.endpoint).ask("flows/brief", Brief, evidence, key="brief")


def events(case):
    return [event.what for event in case.casebook.timeline.of(case.name, kind="llm")]


def good(_request):
    return httpx.Response(200, content=completion(Said(content=json.dumps(ANSWER))))


def test_an_answer_is_asked_for_once_and_kept(net, case, evidence):
    net.mock(side_effect=good)
    assert ask(case, evidence).model_dump() == ANSWER
    assert ask(case, evidence).model_dump() == ANSWER
    assert net.call_count == 1
    kept = case.casebook.steps.get(case.name, "llm.brief").result
    assert (kept["prompt"], kept["model"], kept["tokens"]) == ("flows/brief@1", "m", 120)


def test_the_wait_is_short_whatever_the_configuration_allows(net, case, evidence):
    net.mock(side_effect=good)
    ask(case, evidence)
    [call] = net.calls
    assert call.request.extensions["timeout"]["read"] <= LONGEST_WAIT


@pytest.mark.parametrize(
    ("answer", "told", "calls"),
    [
        (httpx.Response(401, json={"error": "key sk-SECRET"}), "refused the key", 1),
        (httpx.Response(400, json={"error": "no"}), "did not accept the question", 1),
        (httpx.ConnectError("refused by 10.0.0.1"), "cannot be reached", None),
        (httpx.ReadTimeout("slow"), "did not answer in time", None),
        (httpx.Response(200, content=completion(Said(content="Hello."))), "could not be understood", 2),
        (httpx.Response(200, content=completion(Said(content="{", finish="length"))), "cut off", 2),
        (httpx.Response(200, content=completion(Said(refusal="No."))), "declined to answer", 1),
        (httpx.Response(429, headers={"Retry-After": "600"}), "takes no more questions", 1),
    ],
    ids=["401", "400", "connection", "timeout", "malformed", "length", "refusal", "429"],
)
def test_a_failure_is_told_once_and_not_asked_again(net, case, evidence, monkeypatch, answer, told, calls):  # noqa: PLR0917 - a table
    monkeypatch.setattr("guard.llm.line.FIRST_PAUSE", 0.01)
    net.mock(side_effect=answer if isinstance(answer, Exception) else [answer] * 9)
    assert ask(case, evidence) is None
    asked = net.call_count
    assert calls in {None, asked}
    assert ask(case, evidence) is None
    assert net.call_count == asked
    [only] = events(case)
    assert told in only
    assert only.startswith("The language model gave no answer for the brief.")
    [event] = case.casebook.timeline.of(case.name, kind="llm")
    assert event.details == {"prompt": "flows/brief@1"}
    assert "SECRET" not in only
    assert "10.0.0.1" not in only


def test_a_question_that_another_run_is_at_is_done_without(net, case, evidence, monkeypatch):
    def busy(*_):
        raise ClaimLost("Another run is at it.")

    monkeypatch.setattr(case, "once", busy)
    assert ask(case, evidence) is None
    [only] = events(case)
    assert only.endswith("Another run is asking it right now. Everything goes on without it.")


def test_an_answer_that_fits_no_more_is_done_without(net, case, evidence):
    net.mock(side_effect=good)
    ask(case, evidence)
    drafter = Drafter(case, case.endpoint)
    from flows.llm.answers import Labels

    assert drafter.ask("flows/brief", Labels, evidence, key="brief") is None
    assert "What it had answered fits no more." in events(case)[0]


def test_a_step_that_asks_keeps_its_hold(net, case, evidence, clock):
    """Each question may take minutes; a run at work is not taken for dead meanwhile."""
    net.mock(side_effect=good)
    leases = []

    def work(at_work):
        for number in range(3):
            clock.forward(timedelta(minutes=6))
            Drafter(at_work, at_work.endpoint).ask("flows/brief", Brief, evidence, key=f"brief.{number}")
            leases.append(case.casebook.steps.get(case.name, "long").lease_until)
        return Noun()

    case.once("long", work, Noun)
    assert leases == [START + timedelta(minutes=minutes + 10) for minutes in (6, 12, 18)]
    clock.forward(timedelta(hours=1))
    assert case.keep_hold() is None


def test_a_run_that_was_replaced_asks_nothing(net, case, evidence, clock):
    def work(at_work):
        clock.forward(timedelta(minutes=11))
        case.casebook.steps.claim(case.name, "long", by="another run", now=clock())
        Drafter(at_work, at_work.endpoint).ask("flows/brief", Brief, evidence, key="brief")
        return Noun()

    with pytest.raises(ClaimLost):
        case.once("long", work, Noun)
    assert net.call_count == 0
