"""The brake: our queue, the platforms' own queues, and what a thaw leaves behind."""

from datetime import timedelta

import pytest

from flows.errors import NotAllowed, NotInCasebook
from flows.everyday.dispatch import send_due
from flows.everyday.freezing import Brake
from flows.everyday.posts import release, submit
from flows.platforms.base import Capabilities, Gone, Media, Unclear, Unreachable
from guard.errors import UsageError

from .conftest import CLEAN, LATER, NOW, REVIEW

THERE = "Scheduled with another tool."


@pytest.fixture
def brake(office):
    return Brake(office.casebook, office.desk.accounts, by="Cy", clock=office.clock)


def schedule(office, text=THERE, *, at=LATER, **fields):
    return office.outbox.publish(text, key=f"tool-{text}", at=at, **fields)


def test_everything_stops_and_a_thaw_sends_nothing(office, brake):
    submit(office.desk, office.wish(at=LATER), by="Ana")
    submit(office.desk, office.wish(text=REVIEW), by="Ana")
    schedule(office)
    frozen = brake.freeze(why="an accident")
    assert (frozen.is_safe, [post.id for post in frozen.held], frozen.sending) == (True, [1], ())
    assert [(queue.account, queue.held, queue.still_going) for queue in frozen.queues] == [
        ("main", 1, ()),
        ("blog", 0, ()),
    ]
    assert office.outbox.queue() == ()
    office.clock.travel_to(LATER)
    assert (list(send_due(office.desk, by="cron")), office.texts()) == ([], [])

    drafts = brake.thaw(why="it is over")
    assert [(post.id, post.state) for post in drafts] == [(2, "draft"), (1, "draft"), (3, "draft")]
    assert (list(send_due(office.desk, by="cron")), office.texts()) == ([], [])


def test_freezing_again_does_no_harm(office, brake):
    schedule(office)
    for _ in range(2):
        assert brake.freeze(why="an accident").is_safe
    schedule(office, "One more.")
    assert [queue.held for queue in brake.freeze(why="an accident").queues] == [1, 0]
    assert office.states() == {1: "draft", 2: "draft"}


def test_one_account_is_frozen_alone(office, brake):
    submit(office.desk, office.wish(at=LATER), by="Ana")
    submit(office.desk, office.wish(account="blog", at=LATER), by="Ana")
    frozen = brake.freeze("main", why="an accident")
    assert (office.states(), [queue.account for queue in frozen.queues]) == ({1: "held", 2: "waiting"}, ["main"])
    with pytest.raises(UsageError, match="no account 'mian' here"):
        brake.freeze("mian", why="an accident")
    with pytest.raises(NotInCasebook, match="no freeze of"):
        brake.thaw(why="over")
    assert [post.id for post in brake.thaw("main", why="over")] == [1]


def test_a_thaw_needs_a_name_and_a_reason(office, brake):
    brake.freeze(why="an accident")
    with pytest.raises(NotAllowed, match="name of a person and a reason"):
        brake.thaw(why=" ")
    assert office.casebook.freezes.of("main") is not None


def test_what_is_being_sent_is_named(office, brake):
    submit(office.desk, office.wish(at=LATER), by="Ana")
    office.clock.travel_to(LATER)
    office.casebook.queue.start(1, now=LATER)
    frozen = brake.freeze(why="an accident")
    assert ([post.id for post in frozen.sending], frozen.is_safe) == ([1], False)


def test_a_post_from_the_platforms_queue_goes_out_once_through_ours(office, brake, tmp_path):
    picture = tmp_path / "cake.png"
    picture.write_bytes(b"cake")
    schedule(office, media=[Media(path=str(picture), alt_text="")], in_reply_to="post-0")
    brake.freeze(why="an accident")
    brake.thaw(why="over")
    assert release(office.desk, 1, at=None, by="Ana").outcome == "published"
    office.clock.travel_to(LATER)
    assert (office.texts(), release(office.desk, 1, at=None, by="Ana").outcome) == ([THERE], "published")
    entry = next(e for i in office.outbox._folder.ids() if (e := office.outbox._folder.entry(i)).status == "published")
    assert (entry.in_reply_to, [each.path for each in entry.media]) == ("post-0", [str(picture)])


