"""A slip of the pen, and what a list leaves out."""

import re

import click
import pytest
from click.testing import CliRunner

from flows.clock import system_clock
from flows.store import Casebook
from guard.cli import root


@pytest.mark.parametrize(
    ("typed", "told"),
    [("aprove", "Did you mean 'approve'?"), ("lst", "Did you mean 'list'?"), ("xyzzy", "No such command 'xyzzy'.$")],
)
def test_a_slip_of_the_pen_is_answered_with_the_command_that_was_meant(typed, told):
    result = CliRunner().invoke(root, ["incident", typed], standalone_mode=False)
    assert isinstance(result.exception, click.UsageError)
    assert re.search(told.replace("?", r"\?"), result.exception.message)


@pytest.mark.parametrize(
    ("opened", "closed", "told"),
    [
        (1, 0, ""),
        (0, 1, "No incident is open.\n1 is closed; to see it: guard incident list --all\n"),
        (1, 2, "2 are closed; to see them: guard incident list --all\n"),
    ],
)
def test_the_list_says_that_there_are_closed_ones(opened, closed, told):
    now = system_clock()
    with Casebook.open() as book:
        fields = {"account": "main", "platform": "x", "lead": "Ann", "now": now}
        made = [book.incidents.open("Acme", post={"text": f"{n}"}, **fields).id for n in range(opened + closed)]
        for name in made[opened:]:
            book.incidents.close(name, by="Ann", now=now, why="Over.")
    result = CliRunner().invoke(root, ["incident", "list"], standalone_mode=False)
    assert result.stderr == told
    assert len(result.stdout.splitlines()) == opened
    every = CliRunner().invoke(root, ["incident", "list", "--all"], standalone_mode=False)
    assert (every.stderr, len(every.stdout.splitlines())) == ("", opened + closed)
