"""The terminal beside a Prefect server: nothing is asked without one, and one that is away stops nothing."""

import pytest

from flows.server import tell_closed, tell_decided

AWAY = {"PREFECT_API_URL": "http://127.0.0.1:9/api"}


def test_without_a_server_nobody_is_asked(casebook, incident, capsys):
    tell_decided(casebook, incident.id, {})
    tell_closed(incident.id, {})
    assert capsys.readouterr().err == ""


@pytest.mark.slow
def test_a_server_that_is_away_is_told_later(casebook, incident, capsys, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", AWAY["PREFECT_API_URL"])
    tell_decided(casebook, incident.id, AWAY)
    tell_closed(incident.id, AWAY)
    assert capsys.readouterr().err.count("cannot be reached now") == 2
