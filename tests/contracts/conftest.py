"""The platforms that the contract tests run over. A real Bluesky network is used when MISHAP_BLUESKY names one."""

import os

import pytest

from tests.contracts.stages import BlueskyNetworkStage, FakeBlueskyStage, FakeMastodonStage, OutboxStage

NETWORK = pytest.param(
    BlueskyNetworkStage,
    id="bluesky-network",
    marks=[
        pytest.mark.network_node,
        pytest.mark.skipif(
            not os.environ.get("MISHAP_BLUESKY"),
            reason="MISHAP_BLUESKY names no running Bluesky network: see tests/bluesky/README.md",
        ),
    ],
)
FAKES = [pytest.param(FakeMastodonStage, id="fake-mastodon"), pytest.param(FakeBlueskyStage, id="fake-bluesky")]


@pytest.fixture(params=[pytest.param(OutboxStage, id="outbox"), *FAKES, NETWORK])
def stage(request, tmp_path):
    """Every platform."""
    stage = request.param(tmp_path)
    yield stage
    stage.close()


@pytest.fixture(params=FAKES)
def remote(request, tmp_path):
    """The platforms behind a connection, which can break."""
    stage = request.param(tmp_path)
    yield stage
    stage.close()
