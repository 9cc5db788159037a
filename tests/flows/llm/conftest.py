"""A recovery whose guard.toml names a language model: a scripted server on this machine."""

import json
from collections import Counter

import pytest

from flows.terminal.desk import endpoint_of
from guard import config_file
from tests.flows.steps.conftest import POST, REPLIES, Recovery, read_simply
from tests.llm.scripted import Said, Scripted, part, section

PROMPTS = {
    "needs a name for what happened": "naming",
    "that its leaders read first": "brief",
    "You give each theme a label": "theme-labels",
    "you say\nin one to three sentences": "summaries",
    "You word its apology": "apology",
    "has left a note on what to change": "improve",
    "You find those that are asked\nmost": "questions",
    "A rule shall stop a post like this": "lesson",
    "You are the second reader": "second-reader",
}
"""How the scripted model knows what it is asked for."""


def purpose(body):
    system = body["messages"][0]["content"]
    [found] = [name for words, name in PROMPTS.items() if words in system]
    return found


def evidence(body):
    """What the model is given, by its ids."""
    rows = [json.loads(line) for line in part(body, "evidence").splitlines()]
    return {row["id"]: row for row in rows}


def said(text, *ids, **more):
    return {"text": text, "evidence": list(ids), **more}


def sentence(part, text, *ids):
    return said(text, *ids, part=part)


GOOD = [
    sentence("act", "We used an earthquake to sell boots.", "P1"),
    sentence("responsibility", "That was wrong, and it was our doing."),
    sentence("harm", "It hurt nurses and miners, and you have told us so.", "G1", "G2", "R1"),
    sentence("regret", "We are sorry."),
    sentence("invitation", "Write to us here: we read every answer."),
]


BRAND = '[brand]\nname = "Acme"\nhandles = ["@acme"]\n'


class Model:
    """Answers each prompt with what stands in ``answers``: an object, or a function of what is asked."""

    def __init__(self):
        self.answers, self.asked = {}, Counter()
        self.given = {}
        self.failing = None

    def __call__(self, body):
        name = purpose(body)
        self.asked[name] += 1
        self.given.setdefault(name, []).append(body)
        if self.failing:
            return self.failing
        answer = self.answers.get(name)
        answer = answer(body) if callable(answer) else answer
        return Said(content=json.dumps(answer) if answer is not None else "I would rather not.")


class WordedRecovery(Recovery):
    """A recovery with a language model."""

    endpoint = None

    def named(self, url, **settings):
        self.config = config_file.from_text(BRAND + section(url, **settings))
        self.close()
        self.endpoint = endpoint_of(self.config)
        return self

    def case(self, by="Ann"):
        case = super().case(by)
        case.endpoint = self.endpoint
        return case

    def close(self):
        if self.endpoint:
            self.endpoint.close()


@pytest.fixture
def model():
    return Model()


@pytest.fixture
def server(model):
    with Scripted(model) as server:
        yield server


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("GUARD_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture(autouse=True)
def simple_reader(monkeypatch):
    monkeypatch.setattr("flows.audience.analyse", read_with_themes)


def read_with_themes(replies, **told):
    """The stand-in of the steps' tests, which also puts the offended replies into one theme."""
    replies = list(replies)
    found = read_simply(replies, post="", **{name: told[name] for name in ("findings", "account") if name in told})
    offended = [reply.id for reply in replies if "hurt" in reply.text or "shame" in reply.text]
    themes = [{"label": "as a nurse", "share": 1.0, "keywords": ["nurse"], "examples": offended}] if offended else []
    found.found["themes"] = themes
    return found


@pytest.fixture(params=["sqlite"])
def setting(request, tmp_path):
    """One database is enough here: the steps' own tests have both."""
    import shutil

    return str(shutil.copy(request.getfixturevalue("sqlite_file"), f"{tmp_path}/casebook.sqlite3"))


@pytest.fixture
def recovery(casebook, clock, tmp_path, server):
    recovery = WordedRecovery(casebook, clock, tmp_path).named(server.url)
    yield recovery
    recovery.close()


@pytest.fixture
def opened(recovery):
    """Opens the incident with replies, and does the steps before ``step``."""

    def until(step, *replies, **told):
        case = recovery.open(*(replies or REPLIES), **told)
        recovery.until(step)
        return case

    return until


__all__ = ["GOOD", "POST", "REPLIES"]
