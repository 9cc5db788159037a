"""The flows tell people through the addresses in a block, once, and the block shows no password."""

import pytest
from pydantic import SecretStr

from flows import long_haul
from flows.blocks import AlertsBlock
from flows.publishing import publish_due
from flows.recovery import recover
from tests.contracts.fake_server import Answer, FakePlatform

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]


class Inbox(FakePlatform):
    """What receives the alerts."""

    def respond(self, asked):  # noqa: ARG002 - all are taken
        return Answer({})

    @property
    def titles(self):
        return [each.json()["title"] for each in self.asked]


@pytest.fixture
def inbox(client, home):
    inbox = Inbox()
    address = SecretStr(inbox.url.replace("http://", "json://team:hunter2@"))
    document = AlertsBlock(addresses=[address]).save("alerts", overwrite=True)
    yield inbox
    client.delete_block_document(document)
    inbox.close()


def test_people_are_told_once_by_all_flows(client, deploy, mishap, inbox, casebook):
    recovery = deploy(recover)
    run = recovery.create(mishap=mishap())
    for _ in range(2):
        recovery.start(run)
    (incident,) = casebook.incidents.all()
    draft = casebook.drafts.of(incident.id, purpose="apology")[0].id
    expected = [
        f"{incident.id}: a post went wrong, the recovery has begun",
        f"{incident.id}: draft {draft} waits for approval",
    ]
    assert inbox.titles == expected
    for chosen in (publish_due, long_haul.sweep):
        flow = deploy(chosen)
        flow.start(flow.create())
    assert inbox.titles == expected
    shown = client.read_block_document_by_name("alerts", "mishap-alerts", include_secrets=False)
    assert "hunter2" not in str(shown.data)
    assert casebook.verify(incident.id).is_whole


def test_an_address_that_does_not_answer_stops_nothing(client, deploy, mishap, inbox, casebook):
    inbox.misbehave(500)
    recovery = deploy(recover)
    run = recovery.start(recovery.create(mishap=mishap()))
    assert run.state.name == "Suspended"
    (incident,) = casebook.incidents.all()
    told = [event.what for event in casebook.timeline.of(incident.id, kind="alert")]
    assert any(what.startswith("An alert did not arrive") for what in told)
    assert "hunter2" not in "".join(told)
