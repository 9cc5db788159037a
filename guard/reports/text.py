"""The report for people: the post with the words underlined; for every finding what, why, who is hurt, what instead."""

import os
from collections.abc import Iterator, Sequence

from guard.errors import InputError
from guard.model import Finding, Post, Verdict
from guard.reports.base import Output
from guard.reports.coverage import NOTHING, Coverage, failed, sentence
from guard.reports.excerpt import Mark, excerpt
from guard.reports.place import in_text
from guard.reports.reasons import FIELDS, hurt, precedent
from guard.reports.screen import visible, width_of, wrap
from guard.reports.style import BOLD, BY_DECISION, FAINT, WRONG, Style, colours_wanted, columns
from guard.tally import Tally

DECISIONS = {
    "block": "BLOCK: must not go out as it is",
    "review": "REVIEW: a person must look first",
    "pass": "PASS: may go out",
}
SOURCES = {"model": "embedded model", "llm": "language model", "moderation": "moderation service"}

_MOST_FINDINGS = 40
_SHORT = 60
"""Code points up to which a mark under the whole post is worth drawing."""


class Text:
    """See :class:`guard.reports.base.Report`."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._style = Style(colours=colours_wanted(output.stream))
        self._width = columns(output.stream)
        self._coverage = Coverage()
        self._hint = False
        self._apart: bool | None = None

    def start(self) -> None:
        """Nothing stands before the first post."""

    def post(self, post: Post, verdict: Verdict) -> None:
        """Write one line for a clean post, a page for any other."""
        self._coverage.add(verdict)
        page = list(self._page(post, verdict))
        self._write(page, apart=len(page) > 1)

    def error(self, error: InputError) -> None:
        """Write that a post could not be read."""
        self._write([self._style.paint("NOT READ", WRONG), *self._prose(str(error), 2)], apart=True)
        if not self._output.shown:
            self._output.echo(error)

    def end(self, tally: Tally) -> None:
        """Write the counts, and what was checked and what was not."""
        self._write(self._summary(tally), apart=True)

    def _write(self, lines: Sequence[str], *, apart: bool) -> None:
        """Pages stand apart from each other by an empty line; one-line posts stand close."""
        gap = "" if self._apart is None or not (apart or self._apart) else "\n"
        self._output.write(gap + "\n".join(lines) + "\n")
        self._apart = apart

    def _page(self, post: Post, verdict: Verdict) -> Iterator[str]:
        yield from self._head(post, verdict)
        stopping = [finding for finding in verdict.findings if finding.severity != "info"]
        labels = [str(number) if len(stopping) > 1 else "" for number in range(1, len(stopping) + 1)]
        if stopping:
            yield ""
            yield from self._post(post, stopping, labels)
            self._hint = not self._output.verbose
        told: dict[tuple[str, str], str] = {}
        for finding, label in zip(stopping[:_MOST_FINDINGS], labels, strict=False):
            yield ""
            yield from self._finding(post, finding, label, told)
        if len(stopping) > _MOST_FINDINGS:
            yield from ["", f"... and {len(stopping) - _MOST_FINDINGS:,} more findings: --format json gives them all."]
        yield from self._advice([finding for finding in verdict.findings if finding.severity == "info"])

    def _head(self, post: Post, verdict: Verdict) -> Iterator[str]:
        head = DECISIONS[verdict.decision]
        name = visible(_name(post, verdict))
        fits = len(head) + width_of(name) + 4 <= self._width
        painted = self._style.paint(head, BY_DECISION[verdict.decision])
        yield f"{painted}  ({name})" if fits else painted
        if not fits:
            yield from self._prose(f"({name})", 2)
        if broken := failed(verdict.checked):
            text = f"NOT WHOLLY CHECKED: failed on this post: {sentence(broken)}."
            yield from (self._style.paint(line, WRONG) for line in wrap(text, self._width))

    def _post(self, post: Post, findings: Sequence[Finding], labels: Sequence[str]) -> Iterator[str]:
        marks = [
            mark for finding, label in zip(findings, labels, strict=True) if (mark := _mark(post.text, finding, label))
        ]
        bar = self._style.paint("|", FAINT)
        for line in excerpt(post.text, marks, self._width - 4, self._style):
            yield f"  {bar} {line}".rstrip()

    def _finding(self, post: Post, finding: Finding, label: str, told: dict[tuple[str, str], str]) -> Iterator[str]:
        indent = 4 if label else 2
        yield from self._title(finding, label)
        yield from self._prose(finding.message, indent, BOLD)
        if finding.field in FIELDS:
            yield from self._prose(f"{FIELDS[finding.field]}: {_about(post, finding)}", indent)
        earlier = told.setdefault((finding.why, finding.instead), label)
        if earlier != label:
            yield from self._prose(f"Why, and what to write instead: see {earlier}.", indent)
        else:
            yield from self._reasons(finding, indent)
        if self._output.verbose:
            yield from self._prose("To accept it, with your reason, last day and name:", indent, FAINT)
            # one line however long it is: a command that was broken into lines cannot be copied
            yield " " * indent + self._style.paint(_waive(post, finding), FAINT)

    def _title(self, finding: Finding, label: str) -> Iterator[str]:
        source = f", from the {SOURCES[finding.source]}" if finding.source in SOURCES else ""
        number, indent = (f"{label}.", 4) if label else ("", 2)
        title = f"{finding.code} {finding.rule} ({finding.severity}{source})"
        for line in wrap(title, self._width - indent):
            yield number.ljust(indent) + self._style.paint(line, BY_DECISION[finding.severity])
            number = ""

    def _reasons(self, finding: Finding, indent: int) -> Iterator[str]:
        yield from self._prose(finding.why, indent)
        yield from self._prose(hurt(finding), indent)
        yield from self._prose(f"Instead: {finding.instead}", indent)
        yield from self._prose(precedent(finding), indent)

    def _advice(self, findings: Sequence[Finding]) -> Iterator[str]:
        if findings:
            yield ""
        for finding in findings[:_MOST_FINDINGS]:
            text = f"Advice: {finding.message} {finding.instead} ({finding.code} {finding.rule})"
            first, *rest = wrap(text, self._width - 4)
            yield f"  {self._style.paint(first, BY_DECISION['info'])}"
            yield from (f"    {self._style.paint(line, BY_DECISION['info'])}" for line in rest)

    def _summary(self, tally: Tally) -> list[str]:
        lines = wrap(f"{_counts(tally)}.", self._width) if tally.posts + tally.unreadable != 1 else []
        if not tally.posts:
            return [*lines, NOTHING]
        lines += wrap(f"Checked with: {sentence(self._coverage.checked())}.", self._width)
        lines += wrap(f"Not checked: {sentence(self._coverage.unchecked())}.", self._width)
        if self._hint:
            lines += wrap("To accept a finding: --verbose shows its fingerprint for guard waive.", self._width)
        return [self._style.paint(line, FAINT) for line in lines]

    def _prose(self, text: str, indent: int, code: str = "") -> list[str]:
        lines = wrap(text, self._width - indent)
        return [" " * indent + (self._style.paint(line, code) if code else line) for line in lines]


def _name(post: Post, verdict: Verdict) -> str:
    """The place where the post was read, with its id if that says something else."""
    if not post.place or post.place == verdict.id or post.place.endswith(f"{os.sep}{verdict.id}"):
        return post.place or verdict.id
    return f"{verdict.id}, {post.place}"


def _waive(post: Post, finding: Finding) -> str:
    """The command that accepts a finding, ready to copy; the post's file is left out where it came from no file."""
    import shlex  # slow to load, and only a verbose report needs it

    path = post.place.rpartition(":")[0] if post.place.rpartition(":")[2].isdigit() else post.place
    known = f" --post {shlex.quote(visible(path))}" if path and os.path.exists(path) else ""
    return f'guard waive {finding.fingerprint}{known} --why "..." --until YYYY-MM-DD --by "..."'


