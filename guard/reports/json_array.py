"""JSON: one post gives its verdict, several give a list of verdicts. Unreadable posts are told on standard error."""

from guard.errors import InputError
from guard.model import Post, Verdict
from guard.reports.base import Output
from guard.reports.encode import dumps
from guard.tally import Tally


class JsonArray:
    """See :class:`guard.reports.base.Report`. The first verdict waits until it is known whether there is a second."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._first: Verdict | None = None
        self._several = False

    def start(self) -> None:
        """Nothing can be written before it is known how many posts there are."""

    def post(self, post: Post, verdict: Verdict) -> None:  # noqa: ARG002 - the verdict says all
        """Write the verdict, or keep it if it is the first."""
        if self._several:
            self._output.write(f",\n{self._json(verdict)}")
        elif self._first is None:
            self._first = verdict
        else:
            self._several = True
            self._output.write(f"[\n{self._json(self._first)},\n{self._json(verdict)}")

    def error(self, error: InputError) -> None:
        """Tell the error outside the report."""
        self._output.echo(error)

    def end(self, tally: Tally) -> None:  # noqa: ARG002 - the verdicts say all
        """Write what is still due."""
        if self._several:
            self._output.write("\n]\n")
        elif self._first is None:
            self._output.write("[]\n")
        else:
            self._output.write(f"{dumps(self._first, indent=2, unicode=self._output.unicode)}\n")

    def _json(self, verdict: Verdict) -> str:
        return dumps(verdict, unicode=self._output.unicode)


make = JsonArray
