"""People are told once of everything that needs them, and an alert that fails stops nothing and stands in the timeline."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from pydantic import SecretStr

from flows.alerts.alerting import tell_people
from flows.alerts.channels import alert_addresses
from flows.outgoing import text_hash
from flows.steps.approval import decide, waiting
from flows.steps.closing import close
from flows.steps.remedy import promise
from flows.terminal.desk import Desk
from guard import config_file
from tests.contracts.fake_server import Answer, FakePlatform
from tests.flows.steps.conftest import GOOD, POST, REPLIES


class Inbox(FakePlatform):
    """What receives the alerts: apprise's own json:// format, on this machine."""

    def respond(self, asked):  # noqa: ARG002 - all are taken
        return Answer({})

    @property
    def titles(self):
        return [each.json()["title"] for each in self.asked]

    @property
    def address(self):
        return SecretStr(self.url.replace("http://", "json://team:hunter2@"))


@pytest.fixture
def inbox():
    inbox = Inbox()
    yield inbox
    inbox.close()


def desk(recovery, *addresses):
    return Desk(
        recovery.casebook,
        recovery.platforms,
        recovery.config,
        recovery.folder,
        recovery.clock,
        addresses=addresses,
    )


def waits(recovery):
    recovery.drafted(text=None)
    with pytest.raises(Exception, match="waits for a person"):
        recovery.until("publish")


def expires(recovery):
    case = recovery.drafted()
    decide(case, waiting(case), "approved", who="Ben")
    recovery.until("publish")
    recovery.later(hours=30)


def unknown(recovery):
    recovery.drafted()
    ledger, now = recovery.casebook.publications, recovery.clock()
    for name, incident in (("x", recovery.name), ("y", None)):
        ledger.intend(name, account="main", platform="outbox", draft_hash=text_hash(GOOD), by="run", now=now,
                      incident=incident)  # fmt: skip
        ledger.send(name, by="run", now=now)
    recovery.later(hours=30)


def missed(recovery):
    recovery.published()
    recovery.until_the_long_haul()
    recovery.later(days=2, hours=1)


def relapsed(recovery):
    missed(recovery)
    for day in (1, 2):
        recovery.casebook.check_ins.finish(
            recovery.name, day, status="relapsed" if day == 1 else "recovering", result={}, by="x", now=recovery.clock()
        )


def due(recovery):
    case = recovery.open(*REPLIES)
    promise(case, "400 hot meals", owner="Ben", due=recovery.clock().date() + timedelta(days=2))
    promise(case, "A course", owner="Chi", due=recovery.clock().date() + timedelta(days=40))
    recovery.later(hours=30)


@pytest.fixture
def recovery(recovery):
    recovery.until_the_long_haul = lambda: [step.run(recovery.case()) for step in _rest()]
    return recovery


def _rest():
    from flows.story import LISTEN, LONG_HAUL

    return (LISTEN, LONG_HAUL)


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        (lambda recovery: recovery.open(*REPLIES), ["{}: a post went wrong, the recovery has begun"]),
        (waits, ["{}: a post went wrong, the recovery has begun", "{}: draft 2 waits for approval"]),
        (expires, ["{}: an approval of draft 5 has expired"]),
        (unknown, ["{}: nobody knows whether a text went out", "main: nobody knows whether a post went out"]),
        (missed, ["{}: the check-in of day 1 was missed"]),
        (relapsed, ["{}: it has come back"]),
        (due, ["{}: promise 1 is due"]),
    ],
    ids=["opened", "waiting", "expired", "unknown", "missed", "relapsed", "due"],
)
def test_people_are_told_once(recovery, inbox, happens, told):
    happens(recovery)
    at = desk(recovery, inbox.address)
    assert tell_people(at) == ()
    expected = [each.format(recovery.name) for each in told]
    assert inbox.titles == expected
    assert tell_people(at, recovery.name) == tell_people(at) == ()
    assert inbox.titles == expected
    about_it = [title for title in expected if title.startswith(recovery.name)]
    assert recovery.told("alert") == [f"Told people: {title}." for title in about_it]
    sent = "".join(str(each.json()) for each in inbox.asked)
    assert POST not in sent
    assert GOOD not in sent
    assert recovery.is_whole()


def test_nothing_old_is_told_and_nothing_of_a_closed_incident(recovery, inbox):
    case = recovery.open(*REPLIES)
    recovery.later(days=3)
    assert tell_people(desk(recovery, inbox.address)) == ()
    promise(case, "400 hot meals", owner="Ben", due=recovery.clock().date())
    close(case, by="Ann", why="A false alarm.", anyway=True)
    assert tell_people(desk(recovery, inbox.address)) == ()
    assert inbox.titles == []


def test_without_addresses_nothing_is_written(recovery):
    recovery.open(*REPLIES)
    assert tell_people(desk(recovery)) == ()
    assert recovery.casebook.alerts.told() == frozenset()


def test_one_that_fails_is_told_to_the_others_stands_in_the_timeline_and_is_not_repeated(recovery, inbox):
    recovery.open(*REPLIES)
    at = desk(recovery, SecretStr("json://team:hunter2@127.0.0.1:9"), inbox.address)
    (problem,) = tell_people(at)
    assert "Alert address 1 (json)" in problem
    assert tell_people(at) == ()
    assert len(inbox.titles) == 1
    told, failed = recovery.told("alert")
    assert told.startswith("Told people")
    assert failed.startswith("An alert did not arrive")
    assert "hunter2" not in failed


def test_one_that_nobody_took_is_tried_three_times(recovery):
    recovery.open(*REPLIES)
    at = desk(recovery, SecretStr("json://127.0.0.1:9"), SecretStr(""))
    assert [len(tell_people(at)) for _ in range(5)] == [2, 2, 2, 0, 0]
    assert len(recovery.told("alert")) == 6
    assert "it is empty. Set the environment variable" in recovery.told("alert")[1]


def test_one_whose_program_died_while_it_was_sending_is_sent_again(recovery, inbox):
    recovery.open(*REPLIES)
    at, shelf = desk(recovery, inbox.address), recovery.casebook.alerts
    assert shelf.claim(f"{recovery.name}/opened", now=recovery.clock(), incident=recovery.name)
    assert tell_people(at) == ()
    assert inbox.titles == []
    recovery.later(minutes=11)
    tell_people(at)
    assert len(inbox.titles) == 1


def test_of_many_who_look_at_once_one_tells(recovery, inbox):
    recovery.open(*REPLIES)
    with ThreadPoolExecutor(8) as looking:
        list(looking.map(lambda _: tell_people(desk(recovery, inbox.address)), range(16)))
    assert len(inbox.titles) == 1


def test_a_casebook_that_does_not_answer_is_said_and_raises_nothing(recovery, inbox, monkeypatch):
    from flows.errors import CasebookError

    def dead(*_, **__):
        raise CasebookError("the database does not answer.")

    monkeypatch.setattr(recovery.casebook.incidents, "all", dead)
    assert tell_people(desk(recovery, inbox.address)) == ("Nobody could be told: the database does not answer.",)


def test_the_addresses_stand_in_the_environment():
    config = config_file.from_text('[alerts]\naddresses_env = ["TEAM", "BOSS"]\n')
    assert [each.get_secret_value() for each in alert_addresses(config, {"TEAM": "json://x"})] == ["json://x", ""]
