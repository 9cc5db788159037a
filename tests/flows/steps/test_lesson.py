"""Step 9: the same post is stopped the next time."""

import json
import os

import pytest

from flows.errors import IllegalMove, NotAllowed
from flows.steps.lesson import CASES, lesson, merge, next_code, refuse, telling_phrases
from guard import config_file
from guard.config import Config
from guard.engine import Guard
from guard.errors import ConfigError, LexiconError
from guard.model import Post
from tests.flows.steps.conftest import POST

DULL = "Our new boots fell off the truck, come and pick a puddle."


@pytest.fixture
def toml(recovery):
    """A guard.toml where the recovery works."""
    path = f"{recovery.folder}/guard.toml"
    with open(path, "w", encoding="utf-8") as stream:
        stream.write('[brand]\nname = "Acme"\n')
    return path


def acknowledged(recovery, text=DULL):
    case = recovery.open(text=text)
    recovery.until("audience")
    return case


def content(path):
    with open(path, encoding="utf-8") as stream:
        return stream.read()


def codes(path, text):
    config = config_file.load(path)
    return [(f.code, f.severity) for f in Guard(config, folder=os.path.dirname(path)).check(Post(text=text)).findings]


def test_the_whole_circle(recovery, toml):
    case = acknowledged(recovery)
    assert codes(toml, DULL) == []
    rule, _ = lesson(case).lessons
    assert codes(toml, DULL) == []
    kept, path = merge(case, rule, by="Ben")
    assert (kept.state, kept.decided_by, os.path.basename(path)) == ("merged", "Ben", "guard-lessons.toml")
    assert ("M951", "block") in codes(toml, DULL)
    assert codes(toml, "Our bakery opens at seven on Monday.") == []


def test_a_variation_is_stopped_too(recovery, toml):
    case = acknowledged(recovery)
    merge(case, lesson(case, ["fell off the truck"]).lessons[0], by="Ben")
    assert ("M951", "block") in codes(toml, "Oops! These hats fell off the truck too.")


def test_the_case_is_for_guard_eval(recovery, toml):
    case = acknowledged(recovery, POST)
    _, number = lesson(case).lessons
    _, path = merge(case, number, by="Ben")
    (line,) = content(path).splitlines()
    assert os.path.basename(path) == CASES
    row = json.loads(line)
    assert (row["id"], row["text"], row["decision"], row["categories"]) == (
        case.name,
        POST,
        "block",
        ["tragedy_exploitation"],
    )


@pytest.mark.parametrize(
    ("post", "phrases"),
    [
        ("Earthquake sale: 20% off all boots, shop now", ("off all boots shop",)),
        ("Half price umbrellas while the river rises", ("half price umbrellas while",)),
        ("☔☔☔", ()),
        ("ok", ()),
        ("We're thrilled", ("we're thrilled",)),
    ],
)
def test_phrases_are_the_posts_own_words(post, phrases):
    assert telling_phrases(post)[: len(phrases) or None] == phrases


@pytest.mark.parametrize("text", ["☔☔☔", "ok", "12 34 56", "!!! ??? ..."])
def test_a_post_without_words_of_its_own_gives_a_case_only(recovery, text):
    case = acknowledged(recovery, text)
    assert len(lesson(case).lessons) == 1
    assert [each.kind for each in recovery.casebook.lessons.of(case.name)] == ["test"]


@pytest.mark.parametrize(
    "text",
    [
        'She said "boots \\ bricks" and #WetFeetFriday \u2028 happened',
        "Ünser größter Räumungsverkauf während der Überschwemmung",
        "洪水セール開催中、すべて半額です",
        "\U0001f97e boots\x07 for everybody who floats today",
    ],
)
def test_any_post_makes_a_file_that_can_be_read(recovery, toml, text):
    case = acknowledged(recovery, text)
    for number in lesson(case).lessons:
        merge(case, number, by="Ben")
    assert isinstance(config_file.load(toml), Config)


