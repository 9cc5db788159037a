"""What the commands of the recovery share: their options, and how what people write there is read."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, TypeVar

import click

from flows.clock import as_utc

WAITS = 3
"""The exit code when a person must decide first."""

_Command = TypeVar("_Command", bound=Callable[..., Any])

CASEBOOK = click.option(
    "--casebook", metavar="PLACE", envvar="MISHAP_CASEBOOK", help="The casebook: a file, or the URL of a database."
)
CONFIG = click.option("--config", metavar="FILE", help="Use this guard.toml  [default: the nearest one upwards]")


def at_desk(command: Callable[..., int]) -> Callable[..., int]:
    """Add --casebook and --config, open for the command (as ``at``) the desk that they name, close it afterwards.

    What a language model has cost meanwhile is told.
    """

    @CASEBOOK
    @CONFIG
    @wraps(command)
    def opened(*, casebook: str | None, config: str | None, **given: Any) -> int:
        from flows.terminal.desk import desk

        with desk(casebook=casebook, config=config) as at:
            try:
                return command(at=at, **given)
            finally:
                if costs := at.costs():
                    click.echo(f"guard: {costs}", err=True)

    return opened


def by(command: _Command) -> _Command:
    """Ask for ``--by``: a name that is more than white space."""
    named: _Command = click.option(
        "--by",
        metavar="NAME",
        envvar="MISHAP_PERSON",
        required=True,
        callback=_name,
        help="Who you are; it stands in the timeline.",
    )(command)
    return named


def by_if_needed(command: _Command) -> _Command:
    """Take ``--by`` where it is given: a name that is more than white space, or None."""
    named: _Command = click.option(
        "--by",
        metavar="NAME",
        envvar="MISHAP_PERSON",
        callback=_name_if_given,
        help="Who you are, when you change something; it stands in the timeline.",
    )(command)
    return named


def _name_if_given(context: click.Context, option: click.Parameter, text: str | None) -> str | None:
    return None if text is None else _name(context, option, text)


def _name(_context: click.Context, _option: click.Parameter, text: str) -> str:
    if not text.strip():
        raise click.BadParameter("must be the name of a person.")
    return " ".join(text.split())


def moment(_context: click.Context, _option: click.Parameter, text: str | None) -> datetime | None:
    """A moment with its time zone."""
    if text is None:
        return None
    try:
        return as_utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        example = "like 2026-11-22T09:30+01:00"
        raise click.BadParameter(f"must be a moment with its time zone, {example}, not {text!r}.") from error


def day(_context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    """A day."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"must be a day, like 2026-12-31, not {text!r}.") from error


def is_terminal() -> bool:
    """Say whether somebody sits there who can be asked."""
    return sys.stdin.isatty()


def text_of(path: str) -> str:
    """The text in the file ``path`` (``-``: standard input), without white space around it.

    Raises:
        InputError: it cannot be read, or says nothing.
    """
    from guard.errors import InputError
    from guard.inputs.lines import decode

    name = "<stdin>" if path == "-" else path
    try:
        if path == "-":
            content = sys.stdin.buffer.read()
        else:
            with open(path, "rb") as stream:
                content = stream.read()
    except OSError as error:
        raise InputError(f"the text cannot be read ({error.strerror}).", where=name) from error
    text = decode(content, name).strip()
    if not text:
        raise InputError("holds no text.", where=name, fix="Write what should go out.")
    return text
