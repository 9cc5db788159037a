"""`guard incident assess`: say whether the brand has recovered."""

import json
import os
from datetime import date
from typing import Literal

import click

from guard.errors import GuardError, UsageError


def _day(_context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no day. Write it like 2026-11-25.") from None


@click.command("assess", short_help="Say whether the brand has recovered.")
@click.argument("series", metavar="SERIES.csv")
@click.option("--incident", required=True, callback=_day, metavar="DATE", help="The day on which the post went wrong.")
@click.option(
    "--as-of", callback=_day, metavar="DATE", help="The last day that counts as known.  [default: the last one]"
)
@click.option("--notes", metavar="FILE", help="Campaigns, holidays, outages, changes of the tool: CSV date,kind,note.")
@click.option(
    "--metric",
    "metrics",
    multiple=True,
    metavar="NAME:up|down:MARGIN",
    help="What is worse for a number, and how much is still fine, such as returns:up:10%.",
)
@click.option("--hold-days", type=click.IntRange(1, 120), default=21, show_default=True, help="Days it must last.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--picture", metavar="FILE.png|svg", help="Draw each number against what would have been.")
def command(
    series: str,
    *,
    incident: date,
    as_of: date | None,
    notes: str | None,
    metrics: tuple[str, ...],
    hold_days: int,
    form: str,
    picture: str | None,
) -> None:
    """Say whether the brand has recovered from an incident.

    SERIES.csv holds one line a day: date and the numbers, such as mention_volume, negative_share, complaint_count,
    follower_count and sales_index. Blank cells and missing days are fine, and so are semicolons between the cells with
    decimal commas. At least 28 days before the incident are needed; three months are better.

    \b
    guard incident assess numbers.csv --incident 2026-05-04
    guard incident assess numbers.csv --incident 2026-05-04 --notes notes.csv --picture recovery.png
    guard incident assess numbers.csv --incident 2026-05-04 --metric returns:up:10%
    """
    from flows.assessment import DEFAULTS, assess, parse_metric, read_notes, read_series
    from flows.assessment.reading import known

    ending = _ending(picture) if picture else None
    margins = {**DEFAULTS, **dict(map(parse_metric, metrics))}
    numbers = read_series(series)
    known(numbers, margins, where=f"{series}:1")
    noted = read_notes(notes) if notes else ()
    answer = assess(numbers, incident=incident, as_of=as_of, margins=margins, notes=noted, hold_days=hold_days)
    if picture and ending:
        from flows.assessment.picture import picture as drawn

        _save(picture, drawn(numbers, answer, margins=margins, notes=noted, form=ending))
    if form == "json":
        click.echo(json.dumps(answer.as_json(), indent=1))
    else:
        from flows.assessment.wording import page

        click.echo(page(answer))


def _ending(path: str) -> Literal["png", "svg"]:
    ending = os.path.splitext(path)[1].lower()
    if ending == ".svg":
        return "svg"
    if ending == ".png":
        return "png"
    raise UsageError(f"--picture {path}: a picture is a .png or an .svg file. Give it one of these endings.")


def _save(path: str, content: bytes) -> None:
    try:
        with open(path, "wb") as file:
            file.write(content)
    except OSError as error:
        raise GuardError(f"{path}: the picture cannot be written: {error.strerror or error}.") from None
