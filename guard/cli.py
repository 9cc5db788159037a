"""The command `guard`: parse, call, print, exit. Each command lives in ``guard/commands``, imported when used."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from importlib import import_module
from io import StringIO, TextIOWrapper
from types import FrameType
from typing import Any, NoReturn

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
    "prompts": ("guard.commands.prompts", "Read what language models are told, in every version."),
}
"""Name of a command -> the module that holds it (as ``command``), and its line in ``guard --help``."""

STOPPED = "guard: stopped before the end."
_UNCHECKED = "What is not in the report was not checked."
_STANDS = {
    "check": _UNCHECKED,
    "eval": _UNCHECKED,
    "audience": "Replies that are not in the report were not read.",
    "init": "Unless a line above says that it was written, there is no new guard.toml.",
    "incident": "What was done so far is kept. See where it stands: guard incident list, guard incident show INCIDENT.",
    "publish": "A post that was being sent may be out: guard publish --list says where each one stands.",
    "freeze": "Some of it may go on: do it again. guard thaw lists what is frozen.",
    "thaw": "Some of it may be thawed already: guard thaw lists what is still frozen.",
}
"""Where it stands when a command was stopped: what was done, and where to look."""
_ELSEWHERE = "What is not shown above as done may not have happened."
INTERRUPTED = 130
FAILED = 4


def _import_msgspec() -> None:
    """Import msgspec without typing_extensions, where nobody has imported that yet: a twelfth of click's time.

    It takes three names from there if it can, and else from ``typing``, which has them all since Python 3.11.
    """
    spared = "typing_extensions"
    if spared in sys.modules:
        return
    sys.modules[spared] = None  # type: ignore[assignment]
    try:
        import_module("msgspec")
    finally:
        del sys.modules[spared]


class Unread(GuardError):
    """Nobody reads the output any more, as after ``guard check posts.jsonl | head -1``."""


@contextmanager
def _reader() -> Iterator[None]:
    """Keep a reader who left from click, which would end with 1: our "blocked"."""
    try:
        yield
    except BrokenPipeError as error:
        raise Unread from error


class Suggesting(click.Group):
    """A group of commands that answers a slip of the pen with the command that was meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; a slip of the pen is answered with the nearest one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), 1)
            if near:
                raise click.UsageError(f"{error.message} Did you mean {near[0]!r}?", ctx) from error
            raise


class Commands(Suggesting):
    """A group whose commands are imported only when they are called."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the command line; it may already print, as ``--help`` does."""
        with _reader():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _reader():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which people meet them."""
        return [*COMMANDS, *_added(), *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the module of ``name``."""
        if name in COMMANDS:
            _import_msgspec()
            command: click.Command = import_module(COMMANDS[name][0]).command
            return command
        return super().get_command(ctx, name) or _added_command(name)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])
        with formatter.section("When a post went wrong, and other commands that were added"):
            formatter.write_dl([(name, line) for name, (line, _) in _added().items()])


Added = tuple[str, Callable[[], click.Command]]
"""A command that an installed package adds: one line about it, and how to get it."""


def _loaded(point: Any) -> click.Command:
    command: click.Command = point.load().command
    return command


@cache
def _added() -> dict[str, Added]:
    """The commands of the entry points ``guard.commands``, by name. Looking for them costs more than a whole check.

    An entry point names a module whose ``command`` does the work.
    """
    from importlib.metadata import entry_points

    found = sorted(entry_points(group="guard.commands"), key=lambda point: point.name)
    return {point.name: (_LINES.get(point.name, point.value), partial(_loaded, point)) for point in found}


_LINES = {
    "incident": "Lead a recovery: contain, acknowledge, apologise, watch.",
    "audience": "Say who was hurt, from the replies to a post.",
    "publish": "Check a post, have it approved, and publish it once.",
    "freeze": "Stop everything that is queued to go out.",
    "thaw": "Let what was stopped be released, post by post.",
    "deploy": "Set up the recovery on a Prefect server.",
}
"""What ``guard --help`` says of the commands of our own recovery, without importing it."""


def _added_command(name: str) -> click.Command | None:
    added = _added().get(name)
    return added[1]() if added else None


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
    _supply_streams()
    _never_refuse_a_letter()
    _end_on_request()
    sys.exit(_delivered(_outcome()))


def _outcome() -> int:
    """Run the command; its exit code, whatever happened."""
    try:
        return root.main(standalone_mode=False) or 0
    except SystemExit as end:
        return _number(end.code)
    except (click.exceptions.Abort, KeyboardInterrupt):
        return _tell(_stopped(), INTERRUPTED)
    except Unread:
        return FAILED
    except (click.ClickException, GuardError) as error:
        return _tell(_shown(error), error.exit_code)
    except Exception as error:
        if os.environ.get("GUARD_DEBUG"):
            raise
        return _tell(_refused(error) if isinstance(error, OSError) else _unexpected(error), FAILED)


def _supply_streams() -> None:
    """Stand in for streams that the caller closed, before a file of ours takes their number.

    Standard input is empty then, standard error forgets; standard output refuses, because a report would be lost.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - open as long as the program runs
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115 - as above
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as above


def _never_refuse_a_letter() -> None:
    """A terminal that has no sign for a letter gets its number, not an error in the middle of a page."""
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")


def _end_on_request() -> None:
    """Let a polite request to end (a build that was cancelled, a window that was closed) clean up like Ctrl-C does."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(_tell(_stopped(), 128 + number))


def _stopped() -> str:
    """That the command was stopped, and where it stands now."""
    name = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    return f"{STOPPED} {_STANDS.get(name, _ELSEWHERE)}"


def _delivered(code: int) -> int:
    """``code``, once all that was said has arrived: the last of it may still meet a full disk or a closed pipe."""
    try:
        sys.stdout.flush()
    except OSError as error:
        with suppress(OSError, ValueError):  # what is left in the buffer would be tried again at the very end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        known = code == FAILED or isinstance(error, BrokenPipeError)
        return FAILED if known else _tell(_refused(error), FAILED)
    return code


def _tell(text: str, code: int) -> int:
    """Write to standard error, with nothing in it that a terminal would obey; gives ``code`` back."""
    from guard.reports.screen import visible

    with suppress(OSError):  # a closed or full standard error must not change the exit code
        sys.stderr.write("".join(f"{visible(line)}\n" for line in text.split("\n")))
        sys.stderr.flush()
    return code


def _shown(error: click.ClickException | GuardError) -> str:
    """What is wrong; when it is with the call itself, with the usage line as click writes it."""
    if isinstance(error, GuardError):
        return f"guard: {error}"
    text = StringIO()
    error.show(text)
    return text.getvalue().rstrip("\n")


def _unexpected(error: Exception) -> str:
    what = f"guard: stopped by an unexpected {type(error).__name__}: {error}. Nothing was passed as clean."
    return f"{what}\nguard: run it again with GUARD_DEBUG=1 to see where, and report it."


def _refused(error: OSError) -> str:
    """What the system refused, and for which file; without one it is the output."""
    file = error.filename
    if file is None and isinstance(error, FileNotFoundError):
        return "guard: the folder that you are in no longer exists. Go to another one."
    place = os.fsdecode(file) if isinstance(file, str | bytes) else "the output cannot be written"
    return f"guard: {place}: {error.strerror or error}. Nothing was passed as clean."


def _number(code: object) -> int:
    return code if isinstance(code, int) else FAILED if code else 0


if __name__ == "__main__":
    main()
