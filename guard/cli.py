"""The command `guard`: parse, call, print, exit. Each command lives in ``guard/commands``, imported when used."""

import os
import sys
from importlib import import_module

import click

from guard._version import __version__
from guard.errors import GuardError

COMMANDS = {
    "check": ("guard.commands.check", "Screen posts before they go out."),
    "rules": ("guard.commands.rules", "List the rules, or read one rule's page."),
    "init": ("guard.commands.init", "Write a commented guard.toml for your brand."),
    "waive": ("guard.commands.waive", "Accept a finding, with a reason and a last day."),
    "eval": ("guard.commands.evaluate", "Measure your own policy on labelled posts."),
    "events": ("guard.commands.events", "See and keep the calendar of sensitive events."),
}
"""Name of a command -> the module that holds it (as ``command``), and its line in ``guard --help``."""

INTERRUPTED = 130
FAILED = 4


class Commands(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which people meet them."""
        return [*COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the module of ``name``."""
        if name not in COMMANDS:
            return super().get_command(ctx, name)
        command: click.Command = import_module(COMMANDS[name][0]).command
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="guard")
def root() -> None:
    """Judge social posts before they go out.

    \b
    guard check post.txt          judge one post
    guard check posts.jsonl       judge many
    guard rules M101              read why a rule exists
    guard init                    describe your brand once, so that the guard knows it
    """


def main() -> None:
    """Run the command line; every failure ends with a sentence and the exit code of INTERFACES.md."""
    try:
        root.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(INTERRUPTED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except GuardError as error:
        click.echo(f"guard: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except Exception as error:
        if os.environ.get("GUARD_DEBUG"):
            raise
        click.echo(
            f"guard: stopped by an unexpected {type(error).__name__}: {error}. Nothing was passed as clean.", err=True
        )
        click.echo("guard: run it again with GUARD_DEBUG=1 to see where, and report it.", err=True)
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
