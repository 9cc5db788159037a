"""Events of the flows start what `guard deploy` has registered: people are told, a recovery is made ready."""

import json
import time
from datetime import timedelta

import pytest
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterName
from prefect.flow_runs import resume_flow_run
from pydantic import SecretStr

from flows import long_haul, standby
from flows.blocks import AlertsBlock
from flows.clock import system_clock
from flows.outgoing import text_hash
from flows.platforms.base import Reply
from flows.platforms.outbox import Outbox
from flows.publishing import publish_post
from flows.server.deploying import deploy as set_up
from tests.contracts.fake_server import Answer, FakePlatform

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

TEXT = "Our spring sale is here: 20% off all boots."
BLOCKED = "Our new drill is dynamite."
RULE = """[[house_rules]]
code = "M901"
slug = "no-dynamite"
match = ["is dynamite"]
why = "It was a mishap once."
instead = "Say it plainly."
severity = "block"
"""


class Inbox(FakePlatform):
    """What receives the alerts."""

    def respond(self, asked):  # noqa: ARG002 - all are taken
        return Answer({})

    @property
    def alerts(self):
        return [(each.json()["title"], each.json()["message"]) for each in self.asked]


@pytest.fixture
def inbox(client, home):
    inbox = Inbox()
    document = AlertsBlock(addresses=[SecretStr(inbox.url.replace("http://", "json://"))]).save(
        "alerts", overwrite=True
    )
    yield inbox
    client.delete_block_document(document)
    inbox.close()


def runs_of(client, name):
    chosen = DeploymentFilter(name=DeploymentFilterName(any_=[name]))
    return client.read_flow_runs(deployment_filter=chosen)


def started(client, name, known):
    """The run that the automation has started; the server acts on events by itself, and takes its time."""
    end = time.monotonic() + 90
    while time.monotonic() < end:
        if new := [run for run in runs_of(client, name) if run.id not in known]:
            return new
        time.sleep(0.2)
    raise AssertionError(f"No run of {name} was started.")


@pytest.fixture
def automated(client, home):
    """All that `guard deploy` registers, and the runs that were there before."""
    list(set_up())
    return lambda name: {run.id for run in runs_of(client, name)}


def test_a_blocked_post_is_told_by_its_rules(client, deploy, automated, inbox):
    with open("guard.toml", "w", encoding="utf-8") as stream:
        stream.write(RULE)
    known = automated("tell-people")
    publishing = deploy(publish_post)
    run = publishing.start(publishing.create(post={"text": BLOCKED, "by": "Ana Ruiz"}))
    assert run.state.name == "Blocked", run.state
    (told,) = started(client, "tell-people", known)
    assert told.parameters["account"] == "main"
    assert told.parameters["codes"] == ["M901"]
    telling = deploy(standby.tell_people)
    for _ in range(2):
        assert telling.start(told).state.message == "People were told."
    ((title, body),) = inbox.alerts
    assert title == "main: the guard blocked a post"
    assert "M901" in body
    assert BLOCKED not in json.dumps(told.parameters) + body


@pytest.fixture
def post(home, casebook):
    """Publishes an everyday post in the outbox, answered ``replies`` times."""
    outbox = Outbox(f"{home}/outbox", system_clock)

    def publish(name, replies):
        made = outbox.publish(f"{TEXT} {name}", key=name)
        ledger, now = casebook.publications, system_clock()
        ledger.intend(name, account="main", platform="outbox", draft_hash=text_hash(name), by="x", now=now)
        ledger.send(name, by="x", now=now)
        ledger.confirm(name, platform_id=made.id, url=made.url, by="x", now=now)
        written = [
            Reply(id=f"{name}-{n}", author=f"a{n}", created_at=now + timedelta(seconds=n), text="Shame on you.")
            for n in range(replies)
        ]
        outbox.receive(made.id, written)
        return made.id

    return publish


def test_a_jump_of_replies_makes_a_recovery_ready_and_a_person_begins_it(client, deploy, automated, post, casebook):
    known = automated("draft-recovery")
    for number in range(3):
        post(f"quiet {number}", 2)
    loud = post("loud", 40)
    baseline = deploy(long_haul.baseline)
    for _ in range(2):
        assert baseline.start(baseline.create()).state.name == "Completed"
    (ready,) = started(client, "draft-recovery", known)
    assert ready.parameters == {"account": "main", "post": loud, "replies": 40, "normal": 2.0}
    drafting = deploy(standby.draft_recovery)
    run = drafting.start(ready)
    assert run.state.name == "Suspended", run.state
    assert casebook.incidents.all() == ()
    before = automated("recover")
    resume_flow_run(
        run.id, run_input={"name": "Ana Ruiz", "decision": "start the recovery", "report": "They are angry."}
    )
    run = drafting.start(run)
    assert run.state.name == "RecoveryBegun", run.state
    (begun,) = started(client, "recover", before)
    mishap = begun.parameters["mishap"]
    assert (mishap["lead"], mishap["report"], mishap["post"]["id"]) == ("Ana Ruiz", "They are angry.", loud)
    assert len(runs_of(client, "draft-recovery")) == len(known) + 1


def test_a_person_may_say_that_it_is_no_mishap(client, deploy, automated, post, casebook):
    loud = post("funny", 30)
    drafting = deploy(standby.draft_recovery)
    run = drafting.start(drafting.create(account="main", post=loud, replies=30))
    before = automated("recover")
    resume_flow_run(run.id, run_input={"name": "Ana Ruiz", "decision": "it is no mishap"})
    assert drafting.start(run).state.name == "NotNeeded"
    assert automated("recover") == before


def test_an_account_that_is_gone_is_named(deploy, home):
    drafting = deploy(standby.draft_recovery)
    run = drafting.start(drafting.create(account="gone", post="1", replies=30))
    assert run.state.name == "Failed"
    assert "no account 'gone'" in run.state.message
