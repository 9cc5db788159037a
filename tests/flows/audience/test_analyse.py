"""What all replies say together: every claim stands on replies, and the figures on storms whose truth is known."""

import importlib.util
import json
import os

import pytest

from flows.audience import Judgement, analyse
from flows.audience.reading import DEMANDS, STANCES

POST = "Feeling trapped? Dig yourself out with 30% off!"


def _benchmark(name):
    here = os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(here, "..", "..", "benchmarks", f"{name}.py")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def storm():
    made = _benchmark("storms").storm(3000, seed=21)
    return made, analyse(made.replies, post=_benchmark("storms").POST, account="@brightlamp")


def test_nothing_is_said_about_nobody():
    found = analyse([], post=POST)
    assert (found.replies, found.groups, found.themes, found.demands, found.waves) == (0, (), (), (), ())
    assert found.severity["level"] == "low"


def test_one_reply(reply):
    found = analyse([reply(1, "As a miner I am appalled. Apologise.")], post=POST)
    (group,), (demand,) = found.groups, found.demands
    assert (group.group, group.share, group.own, group.evidence) == ("miners", 1.0, 1, ("r1",))
    assert (demand.demand, demand.examples) == ("apology", ("r1",))
    assert group.interval[0] < 0.3


def test_nobody_is_hurt_without_a_reply_that_says_so(reply):
    found = analyse([reply(n, "This is disgusting") for n in range(50)], post=POST)
    assert found.stance["offended"] == 50
    assert found.groups == ()


def test_of_groups_named_as_often_the_one_that_others_agree_with_comes_first(reply):
    found = analyse(
        [
            reply(1, "As a baker I am appalled.", likes=2),
            reply(2, "As a miner I am appalled.", likes=9),
            reply(3, "My mother died in hospital. I am appalled."),
        ],
        post=POST,
    )
    names = [group.group for group in found.groups]
    assert names[0] == "miners"
    assert "carers and hospital staff" not in names


def test_a_single_mention_among_many_is_no_group(reply):
    talk = [reply(n, f"This is disgusting number {n}") for n in range(60)]
    found = analyse([*talk, reply(99, "You insult sailors, disgusting")], post=POST)
    assert found.groups == ()
    assert found.readings[-1].group == "fishermen and sailors"


def test_the_brands_own_replies_are_not_its_audience(reply):
    found = analyse([reply(1), reply(2, author="Brightlamp")], post=POST, account="@brightlamp")
    assert found.replies == 1


def test_a_guard_that_stops_the_post_counts(reply):
    calm = analyse([reply(1)], post=POST).severity["points"]
    stops = [{"severity": "block", "category": "tragedy_exploitation"}]
    grave = analyse([reply(1)], post=POST, findings=stops).severity
    assert (grave["points"], grave["of"]) == (calm + 2, 12)
    assert [one["name"] for one in grave["because"]] == ["reach", "harm", "intent", "spread"]


def test_copies_count_once_for_shares(reply):
    text = "We the people of the valley ask you as miners to apologise for this cruel advert"
    pasted = [reply(n, text) for n in range(40)]
    found = analyse([*pasted, *(reply(100 + n, f"This is disgusting number {n}") for n in range(20))], post=POST)
    assert found.duplicates == 39
    assert (found.campaigns[0].copies, found.campaigns[0].suspected_bots) == (40, 0)
    assert found.counted == 21
    assert found.stance["offended"] == 60


def test_another_reader_takes_the_place_of_the_phrases(reply):
    class Calm:
        name = "calm@1"

        def read(self, texts):
            return [Judgement(stance="supportive", confidence=0.9) for _ in texts]

    found = analyse([reply(1)], post=POST, reader=Calm())
    assert (found.stance["supportive"], found.reader) == (1, "calm@1")


@pytest.mark.slow
def test_the_same_replies_give_the_same_answer(storm):
    made, found = storm
    again = analyse(iter(made.replies), post=_benchmark("storms").POST, account="@brightlamp")
    assert json.dumps(again.as_json()) == json.dumps(found.as_json())
    assert again.readings == found.readings


@pytest.mark.slow
def test_every_claim_stands_on_replies_that_say_it(storm):
    made, found = storm
    readings = {reading.id: reading for reading in found.readings}
    assert [reading.id for reading in found.readings] == [reply.id for reply in made.replies]
    for group in found.groups:
        assert group.evidence
        assert {readings[one].stance for one in group.evidence} == {"offended"}
        assert group.interval[0] <= group.share <= group.interval[1]
    for theme in found.themes:
        assert {readings[one].theme for one in theme.examples} == {theme.label}
    for demand in found.demands:
        assert {readings[one].demand for one in demand.examples} == {demand.demand}


@pytest.mark.slow
def test_the_json_is_as_promised(storm):
    _, found = storm
    shown = found.as_json()
    assert json.loads(json.dumps(shown)) == shown
    assert set(shown["stance"]) == set(STANCES)
    assert sum(shown["stance"].values()) == shown["replies"] == sum(shown["languages"].values())
    assert {demand["demand"] for demand in shown["demands"]} <= set(DEMANDS)
    assert {"start", "peak", "end", "replies", "note"} <= set(shown["waves"][0])
    assert "readings" not in shown
    assert "author" not in json.dumps(shown["loud"])


@pytest.mark.slow
def test_figures_on_a_synthetic_storm(storm):
    """Development figures: the storm is written by rule, and far more regular than people are."""
    quality = _benchmark("audience_quality")
    read = quality.figures(*storm)
    assert read["waves that nobody made"] == 0
    assert read["people accused"] <= quality.ASKED["people accused"]
    short = {
        name: value for name, value in read.items() if value < quality.ASKED.get(name, 0) and "accused" not in name
    }
    assert short == {}
    assert read["stance macro-F1"] >= 0.85
