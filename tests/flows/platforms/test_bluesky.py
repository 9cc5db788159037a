"""What is special about Bluesky. The client is the real one, the server a fake on this machine."""

import re

import pytest

from flows.platforms.base import Gone, KeyTaken, NoAccess, Refused, Unclear
from flows.platforms.bluesky_records import place_of, record_name
from tests.contracts.stages import FakeBlueskyStage


@pytest.fixture
def stage(tmp_path):
    stage = FakeBlueskyStage(tmp_path)
    yield stage
    stage.close()


def only_record(stage):
    (record,) = stage.server.records.values()
    return record


# --- names and addresses ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["", "a", "INC-2026-001/apology", "ä" * 500, "\ud800"])
def test_a_record_name_is_a_valid_tid(key):
    assert re.fullmatch("[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}", record_name(key))
    assert record_name(key) == record_name(key)


def test_record_names_differ():
    assert len({record_name(f"INC-{number}") for number in range(10_000)}) == 10_000


@pytest.mark.parametrize(
    "written",
    [
        "at://acme.example.com/app.bsky.feed.post/3kabc",
        "https://bsky.app/profile/acme.example.com/post/3kabc",
        "https://bsky.app/profile/acme.example.com/post/3kabc/",
    ],
)
def test_places_are_read(written):
    assert place_of(written) == ("acme.example.com", "3kabc")


@pytest.mark.parametrize("written", ["", "3kabc", "at://a/app.bsky.feed.like/3k", "https://example.com/a/b/c/d"])
def test_what_is_no_place_is_gone(written):
    with pytest.raises(Gone, match="is not the address of a post"):
        place_of(written)


# --- sending ----------------------------------------------------------------------------------------------------------


def test_links_and_hashtags_work_by_their_bytes(stage):
    text = "Für alle: https://example.com/ä, #sorry"
    stage.platform.publish(text, key="a")
    data = text.encode()
    marked = [data[f["index"]["byteStart"] : f["index"]["byteEnd"]].decode() for f in only_record(stage)["facets"]]
    assert marked == ["https://example.com/ä", "#sorry"]


def test_a_mention_of_nobody_stays_plain(stage):
    stage.platform.publish("Thanks @nobody.example.com", key="a")
    assert only_record(stage).get("facets") is None


def test_an_answer_names_the_first_post_of_its_thread(stage):
    first = stage.platform.publish("One.", key="1")
    second = stage.platform.publish("Two.", key="2", in_reply_to=first.id)
    third = stage.platform.publish("Three.", key="3", in_reply_to=second.url)
    answered = stage.server.records[third.id]["reply"]
    assert (answered["root"]["uri"], answered["parent"]["uri"]) == (first.id, second.id)


def test_another_process_was_faster(stage, monkeypatch):
    first = stage.another().publish("Sorry.", key="a")
    own, looks = stage.platform._own, []

    def not_yet(key):
        looks.append(key)
        return None if len(looks) == 1 else own(key)

    monkeypatch.setattr(stage.platform, "_own", not_yet)
    assert stage.platform.publish("Sorry.", key="a").id == first.id
    looks.clear()
    with pytest.raises(KeyTaken):
        stage.platform.publish("Another text.", key="a")
    assert stage.texts() == ["Sorry."]


def test_a_lost_answer_that_cannot_be_looked_up_stays_unclear(stage):
    stage.platform.followers()  # logged in
    stage.server.misbehave("lose")
    stage.server.misbehave(503, times=10, only="read")
    monkey = stage.platform._own
    stage.platform._own = lambda key: None if stage.platform.__dict__.pop("_own") else monkey(key)
    with pytest.raises(Unclear):
        stage.platform.publish("Sorry.", key="a")
    assert stage.texts() == ["Sorry."]


def test_a_long_text_becomes_a_thread_when_asked(stage):
    text = "We promise to do better. " * 30
    sent = stage.platform.publish_thread(text, key="a")
    assert " ".join(each.text for each in sent) == text.strip()
    parents = [stage.server.records[each.id].get("reply", {}).get("parent", {}).get("uri") for each in sent]
    assert parents == [None, *(each.id for each in sent[:-1])]
    assert stage.another().publish_thread(text, key="a") == sent
    assert len(stage.server.records) == len(sent) == 3


def test_a_thread_goes_on_where_it_stopped(stage):
    text = "We promise to do better. " * 30
    stage.platform.publish(stage.platform.publish_thread.__globals__["split_text"](text, 300)[0], key="a")
    assert len(stage.platform.publish_thread(text, key="a")) == 3
    assert len(stage.server.records) == 3


def test_a_thread_of_one_endless_word_is_refused(stage):
    with pytest.raises(Refused, match="One word is longer"):
        stage.platform.publish_thread("x" * 400, key="a")


def test_only_own_posts_can_be_deleted(stage):
    other = stage.server.somebody_posts("sam.test", "Hm")
    with pytest.raises(NoAccess, match="another account"):
        stage.platform.delete(other)


def test_too_many_pictures_are_refused(stage):
    with pytest.raises(Refused, match="at most 4 pictures"):
        stage.platform.publish("See.", key="a", media=[None] * 5)


def test_odd_moments_and_texts_of_others_are_read(stage):
    sent = stage.platform.publish("Sorry.", key="a")
    uri = stage.server.somebody_posts("sam.test", "Hm", sent.id)
    stage.server.records[uri]["createdAt"] = "not a moment"
    (reply,) = stage.platform.replies(sent.id)
    assert (reply.text, reply.created_at.year) == ("Hm", 1970)
