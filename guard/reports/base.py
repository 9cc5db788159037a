"""What a report is, and the stream that it writes to."""

import sys
from contextlib import suppress
from typing import Protocol, TextIO

from guard.errors import InputError
from guard.model import Post, Verdict
from guard.reports.screen import visible
from guard.tally import Tally


class Report(Protocol):
    """One report of one run. The methods are called in this order; ``post`` and ``error`` any number of times."""

    def start(self) -> None:
        """Write what stands before the first post."""
        ...

    def post(self, post: Post, verdict: Verdict) -> None:
        """Write what was found in one post."""
        ...

    def error(self, error: InputError) -> None:
        """Write that a post could not be read."""
        ...

    def end(self, tally: Tally) -> None:
        """Write what stands after the last post."""
        ...


class Output:
    """Where a report is written to.

    Characters that the stream cannot encode become escapes instead of an exception in the middle of a report.
    """

    def __init__(self, stream: TextIO, errors: TextIO, *, verbose: bool = False) -> None:
        self.stream, self.verbose = stream, verbose
        self.shown = stream is sys.stdout
        self._errors = errors
        self._encoding = (getattr(stream, "encoding", None) or "utf-8").lower()
        self.unicode = self._encoding.startswith("utf")

    def write(self, text: str) -> None:
        """Write ``text`` as it is, as far as the stream can encode it."""
        try:
            self.stream.write(text)
        except UnicodeEncodeError:
            self.stream.write(text.encode(self._encoding, "backslashreplace").decode(self._encoding))

    def echo(self, error: InputError) -> None:
        """Tell the person who started the check of an unreadable post, outside the report."""
        with suppress(OSError):  # nobody hears it then, but the exit code still tells
            self._errors.write(f"guard: {visible(str(error))}\n")
