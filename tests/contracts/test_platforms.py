"""What holds for every platform: the outbox itself, and the real clients against fake servers on this machine."""

from datetime import timedelta

import pytest

from flows.platforms.base import (
    Gone,
    KeyTaken,
    Media,
    NoAccess,
    NotSupported,
    PlatformError,
    Refused,
    Unclear,
    Unreachable,
)

SORRY = "We are sorry. Our post made light of a strike.\n\nMore: https://example.com/sorry (today) #sorry ❤️"
HOUR = timedelta(hours=1)


# --- sending once -----------------------------------------------------------------------------------------------------


def test_what_is_published_can_be_read_back(stage):
    sent = stage.platform.publish(SORRY, key="inc-1/apology")
    read = stage.platform.read(sent.id)
    assert (read.id, read.url, read.text, read.queued) == (sent.id, sent.url, SORRY, False)
    assert abs(read.at - stage.clock()) < timedelta(seconds=1)
    assert stage.platform.read(sent.url).id == sent.id
    assert stage.texts() == [SORRY]


def test_the_same_key_makes_one_post(stage):
    first = stage.platform.publish(SORRY, key="inc-1/apology")
    assert stage.another().publish(SORRY, key="inc-1/apology").id == first.id
    assert stage.texts() == [SORRY]


def test_the_same_key_with_another_text_is_refused(stage):
    stage.platform.publish(SORRY, key="inc-1/apology")
    with pytest.raises(KeyTaken, match="already belongs to another text"):
        stage.another().publish("Something else.", key="inc-1/apology")
    assert stage.texts() == [SORRY]


def test_another_key_makes_another_post(stage):
    one = stage.platform.publish(SORRY, key="inc-1/apology")
    two = stage.platform.publish("What we do now.", key="inc-1/remedy")
    assert one.id != two.id
    assert sorted(stage.texts()) == sorted([SORRY, "What we do now."])


def test_a_publication_is_found_by_its_key(stage):
    before = stage.clock()
    sent = stage.platform.publish(SORRY, key="inc-1/apology")
    assert stage.another().find("inc-1/apology", text=SORRY, since=before).id == sent.id
    assert stage.another().find("inc-2/apology", text="Never sent.", since=before) is None


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_text_is_refused(stage, text):
    with pytest.raises(Refused):
        stage.platform.publish(text, key="k")
    assert stage.texts() == []


def test_a_text_that_is_too_long_is_refused_before_it_is_sent(stage):
    longest = stage.platform.capabilities.longest_text
    if longest is None:
        pytest.skip("this platform takes texts of any length")
    with pytest.raises(Refused, match=rf"{longest + 1} characters, {longest} fit"):
        stage.platform.publish("x" * (longest + 1), key="k")
    stage.platform.publish("x" * (longest - 1) + "ä", key="k")
    assert len(stage.texts()) == 1


def test_an_answer_hangs_below_what_it_answers(stage):
    sent = stage.platform.publish(SORRY, key="a")
    answer = stage.platform.publish("Here is what we do.", key="b", in_reply_to=sent.id)
    assert stage.platform.read(answer.id).text == "Here is what we do."
    assert sorted(stage.texts()) == sorted([SORRY, "Here is what we do."])


@pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")  # of the atproto client itself
def test_a_picture_goes_along(stage, tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    media = [Media(path=str(tmp_path / "a.png"), alt_text="A letter")]
    stage.platform.publish("See our letter.", key="a", media=media)
    assert stage.texts() == ["See our letter."]


def test_a_picture_that_is_not_there_stops_the_post(stage, tmp_path):
    with pytest.raises(Refused):
        stage.platform.publish("See our letter.", key="a", media=[Media(path=str(tmp_path / "none.png"))])
    assert stage.texts() == []


# --- what people say --------------------------------------------------------------------------------------------------


def test_replies_come_with_the_replies_to_them_each_once(stage):
    sent = stage.platform.publish(SORRY, key="a")
    first = stage.answer(sent.id, "sam", "Not good enough", likes=3)
    stage.answer(sent.id, "ari", "And now?", to=first)
    stage.answer(sent.id, "kim", "Thank you")
    stage.settle()
    replies = {reply.text: reply for reply in stage.platform.replies(sent.id)}
    assert sorted(replies) == ["And now?", "Not good enough", "Thank you"]
    assert replies["Not good enough"].in_reply_to == sent.id
    assert replies["And now?"].in_reply_to == first
    assert replies["Not good enough"].author.startswith("sam")
    assert len(list(stage.platform.replies(sent.id))) == 3


def test_replies_can_be_asked_for_since_a_moment(stage):
    sent = stage.platform.publish(SORRY, key="a")
    stage.answer(sent.id, "sam", "early")
    moment = stage.clock()
    stage.clock.forward(timedelta(seconds=1))
    stage.answer(sent.id, "ari", "late")
    stage.settle()
    assert [reply.text for reply in stage.platform.replies(sent.id, since=moment)] == ["late"]


def test_quotes_and_counts(stage):
    sent = stage.platform.publish(SORRY, key="a")
    for text in ("Look at this", "And this", "Unbelievable"):
        stage.quote(sent.id, "sam", text)
    stage.answer(sent.id, "ari", "Hm")
    stage.settle()
    assert sorted(quote.text for quote in stage.platform.quotes(sent.id)) == [
        "And this",
        "Look at this",
        "Unbelievable",
    ]
    counts = stage.platform.counts(sent.id)
    assert (counts.replies, counts.quotes, counts.likes) == (1, 3, 0)
    assert counts.followers == stage.platform.followers()


# --- taking back ------------------------------------------------------------------------------------------------------


def test_a_deleted_post_is_gone_and_so_is_its_thread(stage):
    sent = stage.platform.publish(SORRY, key="a")
    stage.answer(sent.id, "sam", "Hm")
    stage.settle()
    assert stage.platform.delete(sent.id)
    assert not stage.platform.delete(sent.id)
    for read in (stage.platform.read, stage.platform.counts, lambda id_: list(stage.platform.replies(id_))):
        with pytest.raises(Gone):
            read(sent.id)
    assert stage.platform.find("a", text=SORRY) is None
    assert stage.texts() == []


@pytest.mark.parametrize("id_", ["", "no-such-post", "../../etc/passwd", "at://x/y/z", "https://example.com/", "\0"])
def test_an_id_that_means_nothing_is_gone(stage, id_):
    with pytest.raises(Gone):
        stage.platform.read(id_)


def test_answering_what_is_gone_publishes_nothing(stage):
    sent = stage.platform.publish(SORRY, key="a")
    stage.platform.delete(sent.id)
    if stage.platform.name == "outbox":
        pytest.skip("in an outbox anything can be answered")
    with pytest.raises(Gone):
        stage.platform.publish("More.", key="b", in_reply_to=sent.id)
    assert stage.texts() == []


# --- the queue --------------------------------------------------------------------------------------------------------


@pytest.fixture
def queue(stage):
    """The stage of a platform that keeps a queue."""
    if stage.platform.capabilities.queue == "ours":
        pytest.skip("this platform keeps no queue")
    return stage


def test_who_keeps_no_queue_says_so(stage):
    if stage.platform.capabilities.queue == "platform":
        pytest.skip("this platform keeps a queue")
    assert stage.platform.queue() == ()
    with pytest.raises(NotSupported):
        stage.platform.publish(SORRY, key="a", at=stage.clock() + HOUR)
    with pytest.raises(NotSupported):
        stage.platform.hold("1")
    assert stage.texts() == []


def test_a_scheduled_post_waits_and_then_goes_out(queue):
    sent = queue.platform.publish(SORRY, key="a", at=queue.clock() + HOUR)
    assert (sent.queued, sent.url, sent.at) == (True, "", queue.clock() + HOUR)
    assert queue.platform.find("a", text=SORRY) == queue.platform.read(sent.id) == sent
    assert [item.text for item in queue.platform.queue()] == [SORRY]
    assert queue.texts() == []
    queue.clock.forward(2 * HOUR)
    assert queue.platform.queue() == ()
    assert queue.texts() == [SORRY]
    assert not queue.platform.find("a", text=SORRY).queued


def test_the_queue_is_read_whole_the_next_one_first(queue):
    for hours in (5, 1, 4, 2, 3):
        queue.platform.publish(f"in {hours} h", key=str(hours), at=queue.clock() + hours * HOUR)
    assert [item.text for item in queue.another().queue()] == [f"in {hours} h" for hours in (1, 2, 3, 4, 5)]


def test_a_scheduled_post_is_queued_once(queue):
    first = queue.platform.publish(SORRY, key="a", at=queue.clock() + HOUR)
    assert queue.another().publish(SORRY, key="a", at=queue.clock() + HOUR).id == first.id
    with pytest.raises(KeyTaken):
        queue.another().publish("Something else.", key="a", at=queue.clock() + HOUR)
    assert len(queue.platform.queue()) == 1


def test_a_held_post_does_not_go_out_until_it_is_released(queue):
    sent = queue.platform.publish(SORRY, key="a", at=queue.clock() + HOUR)
    held = queue.platform.hold(sent.id)
    assert (held.text, held.held, held.at) == (SORRY, True, queue.clock() + HOUR)
    assert queue.platform.queue() == ()
    assert queue.platform.find("a", text=SORRY) is None
    queue.clock.forward(2 * HOUR)
    assert queue.texts() == []
    with pytest.raises(Refused):
        queue.platform.release(held, key="b", at=queue.clock() - HOUR)
    released = queue.platform.release(held, key="b", at=queue.clock() + HOUR)
    assert [item.id for item in queue.platform.queue()] == [released.id]
    queue.clock.forward(2 * HOUR)
    assert queue.texts() == [SORRY]


def test_what_is_out_cannot_be_held(queue):
    sent = queue.platform.publish(SORRY, key="a", at=queue.clock() + HOUR)
    queue.clock.forward(2 * HOUR)
    for id_ in (sent.id, "nothing", "scheduled-../1"):
        with pytest.raises(Gone):
            queue.platform.hold(id_)
    assert queue.texts() == [SORRY]


def test_a_moment_that_has_passed_is_refused(queue):
    with pytest.raises(Refused):
        queue.platform.publish(SORRY, key="a", at=queue.clock() - HOUR)
    assert queue.texts() == []
    assert queue.platform.queue() == ()


# --- broken connections -----------------------------------------------------------------------------------------------


def test_a_lost_answer_sends_nothing_twice(remote):
    before = remote.clock()
    remote.server.misbehave("lose")
    try:
        sent = remote.platform.publish(SORRY, key="a")
    except Unclear:
        sent = remote.platform.find("a", text=SORRY, since=before)
    assert sent is not None
    assert remote.texts() == [SORRY]
    assert len([asked for asked in remote.server.asked if asked.method == "POST" and b"strike" in asked.body]) == 1


def test_no_answer_in_time_sends_nothing_twice(remote):
    remote.platform = remote.another(timeout=0.5)
    remote.server.misbehave("stall")
    try:
        sent = remote.platform.publish(SORRY, key="a")
    except Unclear:
        sent = remote.platform.find("a", text=SORRY)
    assert sent is not None
    assert remote.texts() == [SORRY]


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408])
def test_a_failing_server_leaves_it_unclear(remote, status):
    remote.server.misbehave(status)
    with pytest.raises(Unclear, match="it may have happened"):
        remote.platform.publish(SORRY, key="a")
    assert len([asked for asked in remote.server.asked if b"strike" in asked.body]) == 1


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, Refused), (401, NoAccess), (403, NoAccess), (404, Gone), (413, Refused), (422, Refused), (429, Unreachable)],
)
def test_a_clear_answer_means_that_nothing_happened(remote, status, error):
    remote.server.misbehave(status)
    with pytest.raises(error) as caught:
        remote.platform.publish(SORRY, key="a")
    assert type(caught.value) is error
    assert not isinstance(caught.value, Unclear)
    assert remote.texts() == []


