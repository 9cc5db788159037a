"""Alerts reach their services, and a service that fails stops nothing. The services are real ones of apprise."""

import pytest
from pydantic import SecretStr

from flows.alerts.channels import Alerts
from tests.contracts.fake_server import Answer, FakePlatform


class Inbox(FakePlatform):
    """What receives the alerts: apprise's own json:// format, on this machine."""

    def respond(self, asked):  # noqa: ARG002 - all are taken
        return Answer({})

    @property
    def received(self):
        return [(each.json()["title"], each.json()["message"], each.json()["type"]) for each in self.asked]


@pytest.fixture
def inbox():
    inbox = Inbox()
    yield inbox
    inbox.close()


def json_address(inbox):
    return SecretStr(inbox.url.replace("http://", "json://team:hunter2@"))


def test_an_alert_arrives(inbox):
    problems = []
    alerts = Alerts([json_address(inbox)], problems.append)
    assert alerts.send("Approval\nneeded", "Incident INC-2026-001 waits for you.", "warning") == 1
    assert inbox.received == [("Approval needed", "Incident INC-2026-001 waits for you.", "warning")]
    assert problems == []


def test_nobody_to_tell_is_fine():
    assert Alerts().send("Title", "Body") == 0


@pytest.mark.parametrize("how", [500, 404, "lose"])
def test_a_failing_service_is_reported_and_the_others_are_told(inbox, how):
    broken, problems = Inbox(), []
    broken.misbehave(how)
    alerts = Alerts([json_address(broken), json_address(inbox)], problems.append)
    assert alerts.send("Title", "Body") == 1
    assert len(inbox.received) == 1
    assert [problem.split(":")[0] for problem in problems] == ["Alert address 1 (json)"]
    broken.close()


def test_a_service_that_is_not_there_is_reported():
    problems = []
    assert Alerts([SecretStr("json://127.0.0.1:9")], problems.append).send("Title", "Body") == 0
    assert problems == [
        "Alert address 1 (json): it was not delivered. Check the address, and whether the service can be reached."
    ]


@pytest.mark.parametrize("address", ["", "nonsense", "nonsense://secret-word", "mailto://", "http//secret-word"])
def test_a_miswritten_address_is_told_and_not_shown(address):
    problems = []
    alerts = Alerts([SecretStr(address)], problems.append)
    assert alerts.send("Title", "Body") == 0
    assert tuple(problems) == alerts.check()
    assert "is not written like an address" in problems[0]
    assert "secret-word" not in problems[0]


def test_what_raises_stops_nothing(monkeypatch):
    problems = []

    def breaks(*_, **__):
        raise RuntimeError("hunter2 was wrong")

    monkeypatch.setattr("apprise.Apprise.notify", breaks)
    assert Alerts([SecretStr("json://127.0.0.1")], problems.append).send("Title", "Body") == 0
    assert problems == ["Alert address 1 (json): it could not be delivered (RuntimeError)."]


def test_good_addresses_pass_the_check_without_a_message(inbox):
    assert Alerts([json_address(inbox)]).check() == ()
    assert inbox.received == []


def test_long_alerts_are_cut(inbox):
    Alerts([json_address(inbox)]).send("t" * 1000, "b" * 10_000)
    title, body, _ = inbox.received[0]
    assert (len(title), len(body)) == (200, 4000)
