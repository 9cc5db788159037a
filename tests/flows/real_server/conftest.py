"""A Prefect server, a home of the recovery and workers, each a process that the tests of this folder may kill."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.events.worker import EventsWorker
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.server import deploying
from flows.server.automations import Waits, automations, usual_waits
from flows.server.deploying import deploy
from flows.store import Casebook
from tests.flows.real_server.backstage import Server, Stage, Workers


@pytest.fixture
def waits() -> Waits:
    """A dead run is started again after ten seconds, the shortest that Prefect allows, instead of after a minute.

    One that a worker took with it before it began is missed after a minute, not ten: a test does not wait so long.
    """
    return usual_waits()._replace(beginning=timedelta(minutes=1), pause=timedelta(seconds=10))


@pytest.fixture
def home(no_settings: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """The recovery's own folder, where ``main`` is an outbox."""
    place = os.environ["MISHAP_HOME"]
    os.makedirs(place)
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def server(home: str) -> Iterator[Server]:
    server = Server(home)
    server.begin()
    yield server
    server.sweep_up()


@pytest.fixture
def client(server: Server, waits: Waits, monkeypatch: pytest.MonkeyPatch) -> Iterator[SyncPrefectClient]:
    """A client of the server, on which everything is set up as by `guard deploy`; ``waits`` says how long dead runs wait."""
    monkeypatch.setattr(deploying, "automations", partial(automations, waits=waits))
    monkeypatch.setattr("flows.server.exposure.own_addresses", list)  # no test looks beyond this machine
    with temporary_settings({PREFECT_API_URL: server.api}):
        list(deploy())
        with get_client(sync_client=True) as client:
            yield client
        EventsWorker.drain_all(timeout=30)  # it would go on to tell this server of later tests' events


@pytest.fixture
def workers(home: str, server: Server) -> Iterator[Workers]:
    workers = Workers(home, server.api)
    yield workers
    workers.sweep_up()


@pytest.fixture
def stage(client: SyncPrefectClient, home: str) -> Stage:
    return Stage(client, home)


@pytest.fixture
def casebook(home: str) -> Iterator[Casebook]:
    """The casebook that the runs use: the one at home, or that which MISHAP_CASEBOOK names."""
    with Casebook.open() as casebook:
        yield casebook


@pytest.fixture
def guard(home: str, workers: Workers) -> Callable[..., object]:
    """Runs `guard` in a process of its own, for the same server."""
    from tests.flows.real_server import backstage

    return lambda *arguments: backstage.guard(workers.env, home, *arguments)
