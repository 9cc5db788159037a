"""`guard waive`: accept a finding, with a reason and a last day."""

import os
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from guard import config_file, waivers
from guard.config import Config, Waiver
from guard.config_checks import CHECKS
from guard.errors import InputError
from guard.model import Finding, Post
from guard.toml_source import storable

if TYPE_CHECKING:
    from guard.engine import Profile

UNSEEN = "Nobody has looked whether any post has this finding: --post FILE does. A waiver of no finding does nothing."
"""What is said when a fingerprint is taken on trust: it names a finding, and does not hold it."""


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
@click.option(
    "--post", "post_file", metavar="FILE", help="The post that has the finding: it is looked up there, else refused."
)
@click.option("--rule", default="", metavar="CODE", help="The rule that found it; kept for readers of the file.")
@click.option("--quote", default="", metavar="TEXT", help="The words it is about; kept for readers of the file.")
@click.option("--config", metavar="FILE", help="Use this guard.toml  [default: the nearest one upwards]")
def command(
    fingerprint: str,
    *,
    why: str,
    until: date,
    by: str,
    post_file: str | None,
    rule: str,
    quote: str,
    config: str | None,
) -> None:
    """Accept a finding, with a reason and a last day.

    FINGERPRINT is the sixteen signs that `guard check --verbose` shows with a finding. It stands for these words in
    this post: when the post changes, the finding is shown again, and so it is after the last day.

    \b
    guard waive 3f9a1c52e07b8d64 --why "Legal has seen it" --until 2026-12-31 --by "Ana Ruiz"
    guard waive 3f9a1c52e07b8d64 --why "Legal has seen it" --until 2026-12-31 --by "Ana Ruiz" --post post.txt

    With --post the finding must be one of that post, as the rules and the guard's own model see it now.

    The waiver goes into guard-waivers.toml beside guard.toml. Commit that file: everybody then sees who accepted what.
    """
    path = _file(config)
    if post_file is not None:
        found = _found(fingerprint, post_file, config)
        rule, quote = rule or found.code, quote or found.quote
    about = {"rule": storable(rule), "quote": storable(quote)}
    waiver = Waiver(fingerprint=fingerprint, **about, why=why, by=by, added=_today(), until=until)
    renewed = waivers.add(path, waiver)
    click.echo(f"{'Renewed' if renewed else 'Accepted'} {fingerprint} until {until}, written to {path}.")
    click.echo("Commit that file, so that everybody sees who accepted what.")
    if post_file is None:
        click.echo(UNSEEN, err=True)


def _found(fingerprint: str, post_file: str, config: str | None) -> Finding:
    """The finding that is meant, in the posts of the file.

    Raises:
        InputError: the file cannot be read, or no post in it has such a finding.
    """
    findings = list(_findings(post_file, config))
    for finding in findings:
        if finding.fingerprint == fingerprint:
            return finding
    if not findings:
        raise InputError("the guard finds nothing in this post, so there is nothing to accept.", where=post_file)
    known = ", ".join(dict.fromkeys(f"{f.fingerprint} ({f.code})" for f in findings))
    fix = "Copy it from guard check --verbose. What a language model found is not looked for: leave --post out then."
    what = f"no finding of this post has the fingerprint {fingerprint}. It has: {known}."
    raise InputError(what, where=post_file, fix=fix)


def _findings(post_file: str, config: str | None) -> Iterator[Finding]:
    """All findings in the posts of a file, also those that were accepted already, under each set of rules."""
    from guard import inputs
    from guard.engine import Guard
    from guard.judges import configured

    source = config_file.chosen(config)
    policy, folder = _without_waivers(config_file.load(source)), config_file.folder(source)
    guards = [Guard(policy, folder=folder, profile=profile, judges=configured.own_model()) for profile in _PROFILES]
    for post in inputs.read([post_file], sys.stdin.buffer):
        if not isinstance(post, Post):
            raise post
        for guard in guards:
            yield from guard.check(post).findings


_PROFILES: "tuple[Profile, ...]" = ("post", "apology", "reply")


def _without_waivers(config: Config) -> Config:
    return replace(config, policy=replace(config.policy, waivers=os.devnull))


def _file(config: str | None) -> str:
    """The waivers file of the configuration in use."""
    source = config_file.chosen(config)
    folder = config_file.folder(source)
    name = config_file.load(source).policy.waivers
    return name if folder == "." else os.path.join(folder, name)
