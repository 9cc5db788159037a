"""The post-mortem stands on the page of the recovery's own run, with a chart, and later runs bring it up to date."""

from base64 import b64decode
from datetime import timedelta
from uuid import UUID

import pytest
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId
from prefect.flow_runs import resume_flow_run

from flows import long_haul
from flows.incident import MetricPoint
from flows.recovery import recover
from flows.server.from_terminal import tell_closed
from flows.steps.closing import close
from flows.terminal.desk import desk

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

YES = {"name": "Ben Oduya", "decision": "approve"}


def shown(client, run):
    mine = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[UUID(str(run.id))]))
    found = client.read_artifacts(artifact_filter=mine)
    assert len({each.key for each in found}) == len(found)
    return {each.key: each for each in found}


@pytest.fixture
def recovered(deploy, mishap):
    recovery = deploy(recover)
    run = recovery.start(recovery.create(mishap=mishap()))
    resume_flow_run(run.id, run_input=YES)
    run = recovery.start(run)
    assert run.state.name == "Completed", run.state
    return run


def test_the_report_of_the_run_grows(client, deploy, recovered, casebook):
    name = casebook.incidents.all()[0].id
    first = shown(client, recovered)
    assert first[f"{name}-report"].type == "markdown"
    assert f"{name}-chart" not in first  # there is no number yet
    day = casebook.incidents.get(name).opened_at.date()
    points = [
        MetricPoint(account="main", metric="follower_count", day=day - timedelta(days=n), value=900 + n, source="file")
        for n in range(1, 30)
    ]
    casebook.metrics.record(points)

    look = deploy(long_haul.check_in)
    assert look.start(look.create(incident=name, day=1)).state.name == "Completed"
    second = shown(client, recovered)
    assert second[f"{name}-report"].id == first[f"{name}-report"].id
    assert second[f"{name}-report"].data != first[f"{name}-report"].data
    chart = second[f"{name}-chart"]
    assert chart.type == "image"
    kind, _, content = chart.data.partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert b"follower count" in b64decode(content)

    closing = deploy(long_haul.close_incident)
    run = closing.start(closing.create(incident=name, name="Ana Ruiz", reason="It is over."))
    assert {f"{name}-report", f"{name}-chart", f"{name}-lessons"} <= shown(client, run).keys()
    assert "It is over" in shown(client, recovered)[f"{name}-report"].data


def test_closing_in_the_terminal_brings_it_up_to_date(client, recovered, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "the one in use")
    with desk() as at:
        case = at.case(at.casebook.incidents.all()[0].id, by="Ana Ruiz")
        close(case, by="Ana Ruiz", why="Everybody has been answered.")
        tell_closed(case)
    assert "Everybody has been answered" in shown(client, recovered)[f"{case.name}-report"].data
