"""The server, or the worker alone, is killed and started again while recoveries wait or run."""

import pytest
from prefect.flow_runs import resume_flow_run

from tests.flows.real_server.backstage import assert_whole

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

YES = {"name": "Ben Oduya", "decision": "approve"}


def test_the_worker_alone_dies_then_the_server_and_all_answers_still_count(server, stage, workers, casebook, guard):
    first = workers.start()
    by_form, by_terminal = stage.open("Acme"), stage.open("Bolt")
    stage.wait(by_form, "Running")
    first.kill(alone=True)  # what it has started may live on
    workers.start()
    for run in (by_form, by_terminal):
        stage.wait(run, "Suspended")
    names = {run: stage.incident(run) for run in (by_form, by_terminal)}
    server.kill()
    assert casebook.verify(names[by_form]).is_whole
    server.begin()
    assert [stage.run(run).state.name for run in names] == ["Suspended", "Suspended"]
    assert stage.outbox() == []
    resume_flow_run(by_form, run_input=YES)  # the worker has outlived the server
    done = guard("incident", "approve", names[by_terminal], "--by", "Chi Nwosu", "--yes")
    assert done.returncode == 0, done.stderr
    assert "goes on" in done.stderr
    for run in names:
        stage.wait(run, "Completed")
    assert_whole(casebook, list(names.values()), stage.outbox())
    said = {name: casebook.approvals.of(name)[0].who for name in names.values()}
    assert said == {names[by_form]: "Ben Oduya", names[by_terminal]: "Chi Nwosu"}
