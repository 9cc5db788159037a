"""JSON Lines: one verdict a line. Unreadable posts are told on standard error, so that every line is a verdict."""

from guard.errors import InputError
from guard.model import Post, Verdict
from guard.reports.base import Output
from guard.reports.encode import dumps
from guard.tally import Tally


class JsonLines:
    """See :class:`guard.reports.base.Report`."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def start(self) -> None:
        """Nothing stands before the first verdict."""

    def post(self, post: Post, verdict: Verdict) -> None:  # noqa: ARG002 - the verdict says all
        """Write the verdict."""
        self._output.write(f"{dumps(verdict, unicode=self._output.unicode)}\n")

    def error(self, error: InputError) -> None:
        """Tell the error outside the report."""
        self._output.echo(error)

    def end(self, tally: Tally) -> None:
        """Nothing stands after the last verdict."""


make = JsonLines
