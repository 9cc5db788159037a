"""The audience of a mishap as a page in the terminal, for somebody who has to answer these people."""

import os
import sys
from collections.abc import Iterable, Sequence
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.audience.result import Audience, Interval
from flows.audience.wording import DEMANDS, STANCES
from guard.reports.screen import visible

MOST = 10
"""Rows of a table; ``--format json`` gives all."""
WIDTH = 110


def page(found: Audience, *, show_names: bool = False, changes: Sequence[str] | None = None) -> str:
    """The page as text; names of accounts stay hidden unless ``show_names``. ``changes`` are since an earlier look."""
    text = StringIO()
    console = Console(file=text, width=_width(), highlight=False, no_color=True, emoji=False, markup=False)
    for part in (*_parts(found, show_names=show_names), *_changed(changes)):
        console.print(part)
        console.print()
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _width() -> int:
    return min(WIDTH, os.get_terminal_size().columns) if sys.stdout.isatty() else WIDTH


def _parts(found: Audience, *, show_names: bool) -> Iterable[Table | Text]:
    yield _line(_summary(found))
    if not found.replies:
        return
    yield _stances(found)
    yield from _offended(found)
    yield from _storm(found, show_names=show_names)
    yield _line(_gravity(found))
    yield _line(f"Read by {found.reader}. In brackets: 95 % intervals. Look replies up by their ids before you answer.")


def _offended(found: Audience) -> Iterable[Table | Text]:
    base = f"of the {found.counted:,} offended replies by people, one of each copied text"
    groups = [
        [visible(g.group), _share(g.share, g.interval), f"{g.replies:,}", f"{g.own:,}", _ids(g.evidence)]
        for g in found.groups[:MOST]
    ]
    yield (
        _table(f"Who was hurt ({base})", ["who", "share", "replies", "speak for themselves", "for example"], groups)
        if groups
        else _line("Who was hurt: no reply says it. Do not guess; ask.")
    )
    if found.themes:
        rows = [
            [
                f'"{visible(t.label)}"',
                _share(t.share, t.interval),
                ", ".join(map(visible, t.keywords)),
                _ids(t.examples),
            ]
            for t in found.themes[:MOST]
        ]
        yield _table("What they complain about, in their words", ["theme", "share", "words", "for example"], rows)
    if found.demands:
        rows = [
            [DEMANDS[d.demand], _share(d.share, d.interval), f"{d.replies:,}", _ids(d.examples)] for d in found.demands
        ]
        yield _table("What they ask for", ["you should", "share", "replies", "for example"], rows)


def _storm(found: Audience, *, show_names: bool) -> Iterable[Table | Text]:
    rows = [
        [f"{w.start:%Y-%m-%d %H:%M}", f"{w.peak:%m-%d %H:%M}", f"{w.end:%m-%d %H:%M}", f"{w.replies:,}", w.note]
        for w in found.waves[:MOST]
    ]
    yield _table("How it went (UTC)", ["from", "peak", "until", "replies", "what it looks like"], rows)
    if found.campaigns:
        rows = [
            [f"{c.copies:,}", f"{c.authors:,}", f"{c.suspected_bots:,}", _ids(c.examples)]
            for c in found.campaigns[:MOST]
        ]
        yield _table(
            "Texts that many pasted (kept apart from people's own words)",
            ["copies", "accounts", "suspected bots", "for example"],
            rows,
        )
    if found.loud:
        rows = [
            [
                visible(one.author) if show_names else f"account {number}",
                f"{one.replies:,}",
                "suspected bot" if one.suspected_bot else "",
            ]
            for number, one in enumerate(found.loud[:MOST], 1)
        ]
        yield _table("Accounts that write far more than others", ["account", "replies", ""], rows)


def _changed(changes: Sequence[str] | None) -> Iterable[Text]:
    if changes is not None:
        yield _line("\n".join(["What changed since the last look", *(f"- {visible(line)}" for line in changes)]))


def _summary(found: Audience) -> str:
    if not found.replies:
        return "No replies: nothing can be said about who was hurt."
    said = f"{found.replies:,} replies by {found.unique_authors:,} accounts."
    if found.duplicates:
        said += f" {found.duplicates:,} repeat an earlier one."
    if found.suspected_bots:
        said += f" {found.suspected_bots:,} accounts behave like programs (a suspicion, not a proof)."
    langs = ", ".join(f"{name} {count:,}" for name, count in list(found.languages.items())[:6] if name != "und")
    return f"{said} Languages: {langs or 'cannot tell'}."


def _stances(found: Audience) -> Table:
    rows = [
        [
            STANCES[name],
            f"{count:,}",
            _share(count / found.replies, found.stance_interval[name]),
            f"{found.people[name]:,}",
        ]
        for name, count in sorted(found.stance.items(), key=lambda one: -one[1])
    ]
    return _table("What they feel", ["stance", "replies", "share", "without copies and suspected bots"], rows)


def _gravity(found: Audience) -> str:
    level, points, of = (found.severity[key] for key in ("level", "points", "of"))
    reasons = [f"- {one['name']}: {one['points']} of 3. {one['reason']}" for one in found.severity["because"]]
    return "\n".join([f"How grave: {level} ({points} of {of} points).", *reasons])


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in columns:
        table.add_column(
            name, overflow="fold", justify="right" if name in {"replies", "copies", "accounts"} else "left"
        )
    for row in rows:
        table.add_row(*row)
    return table


def _share(share: float, interval: Interval) -> str:
    return f"{share:.0%} ({interval[0]:.0%}-{interval[1]:.0%})"


def _ids(ids: Sequence[str]) -> str:
    return ", ".join(visible(one)[:40] for one in ids[:3])


def _line(text: str) -> Text:
    return Text(text)
