"""Every way in which a question can end, with respx in the place of the network: no socket is opened at all."""

import json
import logging
import pickle
import socket
import time
import traceback
from email.utils import formatdate

import httpx
import pytest
import respx
from pydantic import BaseModel, Field, SecretStr

from guard.config import LanguageModel
from guard.llm import Answer, Clock, Endpoint, Failure, system, user
from guard.llm.failures import TOLD
from guard.llm.transport import client

URL = "https://model.example/v1"
CHAT = f"{URL}/chat/completions"
KEY = "sk-test-VERYSECRET0123456789"
ASK = [system("Answer."), user("The post.")]


class Word(BaseModel):
    word: str = Field(min_length=1)


class Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self):
        self.now = 1000.0
        self.slept = []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds

    @property
    def clock(self):
        return Clock(now=lambda: self.now, sleep=self.sleep)


@pytest.fixture
def watch():
    return Time()


@pytest.fixture
def net(monkeypatch):
    def refuse(*_):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with respx.mock(assert_all_called=False) as mock:
        yield mock


@pytest.fixture
def make(tmp_path, watch):
    open_ones = []

    def made(**changes):
        settings = LanguageModel(**{"model": "m", "base_url": URL, "timeout_seconds": 20.0, **changes})
        given = {"key": SecretStr(KEY), "http_client": httpx.Client(), "folder": str(tmp_path), "clock": watch.clock}
        open_ones.append(Endpoint(settings, **given))
        return open_ones[-1]

    yield made
    for each in open_ones:
        each.close()


def chat(content='{"word": "yes"}', finish="stop", refusal=None, usage=(7, 3), status=200):
    message = {"role": "assistant", "content": content, "refusal": refusal}
    counted = usage and {"prompt_tokens": usage[0], "completion_tokens": usage[1]}
    body = {"choices": [{"finish_reason": finish, "message": message}], "model": "m-2026", "usage": counted}
    return httpx.Response(status, json=body)


def error(status, message="", **headers):
    return httpx.Response(status, json={"error": {"message": message}}, headers=headers)


def bodies(route):
    return [json.loads(call.request.content) for call in route.calls]


def test_an_answer(net, make):
    route = net.post(CHAT).mock(return_value=chat())
    outcome = make().ask(ASK, Word)
    assert isinstance(outcome, Answer)
    assert (outcome.value, outcome.model, outcome.tokens_in, outcome.tokens_out) == (Word(word="yes"), "m-2026", 7, 3)
    body = bodies(route)[0]
    assert (body["temperature"], body["seed"], body["max_tokens"]) == (0, 7, 1200)
    schema = body["response_format"]["json_schema"]
    assert schema["strict"] is True
    assert schema["schema"]["additionalProperties"] is False
    assert schema["schema"]["required"] == ["word"]
    assert route.calls[0].request.headers["authorization"] == f"Bearer {KEY}"


def test_responses_where_they_are_wanted(net, make):
    body = {
        "status": "completed",
        "model": "m",
        "usage": {"input_tokens": 5, "output_tokens": 2},
        "output": [
            {"type": "reasoning", "summary": []},
            {"type": "message", "content": [{"type": "output_text", "text": '{"word": "yes"}'}]},
        ],
    }
    route = net.post(f"{URL}/responses").mock(return_value=httpx.Response(200, json=body))
    outcome = make(api="responses").ask(ASK, Word)
    assert isinstance(outcome, Answer)
    assert (outcome.value.word, outcome.tokens_in, outcome.tokens_out) == ("yes", 5, 2)
    sent = bodies(route)[0]
    assert sent["store"] is False
    assert sent["text"]["format"]["type"] == "json_schema"
    assert sent["max_output_tokens"] == 1200


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}, "output": []}, "cut-off"),
        ({"status": "incomplete", "incomplete_details": {"reason": "content_filter"}, "output": []}, "refused"),
        ({"output": [{"type": "message", "content": [{"type": "refusal", "refusal": "No."}]}]}, "refused"),
        ({"output": []}, "malformed"),
    ],
)
def test_how_responses_can_end(net, make, said, kind):
    net.post(f"{URL}/responses").mock(return_value=httpx.Response(200, json=said))
    outcome = make(api="responses").ask(ASK, Word)
    assert isinstance(outcome, Failure)
    assert outcome.kind == kind


