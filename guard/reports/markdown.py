"""Markdown for a pull request comment: a section for every post that needs a look, then the counts.

What comes from a post is shown as code: it can neither format the comment, nor call people (``@name``), nor link to
issues.
"""

import re
from collections.abc import Iterator

from guard.errors import InputError
from guard.model import Finding, Post, Verdict
from guard.reports.base import Output
from guard.reports.coverage import NOTHING, Coverage, failed, sentence
from guard.reports.reasons import FIELDS, hurt, precedent
from guard.reports.screen import no_command, visible
from guard.reports.text import DECISIONS
from guard.tally import Tally

_LONGEST = 60_000
"""Characters after which details are left out: a comment holds 65,536."""
_LONGEST_POST = 1_500
_LONGEST_QUOTE = 120
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
_LIVELY = re.compile(r"[@#$`]|://|www\.|^GH-\d", re.IGNORECASE)
"""What a comment would turn into a call, a reference, a formula or a link; and code."""


class Markdown:
    """See :class:`guard.reports.base.Report`."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._coverage = Coverage()
        self._left = _LONGEST
        self._omitted = 0

    def start(self) -> None:
        """Write the heading."""
        self._output.write("## Posts checked by the guard\n")

    def post(self, post: Post, verdict: Verdict) -> None:
        """Write a section, unless nothing was found."""
        self._coverage.add(verdict)
        if verdict.findings or failed(verdict.checked):
            self._section("\n".join(_section(post, verdict)))

    def error(self, error: InputError) -> None:
        """Write that a post could not be read."""
        said = no_command(prose(f"{error.what} {error.fix}"))
        self._section(f"\n### NOT READ: {code(error.where)}\n\n{said}\n")
        self._output.echo(error)

    def end(self, tally: Tally) -> None:
        """Write the counts and what was and was not checked."""
        if self._omitted:
            self._output.write(f"\n{self._omitted:,} more are not shown here; `guard check` shows them all.\n")
        rows = [
            ("must not go out", tally.blocked),
            ("a person must look first", tally.review),
            ("may go out", tally.passed),
            ("could not be read", tally.unreadable),
        ]
        table = "\n".join(f"| {what} | {count:,} |" for what, count in rows)
        self._output.write(f"\n| posts | {tally.posts + tally.unreadable:,} |\n|---|---:|\n{table}\n")
        checked, unchecked = sentence(self._coverage.checked()), sentence(self._coverage.unchecked())
        told = f"Checked with: {checked}. Not checked: {unchecked}." if tally.posts else NOTHING
        self._output.write(f"\n{told}\n")

    def _section(self, text: str) -> None:
        if len(text) > self._left:
            self._omitted += 1
            self._left = 0
        else:
            self._left -= len(text)
            self._output.write(text)


def _section(post: Post, verdict: Verdict) -> Iterator[str]:
    yield f"\n### {DECISIONS[verdict.decision]}: {code(verdict.id)}\n"
    if broken := failed(verdict.checked):
        yield f"**Not wholly checked**, failed on this post: {sentence(broken)}.\n"
    if verdict.decision != "pass":
        yield block(post.text)
        yield ""
    yield "| rule | words | what and why | instead |"
    yield "|---|---|---|---|"
    yield from map(_row, verdict.findings)
    yield ""


def _row(finding: Finding) -> str:
    where = f"{FIELDS[finding.field]}: " if finding.field in FIELDS else ""
    cells = [
        f"{code(finding.code)} {prose(finding.rule)} ({finding.severity})",
        where + code(_short(finding.quote, _LONGEST_QUOTE)),
        f"**{prose(finding.message)}** {prose(' '.join([finding.why, hurt(finding), precedent(finding)]))}",
        prose(finding.instead),
    ]
    return f"| {' | '.join(cells)} |"


def prose(text: str) -> str:
    """``text`` as words that format nothing; what would call or link becomes code."""
    words = [code(word) if _LIVELY.search(word) else _SPECIAL.sub(r"\\\1", visible(word)) for word in text.split()]
    return " ".join(words)


def code(text: str) -> str:
    """``text`` as code on one line, safe in a table too."""
    shown = visible(" ".join(text.split())).replace("|", "\\|")
    fence = _fence(shown, 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown or ' '}{pad}{fence}"


def block(text: str) -> str:
    """``text`` as a block of code."""
    rows = _short(text, _LONGEST_POST).split("\n")
    lines = "\n".join(no_command(visible(row.removesuffix("\r"))) for row in rows)
    fence = _fence(lines, 3)
    return f"{fence}text\n{lines}\n{fence}"


def _fence(text: str, shortest: int) -> str:
    """More backticks than ``text`` has in a row."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    return "`" * max(shortest, longest + 1)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]} ..."


make = Markdown
