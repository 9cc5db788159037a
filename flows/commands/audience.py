"""`guard audience`: who was hurt by a post, what they ask for and how the storm went, from a file of replies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from guard.errors import InputError
from guard.model import Post

if TYPE_CHECKING:
    from flows.audience import Audience
    from flows.platforms.base import Reply
    from flows.replies import RepliesFile

TOLD_EVERY = 100
"""Replies after which the bar moves."""
NO_LOOK = "this is no earlier look at replies."
LOOK = "Give a file that guard audience ... --format json has printed."


@click.command(short_help="Find out who was hurt by a post, and what they ask for.")
@click.argument("replies", metavar="REPLIES.jsonl")
@click.option("--post", "post_file", metavar="FILE", required=True, help="The post that they answer.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--html", metavar="FILE", help="Write a report for people there: one HTML file that needs nothing else.")
@click.option("--since", metavar="FILE", help="Say what changed since an earlier look, kept with --format json.")
@click.option("--labels", metavar="FILE", help="Write what was found in each reply there, one JSON object a line.")
@click.option(
    "--runner",
    type=click.Choice(["threads", "dask", "ray"]),
    help="Share the reading of many replies among workers of Prefect; without it, this program reads alone.",
)
@click.option("--account", default="", metavar="HANDLE", help="Your own account; what it wrote is left out.")
@click.option("--show-names", is_flag=True, help="Show how accounts are called. Keep that to yourself.")
def command(
    replies: str,
    *,
    post_file: str,
    form: str,
    html: str | None,
    since: str | None,
    labels: str | None,
    runner: str | None,
    account: str,
    show_names: bool,
) -> None:
    """Read the replies to a post: who was hurt, what about, what they ask for, and how the storm went.

    REPLIES.jsonl holds one reply a line, with id, author, created_at and text. Nothing leaves this machine. Every claim
    names replies that you can look up.

    \b
    guard audience replies.jsonl --post post.txt
    guard audience replies.jsonl --post post.txt --html report.html
    guard audience replies.jsonl --post post.txt --labels labels.jsonl
    guard audience replies.jsonl --post post.txt --runner dask
    guard audience replies.jsonl --post post.txt --format json > monday.json
    guard audience replies.jsonl --post post.txt --since monday.json

    \b
    Exit codes: 0 all replies were read; 2 the input is wrong, or some lines could not be read.
    """
    for written in filter(None, (labels, html)):
        _refuse_own(written, replies, post_file)
    post, earlier = _post(post_file), _earlier(since)
    found, source = _analysed(replies, post, account, runner)
    _warn(found.reader)
    if labels:
        _write_labels(labels, found)
    changes = _changes(earlier, found, since)
    if html:
        _write_report(html, found, replies, post, own=account, show_names=show_names, changes=changes)
    _print(found, form, show_names=show_names, changes=changes)
    if source.bad:
        sys.exit(_complain(source))


def _analysed(path: str, post: Post, account: str, runner: Any) -> "tuple[Audience, RepliesFile]":
    from flows.audience import MAKER, analyse, by_others
    from flows.replies import RepliesFile

    source, findings = RepliesFile(path), _findings(post)
    with _counted(source) as read:
        if runner is None:
            return analyse(read, post=post.text, findings=findings, account=account), source
        from flows.audience.together import Crew, analyse_together

        crew = Crew(runner, MAKER)
        return analyse_together(by_others(read, account), crew, post=post.text, findings=findings), source


def _warn(reader: str) -> None:
    """Say so where the replies were not read as well as they could be."""
    from flows.audience.trained import warning

    if said := warning(reader):
        click.echo(f"guard: {said}", err=True)


def _findings(post: Post) -> list[dict[str, Any]]:
    """What the guard says about the post."""
    import msgspec

    from guard.engine import Guard

    found: list[dict[str, Any]] = msgspec.to_builtins(Guard().check(post).findings)
    return found


def _post(path: str) -> Post:
    from guard import inputs

    found = next(iter(inputs.read([path], sys.stdin.buffer)), None)
    if isinstance(found, Post):
        return found
    raise found or InputError("there is no post in it.", where=path, fix="Give the text that people answered.")


def _refuse_own(written: str, *inputs: str) -> None:
    if os.path.exists(written) and any(os.path.samefile(written, path) for path in inputs if os.path.exists(path)):
        raise InputError("this would be written over what is read.", where=written, fix="Give another file.")


@contextmanager
def _counted(source: "RepliesFile") -> "Iterator[Iterator[Reply]]":
    """The replies, with a bar on standard error where somebody looks at it."""
    if not sys.stderr.isatty():
        yield iter(source)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} replies"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=_lines(source.path))
        yield _told(source, progress, task)


def _told(source: "RepliesFile", progress: Any, task: Any) -> "Iterator[Reply]":
    for number, reply in enumerate(source, 1):
        yield reply
        if number % TOLD_EVERY == 0:
            progress.update(task, completed=number)
    progress.update(task, completed=source.read, total=source.read, description="comparing them with each other")


def _lines(path: str) -> int | None:
    if not os.path.isfile(path):  # what can be read only once is not read for this
        return None
    try:
        with open(path, "rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b"")) or None
    except OSError:
        return None


def _write_labels(path: str, found: "Audience") -> None:
    import msgspec

    encoder = msgspec.json.Encoder()
    try:
        with open(path, "wb") as stream:
            stream.writelines(encoder.encode(reading) + b"\n" for reading in found.readings)
    except OSError as error:
        raise InputError(f"the labels cannot be written ({error.strerror}).", where=path) from error


def _earlier(path: str | None) -> Any:
    """What an earlier look has printed; None without one."""
    import json

    if path is None:
        return None
    try:
        with open(path, encoding="utf-8") as stream:
            return json.load(stream)
    except OSError as error:
        raise InputError(f"the earlier look cannot be read ({error.strerror}).", where=path) from error
    except ValueError as error:
        raise InputError(NO_LOOK, where=path, fix=LOOK) from error


def _changes(earlier: Any, found: "Audience", path: str | None) -> list[str] | None:
    """What has changed since, in sentences; None where there is nothing to compare with."""
    from flows.audience.changes import NOTHING, changes

    if earlier is None:
        return None
    try:
        return [*changes(earlier, found.as_json())] or [NOTHING]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(NO_LOOK, where=path or "", fix=LOOK) from error


def _write_report(
    path: str, found: "Audience", replies: str, post: Post, *, own: str, show_names: bool, changes: list[str] | None
) -> None:
    """Write the report; the replies are read again for those that it quotes."""
    from flows.audience import report
    from flows.audience.quotes import quotes, wanted
    from flows.pages.report import write
    from flows.replies import RepliesFile

    if not os.path.isfile(replies):
        raise InputError(
            "a report needs a file that can be read twice.", where=replies, fix="Write it to a file first."
        )
    cited = quotes(RepliesFile(replies), wanted(found), own=[own], show_names=show_names)
    write(path, report.html(report.Shown(found, post.text, cited, changes, show_names=show_names)))


def _print(found: "Audience", form: str, *, show_names: bool, changes: list[str] | None) -> None:
    if form == "json":
        import json

        shown = found.as_json()
        if show_names:
            shown["loud"] = [one.model_dump(mode="json") for one in found.loud]
        if changes is not None:
            shown["changes"] = changes
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    from flows.audience.page import page

    click.echo(page(found, show_names=show_names, changes=changes), nl=False)


def _complain(source: "RepliesFile") -> int:
    for problem in source.problems:
        click.echo(f"guard: {problem}", err=True)
    said = "1 line" if source.bad == 1 else f"{source.bad:,} lines"
    click.echo(f"guard: {said} of {source.path} could not be read; the others were.", err=True)
    return InputError.exit_code
