"""A look after days or months: numbers, answers, promises, in one sentence."""

from datetime import date, timedelta

import pytest

from flows.incident import MetricPoint
from flows.platforms.base import Reply, Unreachable
from flows.platforms.outbox import Outbox
from flows.steps import remedy
from flows.steps.check_in import Look, check_in
from flows.story import STORY
from flows.sweep import sweep
from flows.terminal.desk import Desk

QUIET = "Nobody can tell: there are too few numbers from before or since."


@pytest.fixture
def case(recovery):
    case = recovery.published()
    for step in STORY:
        step.run(case)
    return case


def followers(recovery, count):
    with open(f"{recovery.outbox.path}/account.json", "w", encoding="utf-8") as stream:
        stream.write(f'{{"followers": {count}}}')


def days(recovery, case, metric, before, since):
    """Numbers of 120 days before the incident, and of each day since."""
    start = case.incident.opened_at.date()
    points = [
        MetricPoint(account="main", metric=metric, day=start - timedelta(days=n), value=before + n % 3, source="file")
        for n in range(1, 121)
    ]
    passed = (recovery.clock().date() - start).days
    points += [
        MetricPoint(
            account="main",
            metric=metric,
            day=start + timedelta(days=n),
            value=since(n) + n % 3,
            source="file",
            incident=case.name,
        )
        for n in range(passed + 1)
    ]
    recovery.casebook.metrics.record(points)


def test_without_numbers_nobody_can_tell(recovery, case):
    recovery.later(days=1)
    done = check_in(case, 1)
    assert (done.status, done.result["said"]) == ("insufficient_data", QUIET)


def test_it_is_done_once(recovery, case):
    recovery.later(days=1)
    first = check_in(case, 1)
    recovery.later(days=3)
    assert check_in(case, 1) == first


@pytest.mark.parametrize(
    ("since", "status"),
    [(lambda n: 100.0 + 300 * 0.5**n, "recovered"), (lambda _: 300.0, "not_recovered")],
)
def test_numbers_are_compared_with_the_time_before(recovery, case, since, status):
    recovery.later(days=90)
    days(recovery, case, "mention_volume", 100.0, since)
    assert check_in(case, 90).status == status


def test_numbers_without_an_agreed_margin_are_left_out(recovery, case):
    recovery.later(days=30)
    days(recovery, case, "likes_per_cat_picture", 100.0, lambda _: 100.0)
    assert check_in(case, 30).result["assessment"]["metrics"] == []


def test_followers_are_measured(recovery, case):
    followers(recovery, 1200)
    recovery.later(days=2)
    check_in(case, 2)
    (point,) = recovery.casebook.metrics.of(case.name)
    assert (point.metric, point.value, point.day) == ("follower_count", 1200, recovery.clock().date())


def test_a_platform_that_does_not_answer_stops_no_check_in(recovery, case):
    class Silent(Outbox):
        def followers(self):
            raise Unreachable("no answer.", where="outbox")

    recovery.platforms["main"] = Silent(recovery.outbox.path, recovery.clock)
    recovery.later(days=1)
    assert check_in(recovery.case(), 1).state == "done"
    assert "could not be read" in recovery.told("metrics")[0]


def test_promises_are_reminded_of_once_a_day(recovery, case):
    remedy.promise(case, "400 hot meals", owner="Ben", due=date(2026, 11, 25))
    remedy.promise(case, "A new sign", owner="Ann", due=date(2027, 3, 1))
    recovery.later(days=1)
    assert Look.model_validate(check_in(case, 1).result).reminded == ("Ben: 400 hot meals (due on 25 November 2026)",)
    assert "1 promise is due." in check_in(case, 1).result["said"]
    check_in(case, 2)
    assert [r.reminders for r in recovery.casebook.remedies.of(case.name)] == [1, 0]
    recovery.later(days=6)
    assert "overdue since 25 November" in check_in(case, 7).result["reminded"][0]


def test_after_a_relapse_more_looks_are_planned(recovery, case, monkeypatch):
    monkeypatch.setattr("flows.steps.check_in.assessed", lambda _: {"status": "relapsed"})
    recovery.later(days=14)
    check_in(case, 14)
    planned = [each.day for each in recovery.casebook.check_ins.of(case.name)]
    assert planned == [1, 2, 3, 7, 14, 15, 17, 21, 28, 30, 60, 90, 180]
    assert "more check-ins" in recovery.told("relapse")[0]


def desk(recovery):
    return Desk(recovery.casebook, recovery.platforms, recovery.config, recovery.folder, recovery.clock)


def test_the_sweep_catches_what_was_missed(recovery, case):
    recovery.later(days=8)
    said = list(sweep(desk(recovery)))
    assert [line.partition(":")[0] for line in said] == [f"{case.name}, day {day}" for day in (1, 2, 3, 7)]
    assert list(sweep(desk(recovery))) == []


def test_one_check_in_that_fails_does_not_stop_the_others(recovery, case):
    broken = recovery.open()
    recovery.casebook.check_ins.plan(broken.name, start=recovery.clock(), days=[1], by="Ann", now=recovery.clock())
    recovery.later(days=1, minutes=1)
    said = {line.partition(",")[0]: line for line in sweep(desk(recovery))}
    assert "is tried again" in said[broken.name]
    assert QUIET in said[case.name]


def test_a_closed_incident_is_left_alone(recovery, case):
    recovery.casebook.incidents.close(case.name, by="Ann", now=recovery.clock(), why="Over.")
    recovery.later(days=30)
    assert list(sweep(desk(recovery))) == []


def test_a_look_tells_what_is_different_since_the_one_before(recovery, case):
    def write(number, text):
        reply = Reply(id=f"a{number}", author=f"p{number}", created_at=recovery.clock(), text=text)
        recovery.outbox.receive(recovery.posts[0], [reply])

    write(1, "As a nurse I am still hurt.")
    recovery.later(days=1)
    assert Look.model_validate(check_in(case, 1).result).changes == ()
    write(2, "As a miner I am hurt.")
    recovery.later(days=1)
    (change,) = Look.model_validate(check_in(case, 2).result).changes
    assert change.startswith("Named as hurt for the first time: miners, in 1 reply")
    recovery.later(days=1)
    assert Look.model_validate(check_in(case, 3).result).changes == ()


def test_a_look_that_could_not_read_all_answers_is_not_compared(recovery, case):
    class Silent(Outbox):
        def replies(self, id, since=None):  # noqa: A002
            yield from super().replies(id, since)
            raise Unreachable("no answer.", where="outbox")

    recovery.later(days=1)
    check_in(case, 1)
    reply = Reply(id="a1", author="p", created_at=recovery.clock(), text="As a miner I am hurt.")
    recovery.outbox.receive(recovery.posts[0], [reply])
    recovery.platforms["main"] = Silent(recovery.outbox.path, recovery.clock)
    recovery.later(days=1)
    assert Look.model_validate(check_in(recovery.case(), 2).result).changes == ()
