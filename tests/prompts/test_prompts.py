"""Prompts load by name, and LOCK notices a prompt that changed without a new version."""

import pytest

import prompts


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "read.md").write_text("---\nversion: 3\n---\n\nRead the post.\n---\nAnswer.\n")
    return str(tmp_path)


def test_lock_is_true():
    with open(f"{prompts.FOLDER}/LOCK", encoding="utf-8") as stream:
        assert stream.read() == prompts.lock(), "a prompt changed: give it a new version and write its line in LOCK"


def test_a_prompt_has_a_name_a_version_and_a_body(folder):
    prompt = prompts.load("guard/read", folder=folder)
    assert prompt == ("guard/read", 3, "Read the post.\n---\nAnswer.")
    assert prompt.label == "guard/read@3"


def test_lock_names_every_prompt_with_its_words(folder):
    sha256 = prompts.load("guard/read", folder=folder).sha256
    assert prompts.names(folder=folder) == ["guard/read"]
    assert prompts.lock(folder=folder) == f"guard/read 3 {sha256}\n"
    assert len(sha256) == 64


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Read the post.", "begin with front matter"),
        ("---\nversion: 1\nRead the post.", "begin with front matter"),
        ("---\nabout: reading\n---\nRead the post.", "needs a line like `version: 1`"),
        ("---\nversion: new\n---\nRead the post.", "needs a line like `version: 1`"),
    ],
)
def test_a_prompt_without_version_is_refused(tmp_path, text, message):
    (tmp_path / "read.md").write_text(text)
    with pytest.raises(prompts.PromptError, match=message):
        prompts.load("read", folder=str(tmp_path))


def test_a_missing_prompt_is_named():
    with pytest.raises(prompts.PromptError, match=r"nowhere\.md: there is no such prompt"):
        prompts.load("nowhere")
