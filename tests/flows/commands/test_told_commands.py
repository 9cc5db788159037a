"""Every command that the program tells people to type has what that command cannot do without."""

import re
from pathlib import Path

import click
import pytest

import flows
from flows.commands.incident import command as incident

SOURCES = sorted(Path(flows.__file__).parent.rglob("*.py"))
GOES_ON = re.compile(r"[\"']\n\s*f?[\"']")
"""Where a sentence goes on in the next line of the source."""
TOLD = re.compile(r"guard incident (?P<name>[a-z-]+) (?P<rest>\{(?:(?!guard incident )[^\n])*)")
"""A command about an incident, and what the program tells people to type behind it."""


def told():
    return [
        pytest.param(found["name"], found["rest"], id=f"{path.name}-{found['name']}")
        for path in SOURCES
        for found in TOLD.finditer(GOES_ON.sub("", path.read_text(encoding="utf-8")))
    ]


@pytest.mark.parametrize(("name", "rest"), told())
def test_a_told_command_names_what_it_needs(name, rest):
    command = incident.get_command(click.Context(incident), name)
    assert command is not None
    needed = [option.opts[0] for option in command.params if isinstance(option, click.Option) and option.required]
    assert [option for option in needed if option not in rest] == []
