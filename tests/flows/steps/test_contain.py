"""Step 1: what was stopped and what was kept."""

import json
from datetime import timedelta

import pytest

from flows.everyday.freezing import Brake
from flows.outgoing import ALL_ACCOUNTS
from flows.plan import Agreement
from flows.platforms.base import Unreachable
from flows.platforms.outbox import Outbox
from flows.steps.contain import contain
from flows.story import CONTAIN
from flows.terminal.telling import told
from tests.flows.steps.conftest import REPLIES


def schedule(recovery, *texts, outbox=None):
    for number, text in enumerate(texts):
        at = recovery.clock() + timedelta(hours=1 + number)
        (outbox or recovery.outbox).publish(text, key=f"queued {text}", at=at)


def test_queues_are_held_and_read_again(recovery):
    schedule(recovery, "one", "two")
    done = contain(recovery.open(*REPLIES))
    assert [(q.account, q.held, q.still_going, q.problem) for q in done.queues] == [("main", 2, (), "")]
    assert done.is_safe
    assert recovery.outbox.queue() == ()
    assert "nothing in it goes out any more" in " ".join(recovery.told("freeze"))
    (queue,) = recovery.casebook.evidence.of(recovery.name, kind="other")
    assert [item["text"] for item in json.loads(recovery.casebook.evidence.read(queue.id))] == ["one", "two"]


def test_what_waited_here_is_counted_beside_the_platforms_own_queue(recovery):
    """A post of ours that waits in the casebook is in no platform's queue, and is held all the same."""
    schedule(recovery, "theirs")
    text = recovery.casebook.drafts.add(
        None, "ours", platform="outbox", author="Ann", now=recovery.clock(), audience="ours", purpose="post"
    )
    recovery.casebook.queue.add(
        "ours",
        account="main",
        post={"text": "ours"},
        at=recovery.clock() + timedelta(hours=3),
        by="Ann",
        now=recovery.clock(),
        draft=text.id,
    )
    case = recovery.open(*REPLIES)
    done = contain(case)
    assert (done.queues[0].held, done.held_here) == (1, 1)
    assert "main: 1 queued post held." in told(CONTAIN, done)
    assert "1 post that was queued here is held." in told(CONTAIN, done)


def test_what_was_held_is_a_draft_of_ours_and_a_thaw_sends_nothing(recovery):
    schedule(recovery, "one", "two")
    contain(recovery.open(*REPLIES))
    drafts = recovery.casebook.queue.all(states=["draft"])
    assert [post.post["text"] for post in drafts] == ["one", "two"]
    recovery.later(days=1)
    brake = Brake(recovery.casebook, recovery.platforms, by="Ann", clock=recovery.clock)
    assert [post.id for post in brake.thaw(why="It is over.")] == [post.id for post in drafts]
    assert recovery.outbox.queue() == ()


def test_a_queue_that_falls_silent_in_between_is_told(recovery):
    class Silent(Outbox):
        asked = 0

        def queue(self):
            self.asked += 1
            if self.asked > 1:
                raise Unreachable("no answer.", where="outbox")
            return super().queue()

    schedule(recovery, "one")
    recovery.platforms["main"] = Silent(recovery.outbox.path, recovery.clock)
    done = contain(recovery.open(*REPLIES))
    assert (done.is_safe, done.queues[0].held) == (False, 1)
    assert any("could not be stopped for sure" in what for what in recovery.told("freeze"))


@pytest.mark.parametrize(
    ("freeze", "frozen", "held"), [("all accounts", ALL_ACCOUNTS, [1, 1]), ("this account", "main", [1])]
)
def test_one_account_or_all(recovery, tmp_path, freeze, frozen, held):
    recovery.platforms["blog"] = Outbox(f"{tmp_path}/blog", recovery.clock)
    schedule(recovery, "one")
    schedule(recovery, "two", outbox=recovery.platforms["blog"])
    done = contain(recovery.open(agreed=Agreement(freeze=freeze)))
    assert [queue.held for queue in done.queues] == held
    assert [each.account for each in recovery.casebook.freezes.active()] == [frozen]


def test_what_cannot_be_stopped_is_named(recovery):
    class Deaf(Outbox):
        def hold(self, id):  # noqa: A002
            return super().hold(id).model_copy()

        def queue(self):
            return self._before

    schedule(recovery, "one")
    before = recovery.outbox.queue()
    recovery.platforms["main"] = deaf = Deaf(recovery.outbox.path, recovery.clock)
    deaf._before = before
    (queue,) = contain(recovery.open()).queues
    assert not queue.is_safe
    assert queue.still_going == (f"the outbox {deaf.path}, at 2026-11-22 11:30 UTC",)


