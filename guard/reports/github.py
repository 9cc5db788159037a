"""Workflow commands of GitHub Actions: every finding is an annotation at its place in the pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from guard.errors import InputError
from guard.model import Finding, Post, Verdict
from guard.reports.base import Output
from guard.reports.coverage import NOTHING, Coverage, failed, sentence
from guard.reports.place import Region, place_of, region_of
from guard.reports.reasons import told
from guard.reports.screen import visible
from guard.tally import Tally

LEVELS = {"block": "error", "review": "warning", "info": "notice"}


class GitHub:
    """See :class:`guard.reports.base.Report`."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._coverage = Coverage()

    def start(self) -> None:
        """Nothing stands before the first annotation."""

    def post(self, post: Post, verdict: Verdict) -> None:
        """Write an annotation for every finding."""
        self._coverage.add(verdict)
        for finding in verdict.findings:
            title = f"{finding.code} {finding.rule}"
            self._annotate(LEVELS[finding.severity], region_of(post, finding), title, _message(post, finding))
        if broken := failed(verdict.checked):
            text = f"{verdict.id}: failed on this post: {sentence(broken)}. It counts as not checked."
            self._annotate("error", place_of(post.place), "Not wholly checked", text)

    def error(self, error: InputError) -> None:
        """Write an annotation for a post that could not be read."""
        self._annotate("error", place_of(error.where), "Post not read", str(error))
        if not self._output.shown:
            self._output.echo(error)

    def end(self, tally: Tally) -> None:
        """Write the counts and what was not checked, as a line of the log."""
        counts = f"{tally.blocked} block, {tally.review} review, {tally.passed} pass, {tally.unreadable} not read"
        told = f"Not checked: {sentence(self._coverage.unchecked())}." if tally.posts else NOTHING
        self._output.write(f"guard: posts checked: {tally.posts} ({counts}). {told}\n")

    def _annotate(self, level: str, region: Region, title: str, text: str) -> None:
        properties = {
            "file": region.file.replace("\\", "/"),
            "line": region.line,
            "endLine": region.end_line,
            "col": region.column,
            "endColumn": region.end_column,
            "title": title,
        }
        if region.end_line > region.line:  # columns of a region of several lines are not accepted
            properties.update(col=0, endColumn=0)
        given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
        self._output.write(f"::{level} {given}::{_data(text)}\n")


def _message(post: Post, finding: Finding) -> str:
    return f"{post.id}: {told(finding)}\nFingerprint: {finding.fingerprint}"


def _data(text: str) -> str:
    lines = [visible(line) for line in text.replace("\r", "\n").split("\n")]
    return "%0A".join(line.replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


make = GitHub
