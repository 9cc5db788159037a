"""Promises, numbers, check-ins and lessons: what must not be forgotten in months."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.errors import IllegalMove, NotAllowed, NotInCasebook
from flows.incident import MetricPoint
from flows.store.check_ins import DAYS

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
DAY = NOW.date()
WHO = {"by": "Ann", "now": NOW}


def promise(casebook, incident, words="We train the team.", due=DAY):
    return casebook.remedies.promise(incident.id, words, owner="Bea", due=due, **WHO)


def test_a_promise_is_kept_with_a_proof(casebook, incident):
    made = promise(casebook, incident)
    assert promise(casebook, incident) == made
    with pytest.raises(NotAllowed, match="how one knows"):
        casebook.remedies.prove(made.id, " ", **WHO)
    kept = casebook.remedies.prove(made.id, "https://acme.example/training", **WHO)
    assert (kept.state, kept.proof, kept.settled_at) == ("done", "https://acme.example/training", NOW)
    assert casebook.remedies.prove(made.id, "https://acme.example/training", **WHO) == kept
    with pytest.raises(IllegalMove, match="done already"):
        casebook.remedies.give_up(made.id, "no money", **WHO)
    assert len(casebook.timeline.of(incident.id, kind="remedy")) == 2


def test_a_broken_promise_may_be_kept_after_all(casebook, incident):
    made = promise(casebook, incident)
    assert casebook.remedies.give_up(made.id, "no money", **WHO).state == "broken"
    assert casebook.remedies.prove(made.id, "done in May", **WHO).state == "done"


def test_what_is_due_and_who_was_reminded(casebook, incident):
    late = promise(casebook, incident, "late", DAY + timedelta(days=9))
    soon = promise(casebook, incident, "soon")
    done = promise(casebook, incident, "done")
    casebook.remedies.prove(done.id, "seen", **WHO)
    assert [one.id for one in casebook.remedies.due(DAY)] == [soon.id]
    assert casebook.remedies.due(DAY - timedelta(days=1)) == ()
    assert [one.id for one in casebook.remedies.of(incident.id, state="open")] == [soon.id, late.id]
    for count in (1, 2):
        reminded = casebook.remedies.remind(soon.id, **WHO)
        assert (reminded.reminders, reminded.reminded_at) == (count, NOW)
    with pytest.raises(NotInCasebook, match="no remedy 99"):
        casebook.remedies.remind(99, **WHO)
    with pytest.raises(NotAllowed, match="somebody who sees to it"):
        casebook.remedies.promise(incident.id, "x", owner="", due=DAY, **WHO)


def point(value=1.0, metric="mention_volume", day=DAY, **fields):
    return MetricPoint(**{"account": "acme-x", "metric": metric, "day": day, "value": value, "source": "x"} | fields)


def test_numbers_are_written_again_not_twice(casebook, incident):
    for value in (1.0, 2.5):
        assert casebook.metrics.record([point(value), point(value, incident=incident.id)]) == 2
    assert casebook.metrics.baseline("acme-x") == (point(2.5),)
    assert casebook.metrics.of(incident.id) == (point(2.5, incident=incident.id),)


def test_the_last_of_the_same_number_counts(casebook):
    assert casebook.metrics.record([point(1), point(2), point(3, source="y")]) == 2
    assert casebook.metrics.baseline("acme-x") == (point(2), point(3, source="y"))


def test_numbers_come_by_metric_and_day(casebook):
    days = [DAY + timedelta(days=number) for number in range(1200)]
    casebook.metrics.record(point(number, day=day) for number, day in reversed(list(enumerate(days))))
    casebook.metrics.record([point(7, "follower_count"), point(8, account="other")])
    read = casebook.metrics.baseline
    assert [one.value for one in read("acme-x", "mention_volume")] == list(range(1200))
    assert len(read("acme-x")) == 1201
    assert [one.value for one in read("acme-x", "mention_volume", since=days[5], until=days[7])] == [5, 6, 7]
    assert casebook.metrics.record([]) == 0


def test_a_number_of_an_unknown_incident_writes_none(casebook):
    with pytest.raises(NotInCasebook, match="no incident none"):
        casebook.metrics.record([point(), point(incident="none")])
    assert casebook.metrics.baseline("acme-x") == ()


def test_check_ins_are_planned_once(casebook, incident):
    first = casebook.check_ins.plan(incident.id, start=NOW, **WHO)
    assert tuple(look.day for look in first) == DAYS
    assert [look.due_at - NOW for look in first] == [timedelta(days=day) for day in DAYS]
    again = casebook.check_ins.plan(incident.id, start=NOW + timedelta(days=5), days=[180, 240], **WHO)
    assert again[:-1] == first
    assert again[-1].due_at == NOW + timedelta(days=245)
    told = [event.details["days"] for event in casebook.timeline.of(incident.id, kind="check-in")]
    assert told == [list(DAYS), [240]]


def test_those_without_a_run_are_found(casebook, incident, monkeypatch):
    monkeypatch.setattr("flows.store.check_ins._ASKED_TOGETHER", 1)
    casebook.check_ins.plan(incident.id, start=NOW, days=[1, 3, 7, 14], **WHO)
    casebook.check_ins.attach_all({(incident.id, 1): "run-1", (incident.id, 3): ""})
    casebook.check_ins.finish(incident.id, 14, status="recovering", result={}, by="flow", now=NOW)
    found = list(casebook.check_ins.without_run(["nobody", incident.id]))
    assert [(look.incident, look.day) for look in found] == [(incident.id, 3), (incident.id, 7)]
    assert list(casebook.check_ins.without_run([])) == []


def test_a_check_in_is_done_once(casebook, incident):
    casebook.check_ins.plan(incident.id, start=NOW, days=[1, 7], **WHO)
    casebook.check_ins.attach_all({(incident.id, 1): "run-1"})
    look = casebook.check_ins.get(incident.id, 1)
    assert (look.run, look.state) == ("run-1", "planned")
    fields = {"by": "flow", "now": NOW + timedelta(days=1)}
    first, done = casebook.check_ins.finish(incident.id, 1, status="recovering", result={"effect": 4.2}, **fields)
    second, same = casebook.check_ins.finish(incident.id, 1, status="relapsed", result={}, **fields)
    assert (first, second, same) == (True, False, done)
    assert (done.status, done.result, done.state) == ("recovering", {"effect": 4.2}, "done")
    assert casebook.check_ins.get(incident.id, 1) == done
    assert [look.day for look in casebook.check_ins.due(NOW + timedelta(days=7))] == [7]
    assert casebook.check_ins.due(NOW + timedelta(days=6)) == ()


def test_an_unknown_check_in_is_named(casebook, incident):
    for ask in (
        lambda: casebook.check_ins.get(incident.id, 5),
        lambda: casebook.check_ins.finish(incident.id, 5, status="recovered", result={}, **WHO),
    ):
        with pytest.raises(NotInCasebook, match="no check-in for day 5"):
            ask()


def test_a_lesson_is_proposed_once_and_decided_by_a_person(casebook, incident):
    fields = {"kind": "rule", "title": "M901", "by": "flow", "now": NOW}
    lesson = casebook.lessons.propose(incident.id, text="id: M901", **fields)
    assert casebook.lessons.propose(incident.id, text="other", **fields) == lesson
    with pytest.raises(NotAllowed, match="by a person"):
        casebook.lessons.decide(incident.id, lesson.id, "merged", by="", now=NOW)
    merged = casebook.lessons.decide(incident.id, lesson.id, "merged", **WHO)
    assert (merged.state, merged.decided_by, merged.decided_at) == ("merged", "Ann", NOW)
    assert casebook.lessons.decide(incident.id, lesson.id, "merged", **WHO) == merged
    with pytest.raises(IllegalMove, match="merged by Ann"):
        casebook.lessons.decide(incident.id, lesson.id, "refused", **WHO)
    with pytest.raises(NotInCasebook):
        casebook.lessons.decide(incident.id, 99, "merged", **WHO)
    assert casebook.lessons.of(incident.id) == (merged,)


def test_lessons_are_numbered_within_their_incident(casebook, incident):
    told = {"account": "acme-x", "platform": "x", "post": {"text": "Another one"}, "lead": "Ann", "now": NOW}
    other = casebook.incidents.open("Acme", **told)
    for name in (incident.id, other.id):
        kept = [
            casebook.lessons.propose(name, kind="rule", title=title, text=title, by="flow", now=NOW)
            for title in ("one", "two")
        ]
        assert [each.id for each in kept] == [1, 2]
    assert casebook.lessons.decide(other.id, 2, "merged", **WHO).title == "two"
    assert [each.state for each in casebook.lessons.of(incident.id)] == ["proposed", "proposed"]
    assert [(each.id, each.state) for each in casebook.lessons.of(other.id)] == [(1, "proposed"), (2, "merged")]
