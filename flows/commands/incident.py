"""`guard incident`: the recovery in the terminal, from opening an incident to closing it."""

from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

import click

from guard.cli import Suggesting


class _Part(NamedTuple):
    """A command: the module and the name it has there, and its line in the help."""

    module: str
    name: str
    line: str


_PARTS = {
    "open": _Part("opening", "open_", "Open an incident and run the recovery as far as it goes."),
    "go-on": _Part("opening", "go_on", "Go on with a recovery that waited or was interrupted."),
    "approve": _Part("deciding", "approve", "Approve, edit or reject a text that waits."),
    "improve": _Part("improving", "command", "Have a language model change the draft that waits, as you say."),
    "replies": _Part("deciding", "replies", "Give more replies, to know who was hurt."),
    "posted": _Part("deciding", "posted", "Say that a text is out, and where it stands."),
    "not-posted": _Part("deciding", "not_posted", "Say that a text is not out, after you have looked."),
    "retry": _Part("deciding", "retry", "Send a text again that certainly did not go out."),
    "list": _Part("looking", "list_", "List the incidents."),
    "show": _Part("looking", "show", "Show an incident: where it stands, its texts, promises and timeline."),
    "brief": _Part("looking", "brief", "Print the page for people who have two minutes."),
    "answers": _Part("following", "answers", "Read what has come in below the apology."),
    "remedy": _Part("following", "remedy", "Promise something, prove it, or give it up."),
    "numbers": _Part("following", "numbers", "Bring in daily numbers, from before the incident and since."),
    "check-ins": _Part("following", "check_ins", "Do the check-ins whose time has come, and list the coming ones."),
    "assess": _Part("assess", "command", "Say from daily numbers whether a brand has recovered."),
    "again": _Part("deciding", "again", "Write another apology: the last one was not enough, or it has come back."),
    "close": _Part("ending", "close", "Close an incident; only a person does."),
    "reopen": _Part("ending", "reopen", "Take up a closed incident again."),
    "learn": _Part("ending", "learn", "Let the guard know a lesson, or refuse it."),
    "report": _Part("looking", "report", "Write the post-mortem of an incident."),
    "verify": _Part("looking", "verify", "Read an incident again and say whether anything was changed."),
    "where": _Part("looking", "where", "Say where the casebook is."),
}
"""The commands in the order in which people meet them; each is imported when it is called."""


class _Commands(Suggesting):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which people meet them."""
        return [*(name for name, part in _PARTS.items() if _is_there(part)), *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the command ``name``."""
        part = _PARTS.get(name)
        if part is None or not _is_there(part):
            return super().get_command(ctx, name)
        found: click.Command = getattr(import_module(f"flows.commands.{part.module}"), part.name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, part.line) for name, part in _PARTS.items() if _is_there(part)])


def _is_there(part: _Part) -> bool:
    return find_spec(f"flows.commands.{part.module}") is not None


@click.group(cls=_Commands, short_help="When a post went wrong: contain, acknowledge, apologise, watch.")
def command() -> None:
    """When a post went wrong: contain, acknowledge, apologise, and watch for months.

    \b
    guard incident open post.txt --replies replies.jsonl --lead "Ana Ruiz" --by "Ana Ruiz"
    guard incident show acme-2026-11-22
    guard incident approve acme-2026-11-22 --by "Ben Oduya"
    guard incident check-ins                 every day: what is due
    """
