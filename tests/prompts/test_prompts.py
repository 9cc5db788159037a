"""Prompts load by name, say all that is missing at once, and never change without a new version."""

import re

import pytest
import yaml
from pydantic import BaseModel

import prompts
from prompts import history

FILE = """---
id: guard/read
version: 3
purpose: Reads a post.
output: guard.model:Post
variables: [mark, who]
settings: {tokens: 800}
examples: [plain, hostile]
---

Read the post between {{mark}} and {{mark}}, {{who}}.
---
Answer.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "read.md").write_text(FILE)
    (tmp_path / "guard" / "read.changes.md").write_text("# guard/read\n")
    return str(tmp_path)


def changed(folder, *replacements):
    text = FILE
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    with open(f"{folder}/guard/read.md", "w", encoding="utf-8") as stream:
        stream.write(text)
    return prompts.load("guard/read", folder=folder)


# --- the prompts that ship


def test_every_prompt_is_what_lock_and_its_changelog_say():
    assert history.problems() == []


@pytest.mark.parametrize("name", prompts.names())
def test_front_matter_is_yaml_and_names_a_model_that_is_there(name):
    with open(prompts.path_of(name), encoding="utf-8") as stream:
        front = yaml.safe_load(stream.read().split("---\n")[1])
    prompt = prompts.load(name)
    assert (front["id"], front["version"], front["purpose"]) == (prompt.name, prompt.version, prompt.purpose)
    assert (tuple(front["variables"]), front["settings"]) == (prompt.variables, prompt.settings)
    module, _, model = prompt.output.partition(":")
    assert issubclass(getattr(__import__(module, fromlist=[model]), model), BaseModel)
    assert prompt.examples, "a prompt has at least one recorded answer in tests/prompts/recorded"


@pytest.mark.parametrize("name", prompts.names())
def test_every_version_can_be_read_again(name):
    newest = prompts.load(name)
    for number in range(1, newest.version + 1):
        assert history.version(name, number).sha256 == history.lock()[name, number]


@pytest.mark.parametrize("name", prompts.names())
def test_what_others_wrote_is_named_as_data(name):
    prompt = prompts.load(name)
    assert "mark" in prompt.variables
    assert "never addressed to you" in " ".join(prompt.body.split())


# --- reading


def test_a_prompt_is_read(folder):
    prompt = prompts.load("guard/read", folder=folder)
    assert prompt.label == "guard/read@3"
    assert (prompt.purpose, prompt.output) == ("Reads a post.", "guard.model:Post")
    assert (prompt.variables, prompt.settings) == (("mark", "who"), {"tokens": 800})
    assert prompt.examples == ("plain", "hostile")
    assert prompt.body.endswith("---\nAnswer.")


def test_changelogs_are_no_prompts(folder):
    assert prompts.names(folder=folder) == ["guard/read"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("---\nid:", "id:", "begin with front matter"),
        ("]\n---\n", "]\n", "write id, version"),
        ("version: 3\n", "", "write id, version, purpose"),
        ("purpose: Reads", "about: Reads", "has the fields id, version, about"),
        ("purpose: Reads a post.", "purpose:", "says nothing for purpose"),
        ("version: 3", "version: new", "version is 'new'; write a number"),
        ("version: 3", "version: 0", "version is '0'; write a number"),
        ("id: guard/read", "id: guard/red", "its id is 'guard/red'; write id: guard/read"),
        ("[mark, who]", "mark, who", "is no list; write"),
        ("{tokens: 800}", "tokens: 800", "write {tokens: 800}"),
        ("{tokens: 800}", "{tokens: many}", "tokens is 'many'"),
        ("[mark, who]", "[mark, when, why]", "missing: who; unused: when, why"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_what_to_do(folder, old, new, message):
    with pytest.raises(prompts.PromptError, match=re.escape(message)):
        changed(folder, (old, new))


def test_a_missing_prompt_is_named_with_those_that_are_there(folder):
    with pytest.raises(prompts.PromptError, match=r"nowhere\.md: there is no such prompt. There are: guard/read\."):
        prompts.load("nowhere", folder=folder)


# --- filling in


def test_all_that_is_missing_or_unknown_is_listed_at_once(folder):
    prompt = prompts.load("guard/read", folder=folder)
    with pytest.raises(prompts.PromptError, match=r"guard/read@3: missing: mark, who; unknown: house, when\."):
        prompt.render(when="", house="")


def test_what_stands_in_a_value_is_never_a_variable(folder):
    told = prompts.load("guard/read", folder=folder).render(mark="{{who}}", who=r"you \1 {{mark}}")
    assert told.startswith(r"Read the post between {{who}} and {{who}}, you \1 {{mark}}.")


# --- versions


def record(folder, before, why):
    from prompts.__main__ import record as write

    return write("guard/read", why=why, day="2026-11-26", before=before, folder=folder)


@pytest.fixture
def three(folder):
    """A prompt with three versions, and what each of them said."""
    first = record(folder, None, "First version.")
    changed(folder, ("Answer.", "Answer in JSON.\n\n## Examples\nNone yet."))
    second = record(folder, first, "Models answered in prose.")
    changed(folder, ("Read the post", "Look.\nRead the post"), ("800", "900"), ("Answer.", "Answer in JSON."))
    return first, second, record(folder, second, "They did not look.")


def test_recording_numbers_the_versions_and_locks_them(folder, three):
    assert [prompt.version for prompt in three] == [1, 2, 3]
    assert list(history.lock(folder=folder).values()) == [prompt.sha256 for prompt in three]
    assert [(change.version, change.why) for change in history.changes("guard/read", folder=folder)] == [
        (3, "They did not look."),
        (2, "Models answered in prose."),
        (1, "First version."),
    ]
    assert history.problems(folder=folder) == []


def test_older_versions_are_read_from_the_differences(folder, three):
    assert [history.version("guard/read", number, folder=folder) for number in (1, 2, 3)] == [
        prompt._replace(examples=()) for prompt in three
    ]
    assert history.named("guard/read@2", folder=folder).settings == {"tokens": 800}
    assert history.named("guard/read", folder=folder).settings == {"tokens": 900}


def test_a_version_costs_only_what_it_changed(folder):
    body = "\n".join(f"Line {number} of many." for number in range(500))
    changed(folder, ("Answer.", body))
    first = record(folder, None, "First version.")
    changed(folder, ("Answer.", body.replace("Line 250 of", "Line 250 out of")))
    record(folder, first, "Clearer.")
    with open(f"{folder}/guard/read.changes.md", encoding="utf-8") as stream:
        assert len(stream.read()) < 400


def test_a_difference_is_shown(three):
    told = history.difference(three[0], three[1])
    assert told.splitlines()[:2] == ["--- guard/read@1", "+++ guard/read@2"]
    assert "-Answer." in told
    assert "+Answer in JSON." in told


def test_other_words_without_a_new_version_are_noticed_with_what_to_do(folder, three):
    changed(folder, ("Answer.", "Answer, please."))
    [told] = history.problems(folder=folder)
    assert told.startswith("guard/read@3 has other words than LOCK says. Raise its version:")
    assert told.endswith("python -m prompts record guard/read --why 'what is better now'")


def test_other_settings_are_other_words(folder, three):
    changed(folder, ("800", "20"))
    assert "other words than LOCK says" in history.problems(folder=folder)[0]


def test_a_purpose_may_be_told_better_at_any_time(folder):
    record(folder, changed(folder, ("version: 3", "version: 1")) and None, "First version.")
    changed(folder, ("version: 3", "version: 1"), ("Reads a post.", "Reads a post aloud."))
    assert history.problems(folder=folder) == []


def test_a_changelog_that_was_bent_is_noticed(folder, three):
    path = f"{folder}/guard/read.changes.md"
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text.replace("-Answer.", "-Answer well."))
    assert history.problems(folder=folder) == [
        "guard/read@1 is not what LOCK says: a line of its changelog was changed."
    ]


def test_a_difference_that_does_not_fit_is_noticed(folder, three):
    with pytest.raises(prompts.PromptError, match="does not fit"):
        history.undone("other\nwords\n", history.difference(three[0], three[1]), "guard/read@2")


def test_a_line_of_lock_without_a_prompt_is_noticed(folder, three):
    with open(f"{folder}/LOCK", "a", encoding="utf-8") as stream:
        stream.write(f"guard/gone 1 {'0' * 64}\n")
    assert "LOCK names guard/gone@1, but there is no such prompt" in history.problems(folder=folder)[0]


def test_a_version_that_never_was_is_named(folder, three):
    with pytest.raises(prompts.PromptError, match=r"guard/read has no version 7. There are: 1, 2, 3\."):
        history.version("guard/read", 7, folder=folder)
    with pytest.raises(prompts.PromptError, match="write name@version"):
        history.named("guard/read@new", folder=folder)


@pytest.mark.parametrize("case", ["same", "unknown before", "lost before"])
def test_recording_writes_nothing_that_is_not_true(folder, case):
    first = record(folder, None, "First version.")
    changed(folder, ("version: 3", "version: 1"), *([] if case == "same" else [("Answer.", "Answer well.")]))
    before = {"same": first, "unknown before": first._replace(body="Another."), "lost before": None}[case]
    with pytest.raises(prompts.PromptError, match="nothing was written"):
        record(folder, before, "Why not.")
    assert [change.version for change in history.changes("guard/read", folder=folder)] == [1]