@pytest.mark.parametrize(
    ("first", "kind", "requests"),
    [
        (chat("not json"), "malformed", 2),
        (chat('{"word": ""}'), "malformed", 2),
        (chat('{"other": 1}'), "malformed", 2),
        (chat("[1]"), "malformed", 2),
        (chat(None), "malformed", 2),
        (chat('{"word": "ye', finish="length"), "cut-off", 2),
        (chat("", refusal="I cannot help with that."), "refused", 1),
        (chat("", finish="content_filter"), "refused", 1),
        (httpx.Response(200, content=b"<html>"), "malformed", 1),
        (httpx.Response(200, json={"choices": []}), "malformed", 1),
        (httpx.Response(200, json={"choices": [{"message": 3}]}), "malformed", 1),
        (httpx.Response(200, content=b"\xff\xfe"), "malformed", 1),
        (error(400, "no"), "bad-request", 1),
        (error(404, "no such model"), "bad-request", 1),
        (error(422, "no"), "bad-request", 1),
        (error(401, f"Incorrect API key provided: {KEY}"), "not-allowed", 1),
        (error(403, "no"), "not-allowed", 1),
        (error(429, "slow down"), "too-many", 4),
        (error(429, "You exceeded your current quota: insufficient_quota"), "too-many", 1),
        (error(500, "oops"), "server-error", 4),
        (error(503, "oops"), "server-error", 4),
        (httpx.Response(302, headers={"location": "https://elsewhere.example/v1"}), "bad-request", 1),
    ],
)
def test_how_it_can_fail(net, make, first, kind, requests):
    route = net.post(CHAT).mock(return_value=first)
    elsewhere = net.route(host="elsewhere.example").mock(return_value=chat())
    outcome = make().ask(ASK, Word)
    assert isinstance(outcome, Failure)
    assert outcome.kind == kind
    assert outcome.message == TOLD[kind]
    assert route.call_count == requests
    assert not elsewhere.called


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        (httpx.ReadTimeout, "too-slow"),
        (httpx.ConnectTimeout, "too-slow"),
        (httpx.ConnectError, "unreachable"),
        (httpx.ReadError, "unreachable"),
        (httpx.RemoteProtocolError, "unreachable"),
        (RuntimeError, "unreachable"),
    ],
)
def test_a_network_that_fails(net, make, raised, kind):
    route = net.post(CHAT).mock(side_effect=raised(f"with {KEY}"))
    outcome = make().ask(ASK, Word)
    assert isinstance(outcome, Failure)
    assert outcome.kind == kind
    assert route.call_count == 4


def test_a_fault_that_passes_is_waited_out_with_jitter(net, make, watch):
    route = net.post(CHAT).mock(side_effect=[error(500), httpx.ReadError("reset"), error(503), chat()])
    assert isinstance(make().ask(ASK, Word), Answer)
    assert route.call_count == 4
    assert [0.25 <= watch.slept[0] <= 0.5, 0.5 <= watch.slept[1] <= 1, 1 <= watch.slept[2] <= 2] == [True] * 3


@pytest.mark.parametrize(
    ("headers", "least"),
    [({"retry-after": "3"}, 3.0), ({"retry-after-ms": "1500"}, 1.5), ({"retry-after": "0"}, 0.0)],
)
def test_retry_after_is_honoured(net, make, watch, headers, least):
    net.post(CHAT).mock(side_effect=[error(429, **headers), chat()])
    assert isinstance(make().ask(ASK, Word), Answer)
    assert least <= sum(watch.slept) <= least * 1.1 + 0.01


def test_retry_after_may_be_a_date(net, make, watch):
    net.post(CHAT).mock(side_effect=[error(429, **{"retry-after": formatdate(time.time() + 6, usegmt=True)}), chat()])
    assert isinstance(make().ask(ASK, Word), Answer)
    assert 3 <= sum(watch.slept) <= 7


def test_a_pause_longer_than_the_time_limit_is_not_begun(net, make, watch):
    route = net.post(CHAT).mock(return_value=error(429, **{"retry-after": "900"}))
    endpoint = make()
    assert endpoint.ask(ASK, Word).kind == "too-many"
    assert watch.slept == []
    assert endpoint.ask(ASK, Word).kind == "too-many"
    assert route.call_count == 1, "the server said when it wants to be asked again"
    watch.now += 1000
    endpoint.ask(ASK, Word)
    assert route.call_count == 2


def test_all_threads_respect_the_pause_that_the_server_named(net, make, watch):
    net.post(CHAT).mock(side_effect=[error(429, **{"retry-after": "3"}), chat(), chat()])
    endpoint = make()
    endpoint._line._quiet_until = watch.now + 2
    assert isinstance(endpoint.ask(ASK, Word), Answer)
    assert watch.slept[0] == 2


def test_one_repair_with_what_was_wrong(net, make):
    route = net.post(CHAT).mock(side_effect=[chat('{"word": ""}'), chat('```json\n{"word": "mended"}\n```')])
    outcome = make().ask(ASK, Word)
    assert isinstance(outcome, Answer)
    assert (outcome.value.word, outcome.repaired, outcome.tokens_in) == ("mended", True, 14)
    repair = bodies(route)[1]["messages"]
    assert repair[:2] == ASK
    assert repair[2] == {"role": "assistant", "content": '{"word": ""}'}
    assert "word: String should have at least 1 character" in repair[3]["content"]


