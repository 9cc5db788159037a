"""`guard check`: screen posts and answer with an exit code that a pipeline can trust."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

import click

from guard import config_file, inputs, reports
from guard.engine import Guard
from guard.errors import InputError, UsageError
from guard.model import Post, Verdict

PASSED, BLOCKED, WRONG_INPUT, REVIEW, INCOMPLETE = 0, 1, 2, 3, 4
BY_ENDING = {".jsonl": "jsonl", ".json": "json", ".sarif": "sarif", ".md": "markdown"}


@click.command(short_help="Screen posts before they go out.")
@click.argument("paths", nargs=-1, metavar="[PATH...|-]")
@click.option("--format", "form", type=click.Choice(reports.FORMATS), help="How to report  [default: text, or what the ending of -o says]")
@click.option("-o", "output", metavar="FILE", help="Write the report to this file.")
@click.option("--config", metavar="FILE", help="Use this guard.toml  [default: the nearest one upwards]")
@click.option("--profile", type=click.Choice(["post", "apology", "reply"]), default="post", help="Which rules apply: apology adds the apology rules.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="Worker processes for many posts.")
@click.option("--now", metavar="ISO8601", help="The moment to judge from  [default: scheduled_at of the post, else the clock]")
@click.option("--model/--no-model", default=None, help="Use the embedded model  [default: yes once it ships]")
@click.option("--llm/--no-llm", default=None, help="Ask the configured language model as well.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the verdict and stop.")
@click.option("--fail-on", type=click.Choice(["review", "block"]), default="review", help="What makes the exit code non-zero.")
@click.option("-v", "--verbose", is_flag=True, help="Show fingerprints and how to waive a finding.")
def command(paths: tuple[str, ...], form: str | None, output: str | None, config: str | None, **options: object) -> None:
    """Screen posts before they go out.

    PATH is a .txt, .md, .json, .jsonl or .csv file, any number and any mix; '-' or no path reads standard input.

    \b
    guard check post.txt
    guard check campaign.csv --format sarif -o report.sarif
    echo "Big sale today" | guard check -

    \b
    Exit codes: 0 may go out, 1 blocked, 2 the input or configuration is wrong,
    3 a person must look first, 4 the check is incomplete.
    """
    raise SystemExit(1)