@pytest.mark.parametrize(
    ("phrases", "why"),
    [(["purple elephants"], "none of these phrases stands in the post"), (["(("], "a phrase cannot be understood")],
)
def test_a_persons_phrases_must_stop_the_post(recovery, phrases, why):
    with pytest.raises(LexiconError, match=why):
        lesson(acknowledged(recovery), phrases)


def test_two_incidents_get_two_codes(recovery, toml):
    first, second = acknowledged(recovery), acknowledged(recovery, "Half price umbrellas while the river rises")
    one, other = lesson(first, ["fell off the truck"]).lessons[0], lesson(second).lessons[0]
    merge(first, one, by="Ben")
    recovery.config = config_file.load(toml)
    recovery.name = second.name
    assert (one, other) == (1, 1)
    merge(recovery.case(), other, by="Ben")
    assert [rule.code for rule in config_file.load(toml).house_rules] == ["M951", "M952"]


def test_a_run_that_died_after_writing_writes_nothing_twice(recovery, toml, monkeypatch):
    case = acknowledged(recovery)
    number = lesson(case).lessons[0]
    path = f"{recovery.folder}/guard-lessons.toml"
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(recovery.casebook.lessons.of(case.name)[0].text)
    merge(case, number, by="Ben")
    assert content(path).count("[[house_rules]]") == 1


@pytest.mark.parametrize("shared", [None, "", "[project]\nname = 'site'\n"])
def test_without_a_guard_toml_nobody_would_read_it(recovery, shared):
    if shared is not None:  # a pyproject.toml that does not speak to the guard brings no rules in
        with open(f"{recovery.folder}/pyproject.toml", "w", encoding="utf-8") as stream:
            stream.write(shared)
    case = acknowledged(recovery)
    with pytest.raises(NotAllowed, match="Run guard init there first"):
        merge(case, lesson(case).lessons[0], by="Ben")
    assert os.listdir(recovery.folder).count("guard-lessons.toml") == 0


def test_a_lessons_file_that_is_broken_stays_as_it_is(recovery, toml):
    case = acknowledged(recovery)
    path = f"{recovery.folder}/guard-lessons.toml"
    with open(path, "w", encoding="utf-8") as stream:
        stream.write("[[house_rules\n")
    number = lesson(case).lessons[0]
    with pytest.raises(ConfigError):
        merge(case, number, by="Ben")
    assert content(path) == "[[house_rules\n"
    assert recovery.casebook.lessons.of(case.name)[0].state == "proposed"


def test_a_lesson_is_decided_once(recovery, toml):
    case = acknowledged(recovery)
    rule, test = lesson(case).lessons
    assert refuse(case, rule, by="Ben").state == "refused"
    with pytest.raises(NotAllowed, match=r"Lesson 1 of .* was refused by Ben on .* not added"):
        merge(case, rule, by="Ben")
    merge(case, test, by="Ben")
    with pytest.raises(NotAllowed, match=r"Lesson 2 of .* was added already, by Ben on"):
        merge(case, test, by="Ben")
    with pytest.raises(IllegalMove):
        refuse(case, test, by="Ben")
    with pytest.raises(NotAllowed, match="has no lesson 999: its lessons are 1 to 2"):
        refuse(case, 999, by="Ben")


def test_before_any_is_proposed_there_is_none(recovery, toml):
    with pytest.raises(NotAllowed, match="no lessons yet"):
        merge(acknowledged(recovery), 1, by="Ben")


def test_a_pyproject_that_speaks_to_the_guard_brings_the_rules_in(recovery):
    path = f"{recovery.folder}/pyproject.toml"
    with open(path, "w", encoding="utf-8") as stream:
        stream.write("[tool.guard.brand]\nname = 'Acme'\n")
    case = acknowledged(recovery)
    merge(case, lesson(case).lessons[0], by="Ben")
    assert ("M951", "block") in codes(path, DULL)


def test_when_all_codes_are_in_use():
    assert next_code(Config(), also=[f"M{n}" for n in range(901, 999)]) == "M999"
    with pytest.raises(NotAllowed, match="M901 to M999"):
        next_code(Config(), also=[f"M{n}" for n in range(901, 1000)])
