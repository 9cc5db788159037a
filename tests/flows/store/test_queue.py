"""The queue and its freezes: what is frozen stays, and a thaw lets nothing go by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.errors import IllegalMove, NotAllowed, NotInCasebook
from flows.outgoing import ALL_ACCOUNTS

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
WHO = {"by": "Ann", "now": NOW}


def add(casebook, key="spring-1", account="acme-x", **fields):
    return casebook.queue.add(key, account=account, **{"post": {"text": "Hi"}, "at": NOW} | WHO | fields)


def states(casebook):
    return {post.key: post.state for post in casebook.queue.all()}


def freeze(casebook, account=ALL_ACCOUNTS, **fields):
    return casebook.freezes.freeze(account, why="mishap", **WHO | fields)


def thaw(casebook, account=ALL_ACCOUNTS):
    return casebook.freezes.thaw(account, why="over", **WHO)


def test_a_post_waits_for_its_time(casebook):
    late = add(casebook, "late", at=NOW + timedelta(hours=1))
    soon = add(casebook, "soon")
    assert add(casebook, "soon", post={"text": "Other"}) == soon
    assert casebook.queue.all() == (soon, late)
    assert casebook.queue.due(NOW) == (soon,)
    assert casebook.queue.all(account="other") == ()
    assert casebook.queue.get(late.id) == late


def test_one_asker_publishes_it(casebook):
    post = add(casebook)
    assert [casebook.queue.start(post.id, now=NOW) for _ in range(2)] == [True, False]
    fields = {"account": "acme-x", "platform": "x", "draft_hash": "a" * 64}
    casebook.publications.intend("spring-1", **fields, **WHO)
    done = casebook.queue.finish(post.id, "published", now=NOW, publication="spring-1")
    assert (done.state, done.publication) == ("published", "spring-1")
    assert casebook.queue.finish(post.id, "published", now=NOW, publication="spring-1") == done
    with pytest.raises(IllegalMove, match="is published and cannot become draft"):
        casebook.queue.withdraw(post.id, now=NOW, why="too late")


def test_a_draft_goes_out_when_a_person_releases_it(casebook):
    post = add(casebook, as_draft=True)
    assert (post.state, casebook.queue.start(post.id, now=NOW)) == ("draft", False)
    later = NOW + timedelta(hours=3)
    released = casebook.queue.release(post.id, at=later, **WHO)
    assert (released.state, released.at, released.note) == ("waiting", later, "Released by Ann.")
    with pytest.raises(IllegalMove):
        casebook.queue.release(post.id, at=later, **WHO)
    assert casebook.queue.withdraw(post.id, now=NOW, why="on second thoughts").note == "on second thoughts"


def test_a_freeze_holds_what_waits_and_what_comes(casebook):
    add(casebook, "before")
    add(casebook, "draft", as_draft=True)
    sending = add(casebook, "sending")
    casebook.queue.start(sending.id, now=NOW)
    frozen = freeze(casebook)
    add(casebook, "after")
    assert states(casebook) == {"before": "held", "draft": "draft", "sending": "publishing", "after": "held"}
    assert (frozen.account, frozen.why, casebook.freezes.of("anything")) == ("*", "mishap", frozen)
    draft = next(post for post in casebook.queue.all() if post.key == "draft")
    assert casebook.queue.release(draft.id, at=NOW, **WHO).state == "held"
    assert casebook.freezes.active() == (frozen,)


def test_freezing_twice_is_one_freeze(casebook):
    assert freeze(casebook) == freeze(casebook, by="Bea", now=NOW + timedelta(hours=1))
    assert len(casebook.freezes.active()) == 1


def test_a_freeze_of_one_account_leaves_the_others(casebook):
    add(casebook, "x")
    add(casebook, "blog", "acme-blog")
    freeze(casebook, "acme-x")
    assert states(casebook) == {"x": "held", "blog": "waiting"}
    assert casebook.freezes.of("acme-blog") is None


def test_a_thaw_lets_nothing_go_by_itself(casebook):
    add(casebook)
    freeze(casebook)
    assert thaw(casebook) == 1
    assert states(casebook) == {"spring-1": "draft"}
    assert casebook.queue.due(NOW + timedelta(days=9)) == ()
    assert casebook.freezes.active() == ()
    freeze(casebook)
    assert len(casebook.freezes.active()) == 1


@pytest.mark.parametrize(("first", "second"), [("acme-x", ALL_ACCOUNTS), (ALL_ACCOUNTS, "acme-x")])
def test_what_two_freezes_hold_takes_two_thaws(casebook, first, second):
    add(casebook)
    freeze(casebook, "acme-x")
    freeze(casebook)
    assert (thaw(casebook, first), states(casebook)) == (0, {"spring-1": "held"})
    assert (thaw(casebook, second), states(casebook)) == (1, {"spring-1": "draft"})


def test_a_thaw_needs_a_freeze_a_person_and_a_reason(casebook):
    with pytest.raises(NotInCasebook, match="no freeze of acme-x"):
        thaw(casebook, "acme-x")
    freeze(casebook)
    with pytest.raises(NotAllowed, match="name of a person and a reason"):
        casebook.freezes.thaw(by="", why="", now=NOW)
    assert len(casebook.freezes.active()) == 1


def test_a_freeze_of_an_incident_stands_in_its_timeline(casebook, incident):
    add(casebook)
    for _ in range(2):
        freeze(casebook, incident=incident.id)
    thaw(casebook)
    told = [(event.kind, event.details) for event in casebook.timeline.of(incident.id)[1:]]
    assert told == [("freeze", {"account": "*", "held": 1}), ("thaw", {"account": "*", "drafts": 1})]


def test_an_unknown_post_is_named(casebook):
    for ask in (casebook.queue.get, lambda post: casebook.queue.start(post, now=NOW)):
        with pytest.raises(NotInCasebook, match="no queued post 7"):
            ask(7)
