"""`guard prompts`: list, show, diff."""

import pytest
from click.testing import CliRunner

import prompts
from guard.cli import COMMANDS
from guard.commands.prompts import command
from guard.errors import InputError
from prompts.__main__ import main as versions


def run(*arguments):
    return CliRunner().invoke(command, arguments)


def test_list_names_every_prompt_with_its_purpose(two_versions):
    lines = run("list").stdout.splitlines()
    assert [line.split("@")[0] for line in lines] == prompts.names()
    assert any(line.startswith("guard/second-reader@") and "Reads a post" in line for line in lines)


def test_show_prints_the_words_and_how_they_came_to_be(two_versions):
    newest = prompts.load("guard/second-reader")
    told = run("show", "guard/second-reader").stdout
    assert newest.body in told
    assert f"{newest.version:4}  2026-12-01  Nobody reads after it." in told


def test_show_prints_an_older_version(two_versions):
    told = run("show", f"guard/second-reader@{prompts.load('guard/second-reader').version - 1}").stdout
    assert "You are the second reader" in told
    assert "Nobody reads after it." not in told


def test_diff_is_against_the_version_before(two_versions):
    told = run("diff", "guard/second-reader").stdout
    assert "\n-You are the second reader" in told
    assert "\n+You are the last reader" in told


def test_diff_of_two_versions_goes_from_the_first_to_the_second(two_versions):
    newest = prompts.load("guard/second-reader").version
    told = run("diff", "guard/second-reader", f"guard/second-reader@{newest - 1}").stdout
    assert "\n+You are the second reader" in told
    assert "say the same" in run("diff", "guard/second-reader", "guard/second-reader").stdout


def test_diff_of_a_first_version_says_so():
    done = run("diff", "guard/second-reader@1")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "is the first version" in done.stderr


@pytest.mark.parametrize("name", ["nowhere", "guard/second-reader@99", "guard/second-reader@x", "../pyproject"])
def test_what_is_not_there_is_said_with_where_to_look(name):
    with pytest.raises(InputError, match="guard prompts list"):
        CliRunner().invoke(command, ["show", name], catch_exceptions=False)


def test_the_command_is_found_by_its_name():
    assert COMMANDS["prompts"][0] == command.callback.__module__


def test_the_check_of_versions_is_a_program_of_its_own(capsys):
    assert versions(["check"]) == 0
    assert versions(["record", "guard/second-reader", "--why", "Nothing."]) == 1
    assert "nothing was written" in capsys.readouterr().err
