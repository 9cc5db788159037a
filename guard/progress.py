"""A progress bar on standard error, for more than a few posts."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TypeVar

SHOWN_FROM = 200
"""Posts after which the bar appears; below it a check is over before anybody looks."""
SAY_EVERY = 20_000
"""Without a terminal (a build log), a line after so many posts."""

Item = TypeVar("Item")


def counted(items: Iterable[Item], paths: Iterable[str]) -> Iterator[Item]:
    """Pass ``items`` through; show how far the work has come once there are more than ``SHOWN_FROM``."""
    source = iter(items)
    for number, item in enumerate(source, 1):
        yield item
        if number == SHOWN_FROM:
            break
    else:
        return
    yield from _with_bar(source, paths) if sys.stderr.isatty() else _with_lines(source)


def _with_lines(items: Iterator[Item]) -> Iterator[Item]:
    for number, item in enumerate(items, SHOWN_FROM + 1):
        yield item
        if number % SAY_EVERY == 0:
            with suppress(OSError):
                sys.stderr.write(f"guard: {number:,} posts screened\n")


def _with_bar(items: Iterator[Item], paths: Iterable[str]) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("screening posts"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("posts", total=_expected(paths), completed=SHOWN_FROM)
        for item in items:
            yield item
            progress.advance(task)


def _expected(paths: Iterable[str]) -> int | None:
    """About how many posts the files hold: their lines. None when it cannot be known (standard input)."""
    total = 0
    for path in paths:
        if not os.path.isfile(path):
            return None
        try:
            total += max(_lines(path), 1) if path.endswith((".jsonl", ".csv")) else 1
        except OSError:
            return None
    return total or None


def _lines(path: str) -> int:
    with open(path, "rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
