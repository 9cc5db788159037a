"""`guard deploy` and `prefect deploy`, typed as a team types them, on a server that knows nothing yet."""

import pytest

from flows.server.deploying import plans
from tests.e2e.conftest import ROOT, Place

pytestmark = pytest.mark.slow


def test_both_ways_give_the_same_deployments(place: Place) -> None:
    ours = place.run("guard", "deploy")
    assert ours.returncode == 0, ours.stderr
    wanted = sorted(plan.flow.name for plan in plans())
    first = deployed(place)
    assert sorted(first) == wanted
    file = str(ROOT / "deployments" / "prefect.yaml")
    theirs = place.run("prefect", "--no-prompt", "deploy", "--all", "--prefect-file", file)
    assert theirs.returncode == 0, theirs.stdout + theirs.stderr
    assert deployed(place) == first


def deployed(place: Place) -> dict[str, tuple[str, str, list[str], list[str]]]:
    """What the server knows about each deployment that counts for a run."""
    return {
        each["name"]: (
            each["entrypoint"],
            each["work_pool_name"],
            sorted(each["tags"]),
            [one["schedule"]["cron"] for one in each["schedules"]],
        )
        for each in place.ask("deployments/filter")
    }
