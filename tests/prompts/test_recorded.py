"""Recorded answers to the second reader's prompt: what is sent to the letter, and what is made of the answer.

``recorded/guard/second-reader/<example>.json`` holds a ``post`` and the ``answer`` of a model, the message that was
``sent`` to it and the findings that were ``kept``. After a change that is meant, ``RECORD_PROMPTS=1`` writes ``sent``
and ``kept`` anew; read the difference before you commit it.
"""

import json
import os
import re
from datetime import UTC, datetime

import pytest

import prompts
from guard.config import Config, LanguageModel
from guard.engine import Guard
from guard.judges.openai_chat import PROMPT, SecondReader
from guard.llm import Endpoint
from guard.model import Post
from tests.llm.scripted import Said, Scripted, told

FOLDER = os.path.join(os.path.dirname(__file__), "recorded")
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def paths():
    return [
        os.path.join(FOLDER, *name.split("/"), f"{example}.json")
        for name in prompts.names()
        for example in prompts.load(name).examples
    ]


def test_every_example_is_recorded_and_every_recording_is_an_example():
    found = {os.path.join(where, file) for where, _, files in os.walk(FOLDER) for file in files}
    assert found == set(paths())


def read(post, answer):
    """What is sent for a post, and the findings that come of the answer."""
    with Scripted(lambda _: Said(content=json.dumps(answer))) as server:
        settings = LanguageModel(model="scripted", base_url=server.url, ask="always", cache_days=0)
        guard = Guard(Config(llm=settings), now=NOW, judges=[SecondReader(settings, Endpoint(settings))])
        try:
            verdict = guard.check(Post(**post))
        finally:
            guard.close()
        [asked] = server.asked
    message = told(asked)
    mark = re.match(r"\[([0-9a-f]{32}) begin", message)[1]
    kept = [f for f in verdict.findings if f.source == "llm"]
    return message.replace(mark, "MARK").splitlines(), [
        {name: getattr(f, name) for name in ("code", "severity", "quote", "why", "prompt")} for f in kept
    ]


@pytest.mark.parametrize("example", prompts.load(PROMPT).examples)
def test_what_is_sent_and_what_is_made_of_the_answer(example, tmp_path, monkeypatch):
    monkeypatch.setenv("GUARD_CACHE_DIR", str(tmp_path))
    path = os.path.join(FOLDER, *PROMPT.split("/"), f"{example}.json")
    with open(path, encoding="utf-8") as stream:
        recorded = json.load(stream)
    sent, kept = read(recorded["post"], recorded["answer"])
    found = {"post": recorded["post"], "answer": recorded["answer"], "sent": sent, "kept": kept}
    if os.environ.get("RECORD_PROMPTS"):
        with open(path, "w", encoding="utf-8") as stream:
            json.dump(found, stream, ensure_ascii=False, indent=1)
            stream.write("\n")
    else:
        assert found == recorded
