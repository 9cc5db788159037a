"""Recorded answers to the second reader's prompt: what is sent to the letter, and what is made of the answer.

``recorded/guard/second-reader/<example>.json`` holds a ``post`` and the ``answer`` of a model, the message that was
``sent`` to it and the findings that were ``kept``. ``RECORD_PROMPTS=1`` writes ``sent`` and ``kept`` anew.
"""

import json
import os
from datetime import UTC, datetime

import pytest

import prompts
from guard.config import Config, LanguageModel
from guard.engine import Guard
from guard.judges.openai_chat import PROMPT, SecondReader
from guard.llm import Endpoint
from guard.model import Post
from tests.llm.recordings import FOLDER, cases, expected, lines, path_of, recorded
from tests.llm.scripted import Said, Scripted, told

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_every_example_is_recorded_and_every_recording_is_an_example():
    found = {os.path.normpath(os.path.join(where, file)) for where, _, files in os.walk(FOLDER) for file in files}
    assert found == {path_of(*case) for case in cases("")}


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
    kept = [f for f in verdict.findings if f.source == "llm"]
    return lines(told(asked)), [
        {name: getattr(f, name) for name in ("code", "severity", "quote", "why", "prompt")} for f in kept
    ]


@pytest.mark.parametrize("example", prompts.load(PROMPT).examples)
def test_what_is_sent_and_what_is_made_of_the_answer(example, tmp_path, monkeypatch):
    monkeypatch.setenv("GUARD_CACHE_DIR", str(tmp_path))
    before = recorded(PROMPT, example)
    sent, kept = read(before["post"], before["answer"])
    found = {"post": before["post"], "answer": before["answer"], "sent": sent, "kept": kept}
    assert found == expected(PROMPT, example, found)
