"""Many at once, in threads and in processes: nothing is done twice, nothing is lost, no chain forks."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from flows.store import Casebook

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
WRITERS = 20


def at_once(work, count=WRITERS):
    """Run ``work(number)`` so many times at the same moment; says what each gave."""
    start = threading.Barrier(count)

    def run(number):
        start.wait()
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


SCRIPT = """
import sys
from datetime import UTC, datetime, timedelta
from flows.store import Casebook
setting, folder, number, incident = sys.argv[1:]
NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
with Casebook.open(setting, evidence=folder) as casebook:
    print("ready", flush=True)
    sys.stdin.readline()
    {body}
"""


def processes_at_once(casebook, setting, incident, body, count=4):
    """Run ``body`` in so many processes that start at the same moment; says what each printed."""
    script = SCRIPT.format(body=body)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, setting, casebook.files.folder, str(number), incident],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(count)
    ]
    for process in running:
        assert process.stdout.readline() == "ready\n"
    for process in running:
        process.stdin.write("\n")
        process.stdin.flush()
    printed = [process.communicate(timeout=120)[0].strip() for process in running]
    assert [process.returncode for process in running] == [0] * count
    return printed


def test_threads_write_one_chain(casebook, incident):
    def work(number):
        for turn in range(5):
            casebook.timeline.add(incident.id, at=NOW, actor=f"run {number}", kind="note", what=f"Turn {turn}.")

    writing = ThreadPoolExecutor(1)
    done = writing.submit(at_once, work)
    while not done.done():
        assert casebook.verify(incident.id).is_whole  # what one reads meanwhile is of one moment
    done.result()
    writing.shutdown()
    found = casebook.verify(incident.id)
    assert (found.is_whole, found.events) == (True, 1 + WRITERS * 5)
    told = {(event.actor, event.what) for event in casebook.timeline.of(incident.id, kind="note")}
    assert len(told) == WRITERS * 5


@pytest.mark.slow
def test_processes_write_one_chain(casebook, incident, setting):
    body = """for turn in range(25):
        casebook.timeline.add(incident, at=NOW, actor=number, kind="note", what=f"Turn {turn}.")"""
    processes_at_once(casebook, setting, incident.id, body)
    found = casebook.verify(incident.id)
    assert (found.is_whole, found.events) == (True, 101)


@pytest.mark.slow
def test_a_process_that_is_killed_leaves_all_whole(casebook, incident, setting):
    body = """while True:
        casebook.evidence.keep(incident, number.encode() * 9999, kind="post", name=number, source=number, by="x", now=NOW)
        number = str(int(number) + 1)"""
    script = SCRIPT.format(body=body)
    command = [sys.executable, "-c", script, setting, casebook.files.folder]
    for turn in range(3):
        with subprocess.Popen(
            [*command, str(turn * 10_000), incident.id], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as run:
            run.stdout.readline()
            run.stdin.write(b"\n")
            run.stdin.flush()
            before = len(casebook.evidence.of(incident.id))
            while len(casebook.evidence.of(incident.id)) < before + 5:
                time.sleep(0.01)
            run.kill()
        found = casebook.verify(incident.id)
        assert found.is_whole
        assert found.evidence == found.events - 1  # of one moment: the server may still end what it was told


def test_one_thread_wins_a_step(casebook, incident):
    claims = at_once(lambda number: casebook.steps.claim(incident.id, "publish", by=f"run {number}", now=NOW))
    (winner,) = [claim.record.holder for claim in claims if claim.won]
    assert {claim.record.holder for claim in claims} == {winner}


def test_one_thread_takes_a_dead_step_over(casebook, incident):
    casebook.steps.claim(incident.id, "publish", by="dead", now=NOW)
    later = NOW + timedelta(hours=1)
    claims = at_once(lambda number: casebook.steps.claim(incident.id, "publish", by=f"run {number}", now=later))
    assert [claim.won for claim in claims].count(True) == 1
    assert len(casebook.timeline.of(incident.id, kind="takeover")) == 1


@pytest.mark.slow
def test_one_process_wins_a_step(casebook, incident, setting):
    body = 'print(casebook.steps.claim(incident, "publish", by=number, now=NOW).won)'
    assert sorted(processes_at_once(casebook, setting, incident.id, body)) == ["False"] * 3 + ["True"]


@pytest.mark.parametrize("of_incident", [True, False])
def test_one_thread_sends(casebook, incident, of_incident):
    name = incident.id if of_incident else None
    fields = {"account": "acme-x", "platform": "x", "draft_hash": "a" * 64, "incident": name, "now": NOW}

    def work(number):
        casebook.publications.intend("apology", by=f"run {number}", **fields)
        return casebook.publications.send("apology", by=f"run {number}", now=NOW)

    assert at_once(work).count(True) == 1
    if of_incident:
        states = [event.details["state"] for event in casebook.timeline.of(name, kind="publication")]
        assert states == ["intended", "sent"]


@pytest.mark.slow
def test_one_process_sends(casebook, incident, setting):
    fields = {"account": "acme-x", "platform": "x", "draft_hash": "a" * 64, "incident": incident.id}
    casebook.publications.intend("apology", by="Ann", now=NOW, **fields)
    body = 'print(casebook.publications.send("apology", by=number, now=NOW))'
    assert sorted(processes_at_once(casebook, setting, incident.id, body)) == ["False"] * 3 + ["True"]


def test_incidents_opened_at_once_have_names_of_their_own(casebook):
    fields = {"account": "a", "platform": "x", "post": {}, "lead": "Ann", "now": NOW}
    names = at_once(lambda _: casebook.incidents.open("Bolt", **fields).id)
    assert sorted(names) == sorted({"bolt-2026-11-22", *(f"bolt-2026-11-22-{number}" for number in range(2, 21))})


def test_one_key_opens_one_incident_at_once(casebook):
    fields = {"account": "a", "platform": "x", "post": {}, "lead": "Ann", "now": NOW, "key": "run-1"}
    assert len(set(at_once(lambda _: casebook.incidents.open("Bolt", **fields).id))) == 1
    assert len(casebook.incidents.all(brand="Bolt")) == 1


def test_many_incidents_at_once_do_not_meet(casebook):
    fields = {"account": "a", "platform": "x", "post": {}, "lead": "Ann", "now": NOW}

    def work(number):
        name = casebook.incidents.open(f"Brand {number}", **fields).id
        casebook.evidence.keep(name, b"same", kind="post", name="post", source="x", by="flow", now=NOW)
        casebook.check_ins.plan(name, start=NOW, by="flow", now=NOW)
        casebook.steps.claim(name, "contain", by="flow", now=NOW)
        casebook.incidents.close(name, by="Ann", now=NOW, why="over")
        return casebook.verify(name).is_whole

    assert at_once(work) == [True] * WRITERS


def test_a_freeze_lets_nothing_slip_through(casebook):
    fields = {"account": "acme-x", "post": {}, "at": NOW, "by": "Ann", "now": NOW}
    posts = [casebook.queue.add(str(number), **fields).id for number in range(WRITERS - 1)]
    frozen_at = []

    def work(number):
        if number == WRITERS - 1:
            casebook.freezes.freeze(by="Ann", why="mishap", now=NOW)
            frozen_at.append({post.id: post.state for post in casebook.queue.all()})
            return None
        return casebook.queue.start(posts[number], now=NOW)

    started = {posts[number] for number, yes in enumerate(at_once(work)) if yes}
    after = {post.id: post.state for post in casebook.queue.all()}
    assert after == frozen_at[0]
    assert {post for post, state in after.items() if state == "publishing"} == started
    assert set(after.values()) <= {"publishing", "held"}


def test_one_of_two_edits_wins(casebook, incident):
    draft = casebook.drafts.add(incident.id, "Sorry", platform="x", author="mishap", now=NOW)

    def edit(number):
        from flows.errors import NotAllowed

        try:
            return casebook.approvals.decide(draft.id, "edited", who=f"P{number}", text=f"Sorry {number}", now=NOW).who
        except NotAllowed:
            return None

    (winner,) = [who for who in at_once(edit, 8) if who]
    (newest,) = casebook.drafts.of(incident.id, newest=True)
    assert newest.author == winner


def test_a_check_in_is_done_by_one(casebook, incident):
    casebook.check_ins.plan(incident.id, start=NOW, by="flow", now=NOW)
    fields = {"status": "recovering", "by": "flow", "now": NOW}
    done = at_once(lambda number: casebook.check_ins.finish(incident.id, 7, result={"n": number}, **fields)[0])
    assert done.count(True) == 1


@pytest.mark.slow
def test_a_new_file_is_opened_by_many(tmp_path):
    for turn in range(40):  # SQLite itself refuses one in a hundred of these
        setting = str(tmp_path / f"{turn}.sqlite3")
        at_once(lambda _, setting=setting: Casebook.open(setting, evidence=str(tmp_path)).close(), 8)


def test_the_tables_are_made_once(tmp_path, postgres):
    name = postgres.new_database(template="template1")
    for setting in (str(tmp_path / "new.sqlite3"), postgres.url(name)):
        at_once(lambda _, setting=setting: Casebook.open(setting, evidence=str(tmp_path)).close(), 8)
        with Casebook.open(setting, evidence=str(tmp_path)) as casebook:
            assert casebook.incidents.all() == ()
    postgres.command(f"DROP DATABASE {name} WITH (FORCE)")
