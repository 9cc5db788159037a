"""One Prefect server for all tests of this folder, an outbox of their own for each, and a way to run a deployed flow."""

import asyncio
import gc
import glob
import itertools
import json
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import FlowRun
from prefect.exceptions import Pause
from prefect.flow_engine import run_flow
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Pending
from prefect.testing.utilities import prefect_test_harness

from flows.store import Casebook

POST = "Our spring sale is a riot in #Cairo! Everything must burn. 20% off today."
REPLIES = (
    "I was in Cairo that night and my brother was hurt. This is disgusting. Apologise.",
    "My family is in Cairo. How dare you use our grief for your sale? Delete this and apologise!",
    "As an Egyptian I am hurt and angry. Shame on you. Donate to the families.",
    "Wow, this is awful. Apologise now.",
    "I love this brand.",
)


BRANDS = itertools.count(1)


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    os.environ |= {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    with (
        prefect_test_harness(server_startup_timeout=120),
        temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}),
    ):
        yield
    _collect()


def _collect() -> None:
    """Let go of what Prefect left open: with the loops of `asyncio.run`, some of its connections are just dropped."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture
def client(prefect_server: None) -> Iterator[SyncPrefectClient]:
    with get_client(sync_client=True) as client:
        yield client


@pytest.fixture
def casebook(home: str) -> Iterator[Casebook]:
    with Casebook.open() as casebook:
        yield casebook


@pytest.fixture
def home(no_settings: None, prefect_server: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The recovery's own folder, where ``main`` is an outbox; no guard.toml is near, and nothing is left on the server."""
    place = os.environ["MISHAP_HOME"]
    os.makedirs(place)
    monkeypatch.chdir(place)
    monkeypatch.setattr("flows.server.exposure.own_addresses", tuple)  # nobody looks beyond this machine
    yield place
    _forget_blocks()
    _forget_deployments()


def _forget_blocks() -> None:
    """Let the next test find a server on which nothing is kept: blocks count for every flow of that server."""
    with get_client(sync_client=True) as client:
        for kept in client.read_block_documents():
            if kept.block_type and kept.block_type.slug.startswith("mishap-"):
                client.delete_block_document(kept.id)


def _forget_deployments() -> None:
    """No deployment is left behind: a recovery starts others where they are, such as the first answer."""
    with get_client(sync_client=True) as client:
        for kept in client.read_deployments():
            client.delete_deployment(kept.id)


@pytest.fixture
def mishap(home: str) -> Callable[..., dict[str, Any]]:
    """What a recovery is started with; what was agreed may be given. Each has a brand, and so a name, of its own:
    all tests share one server.
    """
    path = f"{home}/replies.jsonl"
    with open(path, "w", encoding="utf-8") as stream:
        for number, text in enumerate(REPLIES):
            reply = {"id": f"r{number}", "author": f"a{number}", "created_at": "2026-11-22T11:00:00Z", "text": text}
            stream.write(json.dumps(reply) + "\n")
    post = {"text": POST, "account": "main", "published_at": "2026-11-22T10:30:00Z"}
    brand = f"Acmé & Söhne {next(BRANDS)}"
    told = {"brand": brand, "post": post, "lead": "Ana Ruiz", "replies_file": path}
    return lambda **agreed: told | {"agreed": agreed}


class Deployed:
    """A flow as a deployment that this test runs itself: start, and start again after somebody has answered."""

    def __init__(self, client: SyncPrefectClient, chosen: Any) -> None:
        self._client, self._flow = client, chosen
        self.id = client.create_deployment(client.create_flow_from_name(chosen.name), chosen.name)

    def create(self, **parameters: Any) -> FlowRun:
        return self._client.create_flow_run_from_deployment(self.id, parameters=parameters)

    def start(self, run: FlowRun) -> FlowRun:
        """Run it until it ends or is suspended; gives it as the server knows it then."""
        self._client.set_flow_run_state(run.id, Pending(), force=True)
        with suppress(Pause):
            asyncio.run(run_flow(self._flow, flow_run=self._client.read_flow_run(run.id), return_type="state"))
        _collect()
        return self._client.read_flow_run(run.id)


@pytest.fixture
def deploy(client: SyncPrefectClient) -> Callable[[Any], Deployed]:
    return lambda chosen: Deployed(client, chosen)


@pytest.fixture
def suspended(recovery: Deployed, mishap: Callable[..., dict[str, Any]]) -> Any:
    """A run of the test's ``recovery`` that waits for a person."""
    run = recovery.start(recovery.create(mishap=mishap()))
    assert run.state.name == "Suspended", run.state
    return run


@pytest.fixture
def outbox(home: str) -> Callable[[], list[dict[str, Any]]]:
    """What stands in the outbox now."""

    def read() -> list[dict[str, Any]]:
        return [_json(path) for path in sorted(glob.glob(f"{home}/outbox/posts/*.json"))]

    return read


def _json(path: str) -> dict[str, Any]:
    with open(path, encoding="utf-8") as stream:
        content: dict[str, Any] = json.load(stream)
    return content