def test_a_queue_that_does_not_answer_is_a_problem_and_stops_nothing(recovery):
    class Silent(Outbox):
        def queue(self):
            raise Unreachable("no answer.", where="outbox")

    recovery.platforms["main"] = Silent(recovery.outbox.path, recovery.clock)
    done = contain(recovery.open(*REPLIES))
    assert "Look at this queue with your own eyes" in done.queues[0].problem
    assert done.replies == 4


def test_replies_of_a_file_are_kept_word_for_word(recovery):
    done = contain(recovery.open(*REPLIES))
    assert (done.replies, done.unreadable) == (4, ())
    kept = recovery.casebook.evidence.read(done.replies_evidence).splitlines()
    assert [json.loads(line)["id"] for line in kept] == ["r1", "r2", "r3", "r4"]


def test_bad_lines_are_named_and_the_others_kept(recovery):
    path = recovery.replies(*REPLIES)
    with open(path, "a", encoding="utf-8") as stream:
        stream.write("{broken\n" * 30)
    done = contain(recovery.open(replies_file=path))
    assert done.replies == 4
    assert done.unreadable[0] == f"30 lines of {path} are no replies and were left out; the others were read."
    assert done.unreadable[1].startswith(f"{path}:5: ")
    assert done.unreadable[-1].startswith("... and 25 more.")
    assert len(done.unreadable) == 7


def test_an_empty_file_of_replies_stops_nothing_and_is_told(recovery):
    path = recovery.replies()
    done = contain(recovery.open(replies_file=path))
    assert done.replies == 0
    assert done.unreadable[0].startswith(f"{path} holds no replies. When there are some: guard incident replies")


def test_a_post_on_the_platform_is_kept_with_its_counts_replies_and_quotes(recovery):
    post = recovery.outbox.publish("Earthquake sale", key="wrong")
    recovery.outbox.receive(post.id, recovery.written(*REPLIES))
    recovery.outbox.receive(post.id, recovery.written(("q1", "paper", "Look at this.")), quotes=True)
    done = contain(recovery.open(id=post.id))
    assert done.replies == 5
    kinds = [each.kind for each in recovery.casebook.evidence.of(recovery.name)]
    assert kinds == ["post", "post", "counts", "replies"]


def test_replies_that_were_read_before_the_platform_fell_silent_are_kept(recovery):
    class Breaking(Outbox):
        def replies(self, id, since=None):  # noqa: A002
            yield from super().replies(id, since)
            raise Unreachable("no answer any more.", where="outbox")

    post = recovery.outbox.publish("Earthquake sale", key="wrong")
    recovery.outbox.receive(post.id, recovery.written(*REPLIES))
    recovery.platforms["main"] = Breaking(recovery.outbox.path, recovery.clock)
    done = contain(recovery.open(id=post.id))
    assert done.replies == 4
    assert any("Not all replies could be read" in line for line in done.unreadable)


def test_a_post_that_is_gone_already_is_said_so(recovery):
    done = contain(recovery.open(*REPLIES, id="never-there"))
    assert done.replies == 4
    assert sum("Not everything could be kept" in line for line in done.unreadable) == 2


def test_without_replies_somebody_is_asked_for_them(recovery):
    done = contain(recovery.open())
    assert (done.replies, done.replies_evidence) == (0, None)
    assert "give a file of replies" in done.unreadable[0]


def test_pictures_are_kept(recovery, tmp_path):
    picture = tmp_path / "boots.png"
    picture.write_bytes(b"a picture")
    contain(recovery.open(media=(str(picture),)))
    (kept,) = recovery.casebook.evidence.of(recovery.name, kind="media")
    assert (kept.name, recovery.casebook.evidence.read(kept.id)) == ("boots.png", b"a picture")


def test_the_first_answer_promises_nothing_but_an_answer(recovery):
    done = contain(recovery.open(*REPLIES, agreed=Agreement(holding_minutes=45)))
    draft = recovery.casebook.drafts.get(done.holding_draft)
    assert draft.text.startswith("We have seen what you are telling us about our post. ")
    assert (draft.purpose, draft.findings) == ("holding", ())
    assert done.holding_due == recovery.clock() + timedelta(minutes=45)


def test_nothing_is_deleted_and_doing_it_again_adds_nothing(recovery):
    post = recovery.outbox.publish("Earthquake sale", key="wrong")
    case = recovery.open(*REPLIES, id=post.id)
    contain(case)
    events = len(recovery.casebook.timeline.of(case.name))
    drafts, evidence = recovery.casebook.drafts.of(case.name), recovery.casebook.evidence.of(case.name)
    contain(case)
    assert recovery.outbox.read(post.id).text == "Earthquake sale"
    assert (recovery.casebook.drafts.of(case.name), recovery.casebook.evidence.of(case.name)) == (drafts, evidence)
    assert len(recovery.casebook.timeline.of(case.name)) == events + 1  # the queue was read again
    assert recovery.is_whole()
