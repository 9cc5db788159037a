"""What is special about Mastodon. The client is the real one, the server a fake on this machine."""

from datetime import timedelta

import pytest

from flows.platforms.base import Gone, Media, NotSupported, Unclear, Unreachable
from tests.contracts.fake_mastodon import FakeMastodon
from tests.contracts.stages import FakeMastodonStage


@pytest.fixture
def stage(tmp_path):
    stage = FakeMastodonStage(tmp_path)
    yield stage
    stage.close()


ODD_TEXTS = [
    "Sorry @sam@example.social and @ari@example.org!",
    'Two  spaces\n\n\nand 3 < 4 & "quotes"',
    "https://example.com/a?b=c&d=e#f",
]


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_texts_that_the_server_shows_otherwise_are_known_again(stage, text):
    before = stage.clock()
    sent = stage.platform.publish(text, key="a")
    assert stage.another().publish(text, key="a").id == sent.id
    assert stage.platform.find("a", text=text, since=before).id == sent.id
    assert stage.platform.read(sent.id).text == text


def test_the_key_goes_along(stage):
    stage.platform.publish("Sorry.", key="INC-1/apology")
    (asked,) = [each for each in stage.server.asked if each.method == "POST"]
    assert asked.headers["idempotency-key"] == "INC-1/apology"


def test_an_old_post_with_the_same_text_is_not_mistaken_for_ours(stage):
    stage.server.somebody_posts("brand", "Thank you!")
    stage.clock.forward(timedelta(days=1))
    assert stage.platform.find("a", text="Thank you!", since=stage.clock()) is None


def test_the_first_post_since_then_is_found_also_pages_back(stage):
    before = stage.clock()
    sent = stage.platform.publish("Thank you!", key="a")
    for number in range(7):
        stage.server.somebody_posts("brand", f"Other {number}")
    stage.server.somebody_posts("brand", "Thank you!")
    assert stage.platform.find("a", text="Thank you!", since=before).id == sent.id


def test_the_servers_clock_may_be_behind(stage):
    sent = stage.platform.publish("Thank you!", key="a")
    assert stage.platform.find("a", text="Thank you!", since=stage.clock() + timedelta(minutes=4)).id == sent.id


def test_a_server_without_quotes_says_so(stage, monkeypatch):
    sent = stage.platform.publish("Sorry.", key="a")
    monkeypatch.setattr(FakeMastodon, "ROUTES", [each for each in FakeMastodon.ROUTES if each[2] != "quotes"])
    with pytest.raises(NotSupported, match="knows no quotes"):
        list(stage.platform.quotes(sent.id))


def test_the_address_of_another_server_is_told_apart(stage):
    with pytest.raises(Gone, match="copy its address from there"):
        stage.platform.read("https://elsewhere.example/@sam/1001")


def test_held_pictures_go_along_when_released(stage, tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    media = [Media(path=str(tmp_path / "a.png"))]
    sent = stage.platform.publish("See.", key="a", media=media, at=stage.clock() + timedelta(hours=1))
    held = stage.platform.hold(sent.id)
    assert held.media == ("77",)
    stage.platform.release(held, key="b", at=stage.clock() + timedelta(hours=2))
    assert stage.platform.queue()[0].media == ("77",)


def test_an_upload_that_fails_sends_nothing(stage, tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    stage.server.misbehave("lose")
    with pytest.raises(Unreachable):
        stage.platform.publish("See.", key="a", media=[Media(path=str(tmp_path / "a.png"))])
    assert stage.texts() == []


def test_an_answer_without_sense_is_unclear(stage, monkeypatch):
    monkeypatch.setattr(FakeMastodon, "_shown", lambda *_: {"id": None})
    with pytest.raises(Unclear):
        stage.platform.publish("Sorry.", key="a")
    assert stage.texts() == ["Sorry."]


def test_what_waits_is_not_deleted_but_held(stage):
    sent = stage.platform.publish("Sorry.", key="a", at=stage.clock() + timedelta(hours=1))
    assert not stage.platform.delete(sent.id)
    assert len(stage.platform.queue()) == 1


def test_a_reply_of_somebody_is_read_without_html(stage):
    sent = stage.platform.publish("Sorry.", key="a")
    stage.answer(sent.id, "sam", "Not <funny> & not ok\nat all", likes=4)
    (reply,) = stage.platform.replies(sent.id)
    assert (reply.text, reply.likes, reply.author) == ("Not <funny> & not ok\nat all", 4, "sam")
    assert stage.platform.read(reply.id).text == reply.text
