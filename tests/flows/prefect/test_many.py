"""Many recoveries at once, and two who answer at the same moment: all goes out once, and nothing is lost.

The casebook is in PostgreSQL, or in SQLite: in every run of the tests each race is run on one of the two, and four
recoveries at once; on both, and with twenty, with `make test-heavy`. Here
the runs share this process. With twenty real processes of a real worker, and Prefect's own database in both:
``tests/flows/real_server/test_crowd.py``.
"""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from prefect.exceptions import Pause
from prefect.flow_engine import run_flow
from prefect.flow_runs import resume_flow_run
from prefect.states import Pending

from flows import long_haul
from flows.commands.incident import command
from flows.recovery import recover
from flows.store import Casebook
from tests.flows.real_server.backstage import assert_whole

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

SOME, MANY = 4, 20
YES = {"name": "Ben Oduya", "decision": "approve"}
NO = {"name": "Chi Nwosu", "decision": "reject", "reason": "It does not say what we did."}


@pytest.fixture
def database():
    """Where the casebook is, unless a test says otherwise."""
    return "postgresql"


@pytest.fixture
def casebook(request, home, monkeypatch, database):
    if database == "postgresql":
        monkeypatch.setenv("MISHAP_CASEBOOK", request.getfixturevalue("postgres_url"))
    with Casebook.open() as casebook:
        yield casebook


@pytest.fixture
def recovery(casebook, deploy):
    deploy(long_haul.check_in)
    return deploy(recover)


def incident_of(run):
    return next(tag for tag in run.tags if tag.startswith("incident:")).removeprefix("incident:")


async def _go(run):
    with suppress(Pause):
        await run_flow(recover, flow_run=run, return_type="state")


def all_at_once(client, runs):
    """Run them together, as one process that serves many would; gives them as the server knows them then."""

    async def go():
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(len(runs)))
        await asyncio.gather(*(_go(client.read_flow_run(run.id)) for run in runs))

    for run in runs:
        client.set_flow_run_state(run.id, Pending(), force=True)
    asyncio.run(go())
    return [client.read_flow_run(run.id) for run in runs]


def together(*acts):
    """Do these at the same moment, each in a thread; what each gave, or the error that it ended with."""
    start = threading.Barrier(len(acts))

    def one(act):
        start.wait()
        try:
            return act()
        except Exception as error:  # noqa: BLE001 - the loser of a race may be told so
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


@pytest.mark.parametrize(
    ("database", "count"),
    [
        ("postgresql", SOME),
        pytest.param("sqlite", MANY, marks=pytest.mark.heavy),
        pytest.param("postgresql", MANY, marks=pytest.mark.heavy),
    ],
)
def test_many_at_once(client, recovery, mishap, count, request):
    casebook, outbox = (request.getfixturevalue(name) for name in ("casebook", "outbox"))
    runs = [recovery.create(mishap=mishap()) for _ in range(count)]
    runs = all_at_once(client, runs)
    assert {run.state.name for run in runs} == {"Suspended"}, [run.state for run in runs]
    assert outbox() == []
    for run in runs:
        resume_flow_run(run.id, run_input=YES)
    runs = all_at_once(client, runs)
    assert {run.state.name for run in runs} == {"Completed"}, [run.state for run in runs]
    assert_whole(casebook, [incident_of(run) for run in runs], outbox())


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.heavy)])
def test_two_answers_by_the_api_at_the_same_moment(client, recovery, suspended, casebook, outbox):
    """One counts. Then the run is started twice at once, as when its process only seemed to be dead."""
    together(*(lambda: resume_flow_run(suspended.id, run_input=YES) for _ in range(2)))
    run = client.read_flow_run(suspended.id)
    assert run.state.type.value == "SCHEDULED", run.state
    client.set_flow_run_state(run.id, Pending(), force=True)
    stale = client.read_flow_run(run.id)
    together(*(lambda: asyncio.run(_go(stale)) for _ in range(2)))
    run = client.read_flow_run(run.id)
    if run.state.name != "Completed":  # one of the two has stopped the other; the automations start it again
        run = recovery.start(run)
    assert run.state.name == "Completed", run.state
    assert_whole(casebook, [incident_of(run)], outbox())
    assert [approval.who for approval in casebook.approvals.of(incident_of(run))] == ["Ben Oduya"]


@pytest.mark.parametrize("database", ["postgresql", pytest.param("sqlite", marks=pytest.mark.heavy)])
def test_a_yes_and_a_no_at_the_same_moment_are_one_of_the_two(client, recovery, suspended, casebook, outbox):
    together(*(lambda answer=answer: resume_flow_run(suspended.id, run_input=answer) for answer in (YES, NO)))
    run = recovery.start(suspended)
    assert run.state.name in {"Completed", "Rejected"}, run.state
    name = incident_of(run)
    said = [approval.decision for approval in casebook.approvals.of(name)]
    assert said == (["approved"] if run.state.name == "Completed" else ["rejected"])
    assert len(outbox()) == (run.state.name == "Completed")
    assert casebook.verify(name).is_whole


@pytest.mark.parametrize("database", ["postgresql", pytest.param("sqlite", marks=pytest.mark.heavy)])
def test_the_api_and_the_terminal_at_the_same_moment(client, recovery, suspended, casebook, outbox):
    name = incident_of(suspended)

    def terminal():
        return command.main(["approve", name, "--by", "Chi Nwosu"], standalone_mode=False)

    def form():
        resume_flow_run(suspended.id, run_input=YES)
        return recovery.start(suspended)

    together(form, terminal)
    run = client.read_flow_run(suspended.id)
    if run.state.name != "Completed":
        run = recovery.start(run)
    assert run.state.name == "Completed", run.state
    assert_whole(casebook, [name], outbox())
    assert {approval.decision for approval in casebook.approvals.of(name)} == {"approved"}