def _mark(text: str, finding: Finding, label: str) -> Mark | None:
    """The mark under a finding's words; none for words outside the text, or when a long post is meant as a whole."""
    start, end = finding.span
    end = start + len(text[start:end].rstrip())
    if not in_text(finding) or start >= len(text) or (end - start >= len(text.rstrip()) > _SHORT):
        return None
    return Mark(start, max(end, start + 1), label)


def _about(post: Post, finding: Finding) -> str:
    if finding.field == "scheduled_at" and post.scheduled_at:
        return post.scheduled_at.isoformat()
    return f"“{finding.quote}”" if finding.field == "alt_text" else ", ".join(item.path for item in post.media) or "-"


def _counts(tally: Tally) -> str:
    """``3 posts: 1 must not go out, 2 may go out; 1 could not be read``."""
    parts = [
        (tally.blocked, "must not go out"),
        (tally.review, "for a person to look at"),
        (tally.passed, "may go out"),
    ]
    decided = ", ".join(f"{count:,} {what}" for count, what in parts if count) or "none"
    rest = [(tally.incomplete, "not wholly checked"), (tally.unreadable, "could not be read")]
    posts = "1 post" if tally.posts == 1 else f"{tally.posts:,} posts"
    return "; ".join([f"{posts}: {decided}", *(f"{count:,} {what}" for count, what in rest if count)])


make = Text
