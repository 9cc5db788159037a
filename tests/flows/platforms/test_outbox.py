"""The outbox beyond the contract: two processes at once, a process that dies, and a folder that is in a bad state."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from flows.clock import TravelClock
from flows.platforms.base import Gone, KeyTaken, Refused, Reply, Unclear
from flows.platforms.outbox import Outbox
from flows.platforms.outbox_files import id_of

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
KEY = "INC-2026-001/apology/acme outbox"


@pytest.fixture
def outbox(tmp_path):
    return Outbox(str(tmp_path / "outbox"), TravelClock(NOW))


def reply(id_, text="Hm", to=None):
    return Reply(id=id_, author="sam", created_at=NOW, text=text, in_reply_to=to)


def names(outbox, part="posts"):
    return sorted(os.listdir(os.path.join(outbox.path, part)))


# --- what a person sees -----------------------------------------------------------------------------------------------


def test_the_folder_explains_itself_and_its_names_are_plain(outbox):
    outbox.publish("Es tut uns leid. 💔", key=KEY)
    assert names(outbox, "") == ["README.txt", "counts", "inbox", "posts"]
    assert names(outbox)[0].startswith("inc-2026-001-apology-acme-outbox-")
    assert "".join(names(outbox)).isascii()
    with open(os.path.join(outbox.path, "README.txt"), encoding="ascii") as stream:
        assert "what a real account would show to the world" in stream.read()


def test_a_post_is_one_readable_file(outbox):
    outbox.publish("Es tut uns leid. 💔", key=KEY)
    with open(os.path.join(outbox.path, "posts", names(outbox)[0]), encoding="utf-8") as stream:
        text = stream.read()
    assert "Es tut uns leid. 💔" in text
    assert list(json.loads(text))[:3] == ["status", "at", "text"]


def test_a_readme_that_somebody_changed_stays(outbox):
    outbox.publish("One.", key="1")
    readme = os.path.join(outbox.path, "README.txt")
    with open(readme, "w", encoding="ascii") as stream:
        stream.write("mine")
    outbox.publish("Two.", key="2")
    with open(readme, encoding="ascii") as stream:
        assert stream.read() == "mine"


@pytest.mark.parametrize("key", ["../../../etc/passwd", "/etc/passwd", "a\0b", "😀", "x" * 5000, ".", "CON", "a/b\\c"])
def test_no_key_leaves_the_folder(outbox, tmp_path, key):
    sent = outbox.publish("Sorry.", key=key)
    assert [path.name for path in tmp_path.iterdir()] == ["outbox"]
    assert names(outbox) == [f"{sent.id}.json"]
    assert outbox.find(key).id == sent.id


@pytest.mark.parametrize("id_", ["../secret", "/etc/passwd", "a/../../b", "a.json", "A", "", "-", "a\n", "x" * 101])
def test_no_id_leaves_the_folder(outbox, tmp_path, id_):
    outbox.publish("Sorry.", key="1")
    (tmp_path / "secret.json").write_text("{}")
    for asked in (outbox.read, outbox.delete, outbox.hold, outbox.counts, lambda each: list(outbox.replies(each))):
        with pytest.raises(Gone):
            asked(id_)
    with pytest.raises(Gone):
        outbox.receive(id_, [reply("1")])


def test_keys_that_look_alike_make_different_posts(outbox):
    keys = ("a b", "a-b", "A b", "a  b", "a/b", "ä b")
    assert len({outbox.publish("Sorry.", key=key).id for key in keys}) == len(keys)


def test_a_link_to_elsewhere_is_not_followed(outbox, tmp_path):
    first = outbox.publish("Sorry.", key="1")
    path = os.path.join(outbox.path, "posts", f"{first.id}.json")
    os.rename(path, tmp_path / "elsewhere.json")
    os.symlink(tmp_path / "elsewhere.json", path)
    with pytest.raises(Refused, match="cannot be read"):
        outbox.read(first.id)


# --- never twice ------------------------------------------------------------------------------------------------------


def test_many_at_once_make_one_post(outbox):
    with ThreadPoolExecutor(8) as pool:
        sent = list(pool.map(lambda _: Outbox(outbox.path, TravelClock(NOW)).publish("Sorry.", key=KEY), range(40)))
    assert len({each.id for each in sent}) == 1
    assert names(outbox) == [f"{sent[0].id}.json"]


def test_two_texts_at_once_under_one_key_make_one_post(outbox):
    def send(text):
        try:
            return Outbox(outbox.path, TravelClock(NOW)).publish(text, key=KEY).text
        except KeyTaken:
            return None

    with ThreadPoolExecutor(8) as pool:
        sent = set(pool.map(send, [f"Text {number % 4}" for number in range(40)]))
    assert len(sent - {None}) == 1
    assert len(names(outbox)) == 1


@pytest.mark.parametrize("fate", ["deleted", "held"])
def test_a_key_whose_post_was_taken_back_is_never_used_again(outbox, fate):
    if fate == "deleted":
        outbox.delete(outbox.publish("Sorry.", key=KEY).id)
    else:
        outbox.hold(outbox.publish("Sorry.", key=KEY, at=NOW + timedelta(hours=1)).id)
    with pytest.raises(KeyTaken, match=fate):
        outbox.publish("Sorry.", key=KEY)


def test_the_same_call_after_its_moment_gives_the_post_that_went_out(outbox):
    at = NOW + timedelta(hours=1)
    first = outbox.publish("Sorry.", key=KEY, at=at)
    outbox._clock.forward(timedelta(hours=2))
    again = outbox.publish("Sorry.", key=KEY, at=at)
    assert (again.id, again.queued) == (first.id, False)


SENDER = """
import sys
from flows.platforms.outbox import Outbox
print(Outbox(sys.argv[1]).publish("Sorry.", key="k").id)
"""


def run(outbox, **environment):
    command = [sys.executable, "-c", SENDER, outbox.path]
    return subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(("point", "is_out"), [("outbox.before_write", False), ("outbox.after_write", True)])
def test_a_process_that_dies_leaves_a_whole_post_or_none(outbox, point, is_out):
    died = run(outbox, MISHAP_CRASH_AT=point)
    assert (died.returncode, died.stdout) == (137, "")
    assert (outbox.find("k") is not None) is is_out
    assert run(outbox).stdout.strip() == id_of("k")
    assert [each for each in names(outbox) if each.endswith(".json")] == [f"{id_of('k')}.json"]


def test_a_crash_can_be_asked_for_once(outbox, tmp_path):
    once = {"MISHAP_CRASH_AT": "other,outbox.after_write", "MISHAP_CRASH_ONCE": str(tmp_path / "died")}
    assert [run(outbox, **once).returncode for _ in range(2)] == [137, 0]


# --- holding ----------------------------------------------------------------------------------------------------------


def test_holding_twice_does_no_harm(outbox):
    sent = outbox.publish("Sorry.", key=KEY, at=NOW + timedelta(hours=1))
    assert outbox.hold(sent.id) == outbox.hold(sent.id)


def test_a_released_post_keeps_its_id_and_key(outbox):
    held = outbox.hold(outbox.publish("Sorry.", key=KEY, at=NOW + timedelta(hours=1)).id)
    released = outbox.release(held, key="another", at=NOW + timedelta(hours=3))
    assert released.id == held.id
    assert outbox.find(KEY).at == NOW + timedelta(hours=3)


def test_deleting_what_waits_deletes_nothing(outbox):
    sent = outbox.publish("Sorry.", key=KEY, at=NOW + timedelta(hours=1))
    assert not outbox.delete(sent.id)
    assert len(outbox.queue()) == 1


# --- a folder in a bad state ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", ["", "{", "[]", '{"status": "published"}', "\xff", "x" * 2_000_000])
def test_a_broken_file_is_named_and_the_others_are_read(outbox, content):
    for number in (1, 2, 3):
        outbox.publish("Sorry.", key=str(number), at=NOW + timedelta(hours=number))
    broken = os.path.join(outbox.path, "posts", f"{id_of('2')}.json")
    with open(broken, "w", encoding="latin-1") as stream:
        stream.write(content)
    assert [item.id for item in outbox.queue()] == [id_of("1"), id_of("3")]
    assert len(outbox.unreadable()) == 1
    assert broken in outbox.unreadable()[0]
    for ask in (lambda: outbox.publish("Sorry.", key="2"), lambda: outbox.find("2")):
        with pytest.raises(Unclear, match="not a post of the outbox"):  # it may have gone out before the file broke
            ask()


def test_files_of_others_are_left_alone(outbox):
    outbox.publish("Sorry.", key="1", at=NOW + timedelta(hours=1))
    for name in ("notes.txt", "My Draft.json", ".hidden.json"):
        with open(os.path.join(outbox.path, "posts", name), "w", encoding="ascii") as stream:
            stream.write("mine")
    assert len(outbox.queue()) == 1
    assert outbox.unreadable() == ()


@pytest.mark.parametrize("place", ["file", "below a file"])
def test_a_folder_that_cannot_be_made_is_said(tmp_path, place):
    (tmp_path / "taken").write_text("a file")
    path = tmp_path / "taken" if place == "file" else tmp_path / "taken" / "below"
    outbox = Outbox(str(path), TravelClock(NOW))
    with pytest.raises(Refused, match="the outbox cannot be"):
        outbox.publish("Sorry.", key="1")


def test_a_full_disk_publishes_nothing(outbox, monkeypatch):
    outbox.publish("First.", key="1")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("flows.platforms.outbox_files.os.fsync", full)
    with pytest.raises(Refused, match=r"No space left on device.*Nothing was published"):
        outbox.publish("Second.", key="2")
    monkeypatch.undo()
    assert names(outbox) == [f"{id_of('1')}.json"]


@pytest.mark.parametrize("text", ["\ud800", "Sorry \udfff"])
def test_a_broken_character_is_refused(outbox, text):
    with pytest.raises(Refused, match="broken character"):
        outbox.publish(text, key="1")


def test_an_outbox_that_is_not_there_is_empty(outbox):
    assert (outbox.queue(), outbox.followers(), outbox.find("1")) == ((), None, None)
    assert not os.path.exists(outbox.path)


# --- answers ----------------------------------------------------------------------------------------------------------


def test_answers_may_stand_in_any_file_that_says_what_they_answer(outbox):
    sent = outbox.publish("Sorry.", key="1")
    other = outbox.publish("Other.", key="2")
    with open(os.path.join(outbox.path, "inbox", "all.jsonl"), "w", encoding="utf-8") as stream:
        stream.writelines(
            f"{reply(str(n), to=to).model_dump_json()}\n" for n, to in enumerate([sent.id, other.id, "0"])
        )
    assert [each.id for each in outbox.replies(sent.id)] == ["0", "2"]
    assert [each.id for each in outbox.replies(other.id)] == ["1"]


def test_bad_lines_in_the_inbox_are_named_and_the_others_read(outbox):
    sent = outbox.publish("Sorry.", key="1")
    outbox.receive(sent.id, [reply("1")])
    path = os.path.join(outbox.path, "inbox", f"{sent.id}.jsonl")
    with open(path, "a", encoding="utf-8") as stream:
        stream.write("{broken\n")
    outbox.receive(sent.id, [reply("2")])
    assert [each.id for each in outbox.replies(sent.id)] == ["1", "2"]
    assert [each.startswith(f"{path}:2:") for each in outbox.unreadable()] == [True]


def test_counts_that_a_person_wrote_down(outbox):
    sent = outbox.publish("Sorry.", key="1")
    for path, numbers in (
        (f"counts/{sent.id}.json", {"likes": 10, "views": 900, "odd": 1}),
        ("account.json", {"followers": 1200}),
    ):
        with open(os.path.join(outbox.path, path), "w", encoding="ascii") as stream:
            json.dump(numbers, stream)
    counts = outbox.counts(sent.id)
    assert (counts.likes, counts.views, counts.followers, counts.replies) == (10, 900, 1200, 0)


def test_counts_that_cannot_be_read_are_named(outbox):
    sent = outbox.publish("Sorry.", key="1")
    with open(os.path.join(outbox.path, "account.json"), "w", encoding="ascii") as stream:
        stream.write('{"followers": "many"}')
    assert outbox.counts(sent.id).followers is None
    assert "account.json" in outbox.unreadable()[0]
