"""`guard rules`, and what `guard` says when something is wrong."""

import pytest
from click.testing import CliRunner

from guard import cli
from guard.cli import COMMANDS, root
from guard.errors import UsageError


def run(*arguments: str) -> str:
    result = CliRunner().invoke(root, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.stdout


def test_list_names_every_rule() -> None:
    listed = run("rules")
    assert "M101" in listed
    assert "promotion-on-tragedy" in listed


def test_list_of_one_category() -> None:
    listed = run("rules", "--category", "ai_boilerplate")
    assert "M511" in listed
    assert "M101" not in listed


def test_a_category_says_what_it_means_where_its_name_does_not() -> None:
    assert "Category: house (your own rules). " in run("rules", "M900")
    assert "Category: profanity. " in run("rules", "M201")
    with pytest.raises(UsageError, match=r"guard \(about the check itself\), .*house \(your own rules\), "):
        run("rules", "--category", "nothing")


def test_unknown_category() -> None:
    with pytest.raises(UsageError, match="tragedy_exploitation"):
        run("rules", "--category", "nothing")


HOUSE = """[[house_rules]]
code = "M901"
slug = "old-menu-joke"
match = ["little red lie"]
unless = ["pie"]
why = "It made fun of a customer."
instead = "Name the dish."
"""


@pytest.mark.parametrize("name", ["M901", "m901", "old-menu-joke"])
def test_a_rule_of_your_own_has_a_page(tmp_path, monkeypatch, name) -> None:
    (tmp_path / "guard.toml").write_text(HOUSE)
    monkeypatch.chdir(tmp_path)
    page = run("rules", name)
    assert page.startswith("M901 old-menu-joke\n")
    for words in ("It made fun of a customer.", "Name the dish.", "little red lie", "pie"):
        assert words in page


def test_rules_of_your_own_end_the_list(tmp_path) -> None:
    (tmp_path / "guard.toml").write_text(HOUSE)
    assert "M901" in run("rules", "--config", f"{tmp_path}/guard.toml")
    assert run("rules", "--category", "house", "--config", f"{tmp_path}/guard.toml").startswith("M9")


def test_page() -> None:
    page = run("rules", "M101")
    for words in (
        "M101 promotion-on-tragedy",
        "What it looks for",
        "Flags",
        "Passes",
        "Write instead",
        "Kenneth Cole, 2011",
    ):
        assert words in page


def test_help_lists_all_commands_without_importing_them() -> None:
    shown = run("--help")
    assert all(name in shown for name in COMMANDS)


@pytest.mark.parametrize("name", [n for n in COMMANDS if n != "events"])
def test_each_command_has_help_with_an_example(name: str) -> None:
    assert f"guard {name}" in run(name, "--help")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["rules", "M999"], 2, "there is no rule 'M999'"),
        (["nothing"], 2, "No such command"),
        (["chekc"], 2, "Did you mean 'check'?"),
        (["check", "--now", "x", "-"], 2, "no date and time"),
    ],
)
def test_main_ends_with_a_sentence_and_a_code(
    arguments: list[str], code: int, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["guard", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == code
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(("error", "code"), [(RuntimeError("x"), 4), (KeyboardInterrupt(), 130)])
def test_an_unexpected_end(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(**_: object) -> None:
        raise error

    monkeypatch.setattr(root, "main", stop)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == code
    if code == 4:
        assert "Nothing was passed as clean" in capsys.readouterr().err