def test_reading_is_tried_again(remote):
    sent = remote.platform.publish(SORRY, key="a")
    remote.server.misbehave(503, times=2, only="read")
    assert remote.platform.read(sent.id).text == SORRY


def test_reading_gives_up_after_a_while(remote):
    sent = remote.platform.publish(SORRY, key="a")
    remote.server.misbehave(503, times=50, only="read")
    asked = len(remote.server.asked)
    with pytest.raises(Unreachable, match=r"Try again in a few minutes\.$"):
        remote.platform.read(sent.id)
    assert len(remote.server.asked) == asked + 4


@pytest.mark.parametrize("how", ["lose", 500])
def test_deleting_with_a_lost_answer_is_unclear_and_can_be_asked_again(remote, how):
    sent = remote.platform.publish(SORRY, key="a")
    remote.server.misbehave(how)
    with pytest.raises(Unclear):
        remote.platform.delete(sent.id)
    remote.platform.delete(sent.id)
    assert remote.texts() == []


def test_a_wrong_secret_is_said_and_not_shown(remote):
    platform = remote.another(token="wrong-secret")
    with pytest.raises(NoAccess) as caught:
        platform.publish(SORRY, key="a")
    assert "wrong-secret" not in f"{caught.value!r}{caught.value}{vars(platform)!r}"
    assert remote.texts() == []


def test_no_connection_at_all_changes_nothing(remote):
    remote.server.close()
    with pytest.raises(Unreachable):
        remote.platform.publish(SORRY, key="a")


def test_an_error_never_quotes_the_post(remote):
    remote.server.misbehave(422)
    with pytest.raises(PlatformError) as caught:
        remote.platform.publish(SORRY, key="a")
    assert "strike" not in str(caught.value)


def test_making_a_platform_opens_no_connection(remote):
    remote.another()
    assert remote.server.asked == []
