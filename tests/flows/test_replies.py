"""The file of replies: long ones, badly written ones, hostile ones."""

import json
import os
import tracemalloc
from datetime import UTC, datetime

import pytest

from flows.replies import LONGEST_LINE, MOST_PROBLEMS_TOLD, RepliesFile
from guard.errors import InputError

GOOD = {
    "id": "1",
    "author": "sam",
    "created_at": "2026-11-22T10:15:00Z",
    "text": "Not funny.",
    "likes": 3,
    "in_reply_to": "p",
}


@pytest.fixture
def written(tmp_path):
    """Writes lines to a file, objects as JSON and texts as they are; gives back the reader."""

    def write(*lines, encoding="utf-8"):
        path = tmp_path / "replies.jsonl"
        text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
        path.write_bytes(text.encode(encoding))
        return RepliesFile(str(path))

    return write


def test_a_reply_is_read_whole(written):
    (reply,) = written(GOOD | {"other": [1, 2]})
    assert reply.model_dump() == GOOD | {"created_at": datetime(2026, 11, 22, 10, 15, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("created_at", "utc"),
    [
        ("2026-11-22T10:15:00+02:00", "2026-11-22T08:15:00+00:00"),
        ("2026-11-22T10:15:00", "2026-11-22T10:15:00+00:00"),
        ("2026-11-22 10:15:00.123456Z", "2026-11-22T10:15:00.123456+00:00"),
        ("2026-11-22", "2026-11-22T00:00:00+00:00"),
        (" 20261122T101500Z ", "2026-11-22T10:15:00+00:00"),
    ],
)
def test_moments_are_read_as_utc(written, created_at, utc):
    (reply,) = written(GOOD | {"created_at": created_at})
    assert reply.created_at.isoformat() == utc


@pytest.mark.parametrize(
    ("fields", "read"),
    [
        ({"id": 1234567890123456789}, {"id": "1234567890123456789"}),
        ({"author": 7}, {"author": "7"}),
        ({"likes": None}, {"likes": 0}),
        ({"likes": 3.0}, {"likes": 3}),
        ({"likes": -5}, {"likes": 0}),
        ({"likes": 10**40}, {"likes": 10**10}),
        ({"likes": 1e300}, {"likes": 10**10}),
        ({"in_reply_to": None}, {"in_reply_to": None}),
        ({"in_reply_to": 0}, {"in_reply_to": "0"}),
        ({"in_reply_to": ""}, {"in_reply_to": None}),
        ({"text": ""}, {"text": ""}),
        ({"text": "a\u0000b ❤️ \u202e"}, {"text": "a\u0000b ❤️ \u202e"}),
        ({"author": "x" * 5000}, {"author": "x" * 1000}),
    ],
)
def test_what_can_be_understood_is_taken(written, fields, read):
    (reply,) = written(GOOD | fields)
    assert {name: getattr(reply, name) for name in read} == read


def test_only_id_text_and_moment_are_needed(written):
    (reply,) = written({"id": "1", "text": "Hm", "created_at": "2026-11-22"})
    assert (reply.author, reply.likes, reply.in_reply_to) == ("", 0, None)


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[]",
        "null",
        '"text"',
        {"text": "no id", "created_at": "2026-11-22"},
        GOOD | {"id": " "},
        GOOD | {"id": None},
        GOOD | {"text": 7},
        GOOD | {"created_at": "yesterday"},
        GOOD | {"created_at": 1732270500},
        GOOD | {"created_at": "0001-01-01T00:00:00+14:00"},
        GOOD | {"created_at": "9999-12-31T23:59:59-14:00"},
        GOOD | {"likes": "many"},
        GOOD | {"text": "x" * 30_000},
        "[" * 100_000,
        '{"id": "\\ud800", "text": "x", "created_at": "2026-11-22"}',
        "x" * (LONGEST_LINE + 10),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(written, bad):
    file = written(GOOD, bad, GOOD | {"id": "2"})
    assert [reply.id for reply in file] == ["1", "2"]
    assert (file.read, file.bad, file.duplicates) == (2, 1, 0)
    assert file.problems[0].startswith(f"{file.path}:2: ")
    assert len(file.problems[0]) < len(file.path) + 300


def test_duplicates_are_dropped_and_counted(written):
    file = written(GOOD, GOOD | {"text": "again"}, GOOD | {"id": 1}, GOOD | {"id": "2"})
    assert [reply.text for reply in file] == ["Not funny.", "Not funny."]
    assert (file.read, file.duplicates, file.bad) == (2, 2, 0)


def test_blank_lines_line_ends_and_a_mark_at_the_start_are_nothing(written):
    file = written("\ufeff" + json.dumps(GOOD) + "\r", "", "  ", GOOD | {"id": "2"}, "")
    assert [reply.id for reply in file] == ["1", "2"]
    assert file.problems == []


def test_an_empty_file_holds_no_replies(written):
    assert list(written()) == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_a_file_without_one_reply_is_an_error(written, encoding):
    file = written("date;text", "22.11.;Not funny", encoding=encoding)
    with pytest.raises(
        InputError, match=r"not one of its \d lines is a reply\. The first one: 1: .*one JSON object a line"
    ):
        list(file)


def test_many_bad_lines_are_counted_and_some_told(written):
    file = written(GOOD, *["{"] * 100)
    assert len(list(file)) == 1
    assert (file.bad, len(file.problems)) == (100, MOST_PROBLEMS_TOLD)


@pytest.mark.parametrize(("name", "said"), [("none.jsonl", "there is no such file"), (".", "this is a folder")])
def test_what_cannot_be_opened_is_said(tmp_path, name, said):
    with pytest.raises(InputError, match=said) as caught:
        list(RepliesFile(os.path.join(tmp_path, name)))
    assert caught.value.exit_code == 2


def test_a_long_file_is_not_kept_in_memory(tmp_path):
    path = tmp_path / "long.jsonl"
    with path.open("w", encoding="ascii") as stream:
        stream.writelines(json.dumps(GOOD | {"id": str(number), "text": "x" * 1000}) + "\n" for number in range(20_000))
    file = RepliesFile(str(path))
    tracemalloc.start()
    read = sum(1 for _ in file)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert read == 20_000
    assert most < 5_000_000


def test_an_endless_line_takes_no_memory(tmp_path):
    path = tmp_path / "endless.jsonl"
    with path.open("w", encoding="ascii") as stream:
        stream.write(json.dumps(GOOD) + "\n" + "x" * 30_000_000 + "\n" + json.dumps(GOOD | {"id": "2"}))
    file = RepliesFile(str(path))
    tracemalloc.start()
    assert [reply.id for reply in file] == ["1", "2"]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5 * LONGEST_LINE
