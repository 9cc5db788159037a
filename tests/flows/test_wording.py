"""The sentences of the timeline: for people who run a brand's accounts, never the states and keys of a program."""

import re
from datetime import date
from typing import get_args

import pytest

from flows.audience.reading import DEMANDS
from flows.incident import CheckInState, CheckInStatus, IncidentState, LessonKind, LessonState, RemedyState
from flows.outgoing import PublicationState
from flows.steps import remedy
from flows.steps.check_in import check_in
from flows.steps.closing import close, reopen
from flows.steps.rounds import begin
from flows.store import wording
from flows.store.wording import ASK
from flows.story import STORY
from flows.terminal.telling import page
from tests.flows.steps.conftest import Recovery, read_simply

PROGRAM_WORDS = re.compile(
    r"_|\blong haul\b|\bNone\b|\bnull\b|\bstate\b|\bround 1\b|\binsufficient\b|\bmishap:\d|[0-9a-f]{8}-[0-9a-f]{4}-"
)


@pytest.fixture
def recovery(sqlite_file, clock, tmp_path, monkeypatch):
    import shutil

    from flows.store import Casebook

    monkeypatch.setattr("flows.audience.analyse", read_simply)
    place = str(shutil.copy(sqlite_file, f"{tmp_path}/casebook.sqlite3"))
    with Casebook.open(place, evidence=f"{tmp_path}/evidence") as casebook:
        yield Recovery(casebook, clock, tmp_path)


def test_a_whole_story_is_told_in_sentences(recovery):
    """Every event of an incident that was closed, reopened and closed again ends like a sentence and names no state."""
    case = recovery.published()
    for step in STORY:
        step.run(recovery.case("0b9c5f10-1111-4222-8333-444455556666"))
    promised = remedy.promise(case, "400 hot meals", owner="Ben", due=date(2026, 12, 4))
    for day in (1, 14):
        recovery.later(days=day)
        check_in(recovery.case(), day)
    remedy.prove(case, promised.id, "Receipt 4471")
    recovery.casebook.freezes.thaw(by="Ann", why="It is calm.", now=recovery.clock())
    begin(case, who="Ann", why="They ask for more.")
    close(case, by="Ann", why="It is over.")
    reopen(case, by="Ann", why="It has come back.")
    said = [event.what for event in recovery.casebook.timeline.of(recovery.name)]
    kinds = {event.kind for event in recovery.casebook.timeline.of(recovery.name)}
    assert {"state", "draft", "approval", "publication", "remedy", "reminder", "check-in", "lesson", "thaw"} <= kinds
    for sentence in said:
        assert not PROGRAM_WORDS.search(sentence.replace(recovery.name, "")), sentence
        assert not sentence[0].islower(), sentence
    assert "Ann edited draft 2: the new text is draft 5." in said
    assert "The apology (draft 5) lies in the outbox, and was read back there." in said
    assert "A promise was kept: 400 hot meals. Receipt 4471" in said
    assert "Looked again on day 1: nobody can tell yet, there are too few numbers." in said
    assert "The incident was closed: It is over." in said
    assert "The incident was taken up again: It has come back." in said
    shown = page(recovery.case())
    assert f"KEY {recovery.name}/apology-5 file:" in shown
    assert "Timeline (times are UTC):\n" in shown
    assert "this program: " in shown
    assert "0b9c5f10" not in shown
    assert recovery.is_whole()


@pytest.mark.parametrize("state", [*get_args(IncidentState)])
def test_every_state_has_words(state):
    assert not PROGRAM_WORDS.search(wording.STANDS[state])
    assert not PROGRAM_WORDS.search(wording.reached(state, "opened", "It is so."))
    assert wording.reached(state, "opened", "It is so.").endswith("It is so.")


@pytest.mark.parametrize("state", get_args(PublicationState))
@pytest.mark.parametrize(
    ("key", "named"),
    [
        ("acme/holding-1", "first answer (draft 1)"),
        ("acme/apology-3", "apology (draft 3)"),
        ("acme/apology2-9", "second apology (draft 9)"),
        ("something else", "he text"),
    ],
)
def test_every_text_on_its_way_has_words(state, key, named):
    said = wording.sent(key, state, account="main", platform="bluesky")
    assert named in said
    assert "main (bluesky)" in said or state == "outbox"


@pytest.mark.parametrize(
    ("purpose", "named"),
    [
        ("holding", "the first answer"),
        ("apology", "the apology"),
        ("apology2", "the second apology"),
        ("apology3", "the third apology"),
        ("apology11", "the 11th apology"),
        ("apology21", "the 21st apology"),
        ("apology22", "the 22nd apology"),
        ("apology112", "the 112th apology"),
        ("post", "post"),
    ],
)
def test_every_purpose_is_named_as_people_say_it(purpose, named):
    assert wording.purpose_named(purpose) == named


def test_every_state_of_a_column_has_words():
    for words, states in (
        (wording.PROMISE, RemedyState),
        (wording.LESSON, LessonState),
        (wording.CHECK_IN, CheckInState),
        (wording.FARED, CheckInStatus),
    ):
        assert set(words) == set(get_args(states))
        assert not [said for said in words.values() if PROGRAM_WORDS.search(said)]


@pytest.mark.parametrize("state", get_args(PublicationState))
def test_what_became_of_a_text_has_words(state):
    assert not PROGRAM_WORDS.search(wording.became(state, "bluesky"))
    assert wording.became("confirmed", "bluesky") == "out, and read back there"
    assert wording.became("confirmed", "outbox") == "in the outbox"
    assert wording.became("confirmed", "outbox", "file:///outbox/1.json") == "in the outbox"
    assert wording.became("confirmed", "outbox", "https://x.example/17") == "out: a person posted it by hand"


def test_every_look_and_lesson_has_words():
    for status in get_args(CheckInStatus):
        assert wording.looked(7, status).startswith("Looked again on day 7: ")
    for kind in get_args(LessonKind):
        assert wording.proposed(kind, "x").startswith("Proposed a lesson for the guard, ")
    assert wording.learnt("refused", "x") == "The guard shall not learn this lesson: x"
    ended = "; another one goes on in its place."
    assert wording.taken_over("long_haul") == f"A run stopped while it was planning the check-ins{ended}"
    assert wording.taken_over("publish 2") == f"A run stopped while it was publishing (for the second apology){ended}"
    assert wording.settled("Meals.", "No cook.", kept=False) == "A promise was given up: Meals. No cook."


def test_every_demand_ends_a_sentence():
    assert set(ASK) == set(DEMANDS)
    assert not [said for said in ASK.values() if said.endswith(".")]
