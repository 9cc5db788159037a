"""Twenty recoveries at once, each in a process of its own, on one worker; the databases are SQLite, or PostgreSQL.

Where it is PostgreSQL, Prefect keeps its own data there as well.
"""

import pytest
from prefect.flow_runs import resume_flow_run

from tests.flows.real_server.backstage import Server, assert_whole

pytestmark = [pytest.mark.slow, pytest.mark.heavy, pytest.mark.filterwarnings("ignore::ResourceWarning")]

MANY = 20
AT_ONCE = 6
"""Processes that the worker lets run at the same moment: a machine with two cores does no more."""

YES = {"name": "Ben Oduya", "decision": "approve"}


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request, home, monkeypatch):
    database = None
    if request.param == "postgresql":
        monkeypatch.setenv("MISHAP_CASEBOOK", request.getfixturevalue("postgres_url"))
        postgres = request.getfixturevalue("postgres")
        postgres.command("CREATE DATABASE prefect")
        database = postgres.url("prefect").replace("postgresql://", "postgresql+asyncpg://")
    server = Server(home, database)
    server.begin()
    yield server
    server.sweep_up()


def test_twenty_at_once(stage, workers, casebook):
    runs = [stage.open(f"Brand {number}") for number in range(MANY)]
    workers.start("--limit", str(AT_ONCE))
    for run in runs:
        stage.wait(run, "Suspended", patience=600)
    assert stage.outbox() == []
    for run in runs:
        resume_flow_run(run, run_input=YES)
    for run in runs:
        stage.wait(run, "Completed", patience=600)
    assert_whole(casebook, [stage.incident(run) for run in runs], stage.outbox())
