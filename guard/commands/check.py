"""`guard check`: screen posts and answer with an exit code that a pipeline can trust."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from time import time_ns
from typing import TextIO

import click

from guard import config_file, inputs, reports
from guard.bulk import Settings, judge_all
from guard.config import Config
from guard.engine import Profile
from guard.errors import InputError, UsageError
from guard.inputs.fields import YEARS
from guard.judges import local_model
from guard.model import Post, Verdict
from guard.progress import counted
from guard.reports import destination
from guard.tally import Tally

PLAIN = ("", ".txt", ".text", ".log", ".out")
BY_ENDING = {".jsonl": "jsonl", ".json": "json", ".sarif": "sarif", ".md": "markdown"}


@click.command("check", short_help="Screen posts before they go out.")
@click.argument("paths", nargs=-1, metavar="[PATH...|-]")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(reports.FORMATS)),
    help="How to report.  [default: text, or what the ending of -o says]",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Write the report to this file.")
@click.option("--config", metavar="FILE", help="Use this guard.toml.  [default: the nearest one upwards]")
@click.option(
    "--profile",
    type=click.Choice(["post", "apology", "reply"]),
    default="post",
    show_default=True,
    help="Which rules apply.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Worker processes for many posts."
)
@click.option(
    "--now",
    metavar="ISO8601",
    help="The moment to judge from, UTC if it names no offset.  [default: scheduled_at of the post, else the clock]",
)
@click.option("--model/--no-model", default=None, help="Use the embedded model.")
@click.option("--llm/--no-llm", default=None, help="Ask the configured language model as well.")
@click.option("--explain-llm", is_flag=True, help="Show on standard error what is sent to it, word for word.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the verdict and stop.")
@click.option(
    "--fail-on",
    type=click.Choice(["review", "block"]),
    default="review",
    show_default=True,
    help="What makes the exit code non-zero.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show fingerprints and how to accept a finding.")
def command(
    paths: tuple[str, ...],
    *,
    form: str | None,
    output: str,
    config: str | None,
    profile: Profile,
    jobs: int,
    now: str | None,
    model: bool | None,
    llm: bool | None,
    explain_llm: bool,
    schema: bool,
    fail_on: str,
    verbose: bool,
) -> None:
    """Screen posts before they go out.

    PATH is a .txt, .md, .json, .jsonl or .csv file, any number and any mix; '-' or no path reads standard input.

    \b
    guard check post.txt
    guard check campaign.csv --format sarif -o report.sarif
    echo "Big sale today" | guard check

    \b
    Exit codes: 0 may go out; 1 blocked; 2 the input or the configuration is wrong;
    3 a person must look first; 4 the check is incomplete.
    """
    if schema:
        click.echo(_schema())
        return
    found = config_file.chosen(config)
    settings = Settings(
        config=config_file.load(found),
        now=_moment(now),
        profile=profile,
        folder=config_file.folder(found),
        model=local_model.SHIPS if model is None else model,
        llm=llm,
        explain_llm=explain_llm,
        run=f"{os.getpid()}-{time_ns()}",
        jobs=jobs,
    )
    optional = _optional_engines(settings)
    destination.refuse_own(output, [*(paths or ["-"]), *_own_files(found, settings.config)])
    tally = Tally(optional=optional)
    _screen(paths, settings, tally, form=form or _by_ending(output), output=output, verbose=verbose)
    _tell_costs(settings)
    sys.exit(tally.exit_code(fail_on))


def _screen(paths: tuple[str, ...], settings: Settings, tally: Tally, *, form: str, output: str, verbose: bool) -> None:
    if not {*paths} - {"-"} and sys.stdin.isatty():
        click.echo("Type or paste the post, then press Ctrl-D.", err=True)
    told: set[str] = set()
    with destination.opened(output) as stream:
        report = reports.new(form, stream, verbose=verbose)
        report.start()
        for item in counted(judge_all(inputs.read(paths, sys.stdin.buffer), settings, jobs=settings.jobs), paths):
            if isinstance(item, InputError):
                tally.unreadable += 1
                report.error(item)
            else:
                tally.add(item[1])
                report.post(*item)
                if settings.profile == "apology" and form == "text":
                    _parts(stream, item[0])
                if item[0].extra or item[0].platform:
                    _note(_odd(item[0], told))
        report.end(tally)


def _parts(stream: TextIO, post: Post) -> None:
    """Write which parts of an apology the draft has."""
    from guard.reports.apology import table
    from guard.reports.base import Output

    Output(stream, sys.stderr).write(table(post.text, post.lang))


def _by_ending(output: str) -> str:
    ending = os.path.splitext(output)[1].lower()
    if ending not in {*BY_ENDING, *PLAIN} and output not in {"", "-"}:
        _note([f"{output} is written as plain text; --format chooses another form."])
    return BY_ENDING.get(ending, "text")


def _odd(post: Post, told: set[str]) -> Iterable[str]:
    from guard.inputs.odd import oddities

    return oddities(post, told)


def _note(sentences: Iterable[str]) -> None:
    """Tell the person who started the check something that changes no verdict."""
    from guard.reports.screen import visible

    for sentence in sentences:
        with suppress(OSError):  # nobody hears it then, and nothing else depends on it
            click.echo(f"guard: {visible(sentence)}", err=True)


def _own_files(found: str | None, config: Config) -> list[str]:
    """The files in which a brand keeps its rules and its accepted findings."""
    folder = config_file.folder(found)
    names = (config.policy.waivers, config.events.file, config.lessons, *(a.history for a in config.accounts.values()))
    return [*([found] if found else []), *(os.path.join(folder, os.path.expanduser(name)) for name in names if name)]


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--now {text!r} is no date and time. Write it like 2026-11-25T09:00:00+01:00.") from None
    if moment.year not in YEARS:
        raise UsageError(f"--now {text!r} is a year in which nothing is published. Correct the year.")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _optional_engines(settings: Settings) -> frozenset[str]:
    """The engines that may fail; an engine that was asked for and is not configured is an error."""
    if not settings.asks:
        return frozenset()
    from guard.judges import configured

    configured.asked(settings.config, settings.llm)
    return configured.optional(settings.config)


def _tell_costs(settings: Settings) -> None:
    """Say what the language model has cost, whenever one was configured."""
    if settings.asks and settings.config.llm.model:
        from guard.llm.spending import Account

        account = Account(settings.config.llm, run=settings.run)
        _note([account.told()])
        account.close()


def _schema() -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Verdict)), indent=2).decode()