@pytest.mark.parametrize(
    ("refusals", "sent"),
    [
        (["response_format json_schema is not supported"], {"response_format": {"type": "json_object"}}),
        (["json_schema?", "response_format?"], {"response_format": None}),
        (["Unsupported value: 'temperature'"], {"temperature": None}),
        (["unknown field: seed"], {"seed": None}),
        (["use 'max_completion_tokens' and not max_tokens"], {"max_tokens": None, "max_completion_tokens": 1200}),
        (["temperature", "seed", "max_completion_tokens"], {"temperature": None, "seed": None, "max_tokens": None}),
    ],
)
def test_what_a_server_does_not_take_is_left_out_from_then_on(net, make, refusals, sent):
    route = net.post(CHAT).mock(side_effect=[*(error(400, each) for each in refusals), chat(), chat()])
    endpoint = make()
    assert isinstance(endpoint.ask(ASK, Word), Answer)
    assert isinstance(endpoint.ask(ASK, Word), Answer)
    for body in bodies(route)[len(refusals) :]:
        assert {name: body.get(name) for name in sent} == sent


def test_a_server_that_is_down_is_left_alone_for_a_minute(net, make, watch):
    route = net.post(CHAT).mock(side_effect=httpx.ConnectError("no"))
    endpoint = make()
    kinds = [endpoint.ask(ASK, Word).kind for _ in range(9)]
    assert kinds == ["unreachable"] * 9
    assert route.call_count == 5 * 4
    watch.now += 61
    route.mock(return_value=chat())
    assert isinstance(endpoint.ask(ASK, Word), Answer)


def test_a_wrong_key_is_tried_once(net, make):
    route = net.post(CHAT).mock(return_value=error(401))
    endpoint = make()
    assert [endpoint.ask(ASK, Word).kind for _ in range(5)] == ["not-allowed"] * 5
    assert route.call_count == 1


def test_one_question_that_is_too_long_does_not_stop_the_others(net, make):
    route = net.post(CHAT).mock(side_effect=[error(400, "maximum context length"), chat()])
    endpoint = make()
    assert endpoint.ask(ASK, Word).kind == "bad-request"
    assert isinstance(endpoint.ask(ASK, Word), Answer)
    assert route.call_count == 2


def test_without_a_model_or_a_key_nothing_is_sent(net, make, tmp_path):
    assert make(model="").ask(ASK, Word).kind == "not-configured"
    openai = Endpoint(LanguageModel(model="m"), folder=str(tmp_path))
    outcome = openai.ask(ASK, Word)
    openai.close()
    assert outcome.kind == "no-key"
    assert "key_env" in outcome.message
    assert not net.calls


def test_the_key_is_in_the_header_and_nowhere_else(net, make, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    net.post(CHAT).mock(return_value=error(401, f"wrong key {KEY}"))
    endpoint = make()
    outcome = endpoint.ask(ASK, Word)
    net.post(CHAT).mock(side_effect=httpx.ReadError(KEY))
    other = make(seed=8).ask(ASK, Word)
    told = repr([outcome, other, endpoint._line._key, endpoint.settings]) + caplog.text + "".join(capfd.readouterr())
    assert KEY not in told
    assert "VERYSECRET" not in told


def test_a_key_shows_itself_neither_printed_nor_pickled(make):
    key = make()._line._key
    assert KEY not in f"{key} {key!r}" + "".join(traceback.format_exception(ValueError(key)))
    with pytest.raises(TypeError, match="not written down"):
        pickle.dumps(key)


def test_an_answer_is_remembered_by_what_it_depends_on(net, make):
    route = net.post(CHAT).mock(return_value=chat())
    assert not make().ask(ASK, Word, prompt="p@1", remembered_as=("post",)).cached
    again = make().ask([user("other marks")], Word, prompt="p@1", remembered_as=("post",))
    assert (again.cached, again.tokens_in, again.value.word) == (True, 0, "yes")
    others = [
        make().ask(ASK, Word, prompt="p@2", remembered_as=("post",)),
        make().ask(ASK, Word, prompt="p@1", remembered_as=("another post",)),
        make(model="n").ask(ASK, Word, prompt="p@1", remembered_as=("post",)),
        make().ask(ASK, Word, prompt="p@1"),
    ]
    assert [each.cached for each in others] == [False] * 4
    assert route.call_count == 5


def test_failures_are_not_remembered(net, make):
    net.post(CHAT).mock(side_effect=[chat("no"), chat("no"), chat()])
    endpoint = make()
    assert endpoint.ask(ASK, Word, remembered_as=("post",)).kind == "malformed"
    assert isinstance(endpoint.ask(ASK, Word, remembered_as=("post",)), Answer)


def test_an_answer_that_no_longer_fits_is_asked_for_again(net, make):
    class Stricter(BaseModel):
        word: str = Field(pattern="^no$")

    endpoint = make()
    net.post(CHAT).mock(return_value=chat())
    key = endpoint._kept_as(Word, "", ("post",))
    endpoint.ask(ASK, Word, remembered_as=("post",))
    assert endpoint._remembered(key, Stricter) is None
    assert endpoint._answers.get(key) is None


def test_the_client_never_retries_or_follows_by_itself():
    made = client(base_url="", key=None)
    made.close()
    assert made.max_retries == 0
    assert str(made.base_url) == "https://api.openai.com/v1/"
    assert made._client.follow_redirects is False
