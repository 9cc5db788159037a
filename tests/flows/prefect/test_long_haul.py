"""Months in Prefect's calendar: planned at once and once, done once, cancelled together, and put right by the sweep."""

import json
import os
from datetime import UTC, datetime, timedelta

import pytest
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterTags
from prefect.flow_runs import resume_flow_run

from flows import long_haul
from flows.blocks import AccountBlock, BrandBlock, CasebookBlock
from flows.recovery import recover
from flows.steps.approval import decide, waiting
from flows.store import Casebook
from flows.terminal.desk import desk

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

YES = {"name": "Ben Oduya", "decision": "approve"}
DAYS = (1, 3, 30)


@pytest.fixture
def check_in(deploy):
    return deploy(long_haul.check_in)


@pytest.fixture
def sweep(deploy):
    return deploy(long_haul.sweep)


@pytest.fixture
def suspended(deploy, check_in, mishap):
    recovery = deploy(recover)
    return recovery.start(recovery.create(mishap=mishap(check_in_days=DAYS)))


@pytest.fixture
def incident(deploy, suspended, casebook):
    """An incident in the long haul; the day on which it is opened is today."""
    resume_flow_run(suspended.id, run_input=YES)
    assert deploy(recover).start(suspended).state.name == "Completed"
    return casebook.incidents.all()[0].id


def runs_of(client, incident):
    chosen = FlowRunFilter(tags=FlowRunFilterTags(all_=[f"incident:{incident}"]))
    return sorted(client.read_flow_runs(flow_run_filter=chosen), key=lambda run: run.name)


def planned_of(client, incident):
    return [run for run in runs_of(client, incident) if run.state.type.value == "SCHEDULED"]


def test_check_ins_stand_in_the_calendar_are_done_once_and_are_cancelled_on_closing(
    client, deploy, check_in, incident, casebook
):
    planned = planned_of(client, incident)
    assert [run.name for run in planned] == [f"check-in {incident} day {day}" for day in DAYS]
    assert {check.run for check in casebook.check_ins.of(incident)} == {str(run.id) for run in planned}
    opened = casebook.incidents.get(incident).opened_at
    assert abs(planned[0].expected_start_time - opened - timedelta(days=1)) < timedelta(seconds=1)

    done = check_in.start(planned[0])
    assert done.state.name == "Completed", done.state
    assert casebook.check_ins.get(incident, 1).state == "done"
    found = casebook.check_ins.get(incident, 1).result
    assert check_in.start(check_in.create(incident=incident, day=1)).state.name == "Completed"
    assert casebook.check_ins.get(incident, 1).result == found

    closing = deploy(long_haul.close_incident)
    run = closing.start(closing.create(incident=incident, name="Ana Ruiz", reason="It is over."))
    assert run.state.message == f"{incident} is closed; 2 planned runs were cancelled."
    assert planned_of(client, incident) == []
    assert casebook.incidents.get(incident).closed_by == "Ana Ruiz"
    assert check_in.start(check_in.create(incident=incident, day=30)).state.name == "NotNeeded"
    assert casebook.verify(incident).is_whole


def test_the_sweep_plans_what_is_not_in_the_calendar_once(client, sweep, check_in, incident, casebook):
    for check in casebook.check_ins.of(incident):
        client.delete_flow_run(check.run)
        casebook.check_ins.attach_all({(incident, check.day): ""})
    assert sweep.start(sweep.create()).state.message == "0 check-ins done, 3 planned, 0 runs woken, 0 cancelled."
    assert sweep.start(sweep.create()).state.message == "0 check-ins done, 0 planned, 0 runs woken, 0 cancelled."
    assert len(planned_of(client, incident)) == len(DAYS)


def test_what_was_decided_in_the_terminal_wakes_the_run(deploy, sweep, suspended, casebook, outbox):
    name = casebook.incidents.all()[0].id
    assert "0 runs woken" in sweep.start(sweep.create()).state.message
    with desk() as at:
        case = at.case(name, by="Chi Nwosu")
        decide(case, waiting(case), "approved", who="Chi Nwosu")
    assert "1 runs woken" in sweep.start(sweep.create()).state.message
    assert deploy(recover).start(suspended).state.name == "Completed"
    assert len(outbox()) == 1


def test_everyday_numbers_are_kept_once_a_day(deploy, home, casebook):
    baseline = deploy(long_haul.baseline)
    os.makedirs(f"{home}/outbox")
    with open(f"{home}/outbox/account.json", "w", encoding="utf-8") as stream:
        json.dump({"followers": 1200}, stream)
    for _ in range(2):
        assert baseline.start(baseline.create()).state.message == "1 numbers of 1 accounts are kept."
    [point] = casebook.metrics.baseline("main")
    assert (point.metric, point.value, point.day) == ("follower_count", 1200, datetime.now(UTC).date())


def test_events_are_read_into_the_file_that_the_guard_reads(deploy, home):
    refresh = deploy(long_haul.refresh_events)
    assert refresh.start(refresh.create()).state.name == "NotNeeded"
    with open("guard.toml", "w", encoding="utf-8") as stream:
        stream.write('[[events.feeds]]\nname = "nobody"\nurl = "http://127.0.0.1:9/feed"\nkind = "rss"\n')
    run = refresh.start(refresh.create())
    assert run.state.name == "Failed"
    assert "1 of 1 feeds could not be read: nobody." in run.state.message


def test_blocks_say_where_everything_is(deploy, client, home, tmp_path, casebook):
    saved = [
        (CasebookBlock(place=f"{tmp_path}/other.sqlite3"), "casebook"),
        (AccountBlock(platform="outbox", folder=f"{tmp_path}/other-outbox"), "second"),
        (BrandBlock(guard_toml='[brand]\nname = "Acme"\n', folder=str(tmp_path)), "brand"),
    ]
    baseline = deploy(long_haul.baseline)
    os.makedirs(f"{tmp_path}/other-outbox")
    with open(f"{tmp_path}/other-outbox/account.json", "w", encoding="utf-8") as stream:
        json.dump({"followers": 7}, stream)
    documents = [block.save(name, overwrite=True) for block, name in saved]
    try:
        assert baseline.start(baseline.create()).state.name == "Completed"
    finally:
        for document in documents:
            client.delete_block_document(document)
    assert casebook.metrics.baseline("second") == ()
    with Casebook.open(f"{tmp_path}/other.sqlite3") as other:
        assert [point.value for point in other.metrics.baseline("second")] == [7]


def test_a_block_that_is_filled_in_wrongly_is_named(deploy, client, home):
    baseline = deploy(long_haul.baseline)
    document = AccountBlock(platform="bluesky", handle="brand.example.com").save("broken", overwrite=True)
    try:
        run = baseline.start(baseline.create())
    finally:
        client.delete_block_document(document)
    assert run.state.name == "Failed"
    assert "the block mishap-account/broken" in run.state.message
    assert "The account broken could not be reached" in run.state.message
