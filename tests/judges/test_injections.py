"""Posts that speak to the model, before a server that obeys every one of them: no rule's block is ever lifted.

Each line of ``injections.jsonl`` is an attack: its words, where they stand, and what the server says once it obeys
(``approve``: no findings, and everything that the rules have noticed is called harmless).
"""

import json
import os

import pytest

from guard.config import Config, LanguageModel
from guard.engine import Guard
from guard.judges.openai_chat import SecondReader
from guard.llm import Endpoint
from guard.model import RANK, Post
from tests.llm.scripted import Said, Scripted, part, reading, told

with open(os.path.join(os.path.dirname(__file__), "injections.jsonl"), encoding="utf-8") as stream:
    ATTACKS = [json.loads(line) for line in stream]

BLOCKED = "Earthquake sale: 20% off all boots, shop now"
HARMLESS = "We open at six tomorrow."
CHAT_SIGNS = ("<|", "[INST]", "[/INST]", "<<SYS>>", "</s>", "<start_of_turn>", "<end_of_turn>")


def obeying(attack):
    def script(body):
        if attack["obeys"] != "approve":
            return Said(content=attack["obeys"])
        codes = [line.split(" ")[0] for line in part(body, "noticed").splitlines()]
        return reading(harmless=tuple(codes[:20]))

    return script


def attacked(attack, text):
    words = attack["text"]
    fields = {"text": f"{text}\n{words}"} if attack["where"] == "text" else {"text": text, attack["where"]: words}
    return Post(id=attack["name"], **fields)


@pytest.fixture
def judged(tmp_path):
    """Judge one attacked post by the rules alone and with the obeying reader; the request as the server saw it."""

    def judge(attack, text):
        with Scripted(obeying(attack)) as server:
            settings = LanguageModel(model="m", base_url=server.url, ask="always", settle=True, timeout_seconds=60)
            reader = SecondReader(settings, Endpoint(settings, folder=str(tmp_path)))
            post = attacked(attack, text)
            rules, both = Guard(Config()).check(post), Guard(Config(), judges=[reader]).check(post)
            reader.close()
            return rules, both, server.asked[0]

    return judge


def test_there_are_enough_attacks():
    assert len(ATTACKS) >= 60
    assert len({attack["lang"] for attack in ATTACKS}) >= 15
    assert len({attack["name"] for attack in ATTACKS}) == len(ATTACKS)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack["name"])
def test_a_block_stays_and_the_post_stays_inside_its_marks(attack, judged):
    rules, both, asked = judged(attack, BLOCKED)
    assert rules.decision == both.decision == "block"
    blocks = {finding.fingerprint for finding in rules.findings if finding.severity == "block"}
    assert blocks <= {finding.fingerprint for finding in both.findings if finding.severity == "block"}
    system = asked["messages"][0]["content"]
    mark = system.partition("carries the mark ")[2][:32]
    assert mark not in json.dumps(attack)
    assert told(asked).count(f"[{mark} begin ") == told(asked).count(f"[{mark} end ") >= 2
    assert not any(sign in told(asked) for sign in CHAT_SIGNS)
    assert attack["text"][:40] not in system, "nothing of the post stands where instructions stand"


@pytest.mark.parametrize("attack", [a for a in ATTACKS if a["obeys"] != "approve"], ids=lambda attack: attack["name"])
def test_an_answer_that_is_none_is_never_a_pass(attack, judged):
    _, both, _ = judged(attack, HARMLESS)
    assert both.checked.llm == "failed"
    assert RANK[both.decision] >= RANK["review"]
    assert "M001" in {finding.code for finding in both.findings}
