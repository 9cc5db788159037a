"""`guard waive`: accept a finding, with a reason and a last day."""

import os
from datetime import date, datetime, timedelta

import click

from guard import config_file, waivers
from guard.config import Waiver
from guard.config_checks import CHECKS
from guard.toml_source import storable


def _fingerprint(_context: click.Context, _option: click.Parameter, text: str) -> str:
    text = text.strip().lower()
    if what := CHECKS["Waiver.fingerprint"](text):
        raise click.BadParameter(what)
    return text


def _day(_context: click.Context, _option: click.Parameter, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f'must be a day, like 2026-12-31, not "{text}".') from None
    last = _today() + timedelta(days=waivers.LONGEST_DAYS)
    if day < _today():
        raise click.BadParameter(f"{day} has passed already.")
    if day > last:
        raise click.BadParameter(f"{day} is more than a year ahead; the last possible day is {last}.")
    return day


def _words(_context: click.Context, _option: click.Parameter, text: str) -> str:
    if not text.strip():
        raise click.BadParameter("is empty.")
    return storable(text.strip())


def _today() -> date:
    return datetime.now().astimezone().date()


@click.command(short_help="Accept a finding, with a reason and a last day.")
@click.argument("fingerprint", callback=_fingerprint)
@click.option(
    "--why", required=True, metavar="TEXT", callback=_words, help="The reason, for the next person who looks."
)
@click.option(
    "--until", required=True, metavar="DATE", callback=_day, help="The last day it holds; at most a year ahead."
)
@click.option("--by", required=True, metavar="NAME", callback=_words, help="Who accepts it.")
@click.option("--rule", default="", metavar="CODE", help="The rule that found it; kept for readers of the file.")
@click.option("--quote", default="", metavar="TEXT", help="The words it is about; kept for readers of the file.")
@click.option("--config", metavar="FILE", help="Use this guard.toml  [default: the nearest one upwards]")
def command(fingerprint: str, why: str, until: date, by: str, rule: str, quote: str, config: str | None) -> None:
    """Accept a finding, with a reason and a last day.

    FINGERPRINT is the sixteen signs that `guard check --verbose` shows with a finding. It stands for these words in
    this post: when the post changes, the finding is shown again, and so it is after the last day.

    \b
    guard waive 3f9a1c52e07b8d64 --why "Legal has seen it" --until 2026-12-31 --by "Ana Ruiz"

    The waiver goes into guard-waivers.toml beside guard.toml. Commit that file: everybody then sees who accepted what.
    """
    path = _file(config)
    about = {"rule": storable(rule), "quote": storable(quote)}
    waiver = Waiver(fingerprint=fingerprint, **about, why=why, by=by, added=_today(), until=until)
    renewed = waivers.add(path, waiver)
    click.echo(f"{'Renewed' if renewed else 'Accepted'} {fingerprint} until {until}, written to {path}.")
    click.echo("Commit that file, so that everybody sees who accepted what.")


def _file(config: str | None) -> str:
    """The waivers file of the configuration in use."""
    source = config or config_file.find()
    folder = config_file.folder(source)
    name = config_file.load(source).policy.waivers
    return name if folder == "." else os.path.join(folder, name)
