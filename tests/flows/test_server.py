"""The terminal beside a Prefect server: nothing is asked without one, and one that is away stops nothing."""

import os
import subprocess
import sys

import pytest

from flows.case import Case
from flows.server.from_terminal import tell_closed, tell_decided


def test_without_a_server_nobody_is_asked(casebook, incident, capsys):
    tell_decided(casebook, incident.id, {})
    tell_closed(Case(casebook, incident.id, by="Ana"), {})
    assert capsys.readouterr().err == ""


@pytest.mark.slow
def test_a_server_that_is_away_is_told_later(tmp_path):
    """In a process of its own: a test server that runs here would answer instead."""
    code = (
        "from flows.case import Case\n"
        "from flows.server.from_terminal import tell_closed, tell_decided\n"
        "from flows.store import Casebook\n"
        "with Casebook.open() as book:\n"
        "    name = book.incidents.open('Acme', account='main', platform='outbox', post={'text': 'x'},"
        " lead='Ana', now=__import__('datetime').datetime.now(__import__('datetime').UTC)).id\n"
        "    tell_decided(book, name)\n"
        "    tell_closed(Case(book, name, by='Ana'))\n"
    )
    here = os.environ | {
        "PREFECT_API_URL": "http://127.0.0.1:9/api",
        "MISHAP_HOME": f"{tmp_path}/home",
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=here, capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stderr.count("cannot be reached now") == 2