@pytest.mark.parametrize("went_out", [False, True])
def test_a_brake_that_died_between_keeping_and_stopping_leads_to_no_second_post(office, brake, monkeypatch, went_out):
    schedule(office)

    def dies(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(office.outbox, "hold", dies)
        with pytest.raises(KeyboardInterrupt):
            brake.freeze(why="an accident")
    assert (office.states(), len(office.outbox.queue())) == ({1: "draft"}, 1)
    if went_out:
        office.clock.travel_to(LATER)
    brake.thaw(why="over")
    answer = release(office.desk, 1, at=None, by="Ana")
    office.clock.travel_to(LATER + timedelta(minutes=1))
    assert (answer.outcome, office.texts(), office.outbox.queue()) == ("published", [THERE], ())
    assert ("is out already" in answer.said) == went_out


def test_a_post_that_has_just_gone_out_is_no_draft(office, brake, monkeypatch):
    schedule(office)

    def gone(_):
        raise Gone("it is out.", where="outbox")

    monkeypatch.setattr(office.outbox, "hold", gone)
    frozen = brake.freeze(why="an accident")
    assert (office.states(), frozen.queues[0].still_going, frozen.is_safe) == (
        {1: "refused"},
        (f"the outbox {office.folder}, at 2026-11-22 12:30 UTC",),
        False,
    )


@pytest.mark.parametrize("error", [Unclear("the connection was lost."), Unreachable("no answer.")])
def test_one_post_that_resists_does_not_save_the_others(office, brake, monkeypatch, error):
    schedule(office)
    schedule(office, "A second one.", at=LATER + timedelta(minutes=1))
    hold, first = office.outbox.hold, office.outbox.queue()[0].id

    def resists(id_):
        if id_ == first:
            raise error
        return hold(id_)

    monkeypatch.setattr(office.outbox, "hold", resists)
    queue = brake.freeze(why="an accident").queues[0]
    assert (queue.held, len(queue.still_going), queue.problem, queue.is_safe) == (1, 1, str(error), False)


def test_a_queue_that_cannot_be_read_is_told_and_ours_is_frozen(office, brake, monkeypatch):
    submit(office.desk, office.wish(at=LATER), by="Ana")

    def silent():
        raise Unreachable("no answer.", where="outbox")

    monkeypatch.setattr(office.outbox, "queue", silent)
    frozen = brake.freeze(why="an accident")
    assert (office.states(), frozen.is_safe) == ({1: "held"}, False)
    assert frozen.queues[0].problem == "outbox: no answer. Look at this queue with your own eyes."


def test_a_platform_without_a_queue_of_its_own_has_nothing_to_stop(office, brake, monkeypatch):
    monkeypatch.setattr(type(office.outbox), "capabilities", Capabilities())
    assert [queue.held for queue in brake.freeze(why="an accident").queues] == [0, 0]


def test_pictures_that_only_the_platform_has_keep_a_draft_here(office, brake, monkeypatch):
    schedule(office)
    (item,) = office.outbox.queue()
    monkeypatch.setattr(office.outbox, "queue", lambda: (item.model_copy(update={"media": ("4711",)}),))
    brake.freeze(why="an accident")
    brake.thaw(why="over")
    answer = release(office.desk, 1, at=None, by="Ana")
    assert (answer.outcome, "pictures that only the platform holds" in answer.said) == ("draft", True)
    assert office.texts() == []


def test_posts_for_a_frozen_account_are_told_who_froze_it_and_why(office, brake):
    brake.freeze("main", why="an accident")
    answer = submit(office.desk, office.wish(), by="Ana")
    assert f"main is frozen since {NOW:%Y-%m-%d %H:%M} UTC by Cy: an accident" in answer.said
    assert answer.fix.startswith("First: guard thaw main --by NAME")
    assert submit(office.desk, office.wish(text=CLEAN, account="blog"), by="Ana").outcome == "published"
