"""Reports: what the guard found, for a terminal, a program, a code review.

``new`` makes one; it is then told, in order, of the ``start``, every ``post`` and ``error``, and the ``end``. Every
report writes as it goes, so that a bulk run needs no more memory than one post. A new format: one file, one line here.
"""

import sys
from importlib import import_module
from typing import TextIO

from guard.reports.base import Output, Report

__all__ = ["FORMATS", "Report", "new"]

FORMATS = {
    "text": "guard.reports.text",
    "json": "guard.reports.json_array",
    "jsonl": "guard.reports.jsonl",
    "sarif": "guard.reports.sarif",
    "github": "guard.reports.github",
    "markdown": "guard.reports.markdown",
}
"""Name of a format -> the module whose ``make`` makes its report, imported when it is asked for."""


def new(form: str, stream: TextIO, *, verbose: bool = False, errors: TextIO | None = None) -> Report:
    """The report of that format, written to ``stream``.

    ``errors`` (default: standard error) is told of unreadable posts wherever the person who started the check would not
    see them in the report itself: when it goes to a file, or is meant for a program.
    """
    output = Output(stream, sys.stderr if errors is None else errors, verbose=verbose)
    report: Report = import_module(FORMATS[form]).make(output)
    return report
