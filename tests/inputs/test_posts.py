"""Each format as files that people write, and the posts that come out."""

import io
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from guard.errors import InputError
from guard.inputs import read
from guard.model import Media, Post

TEXT = "Our shop is open until six."


@pytest.fixture
def posts_of(tmp_path, monkeypatch):
    """Reads bytes as if they stood in a file with that name in the current folder."""
    monkeypatch.chdir(tmp_path)

    def posts_of(name, content):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read([name], io.BytesIO()))

    return posts_of


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("post.txt", TEXT),
        ("post.txt", TEXT + "\n"),
        ("post.txt", TEXT + "\r\n\r\n"),
        ("POST.TXT", TEXT),
        ("post.txt", b"\xef\xbb\xbf" + TEXT.encode()),
        ("post.txt", TEXT.encode("utf-16")),
        ("post.txt", TEXT.encode("utf-32")),
        ("post.txt", b"\xfe\xff" + TEXT.encode("utf-16-be")),
        ("post.md", TEXT),
        ("post.markdown", TEXT + "\n"),
        ("post.md", f"---\nplatform: x\n---\n{TEXT}"),
        ("post.md", f"---\r\nplatform: x\r\n---\r\n\r\n{TEXT}\r\n"),
        ("post.md", f"---\n---\n{TEXT}\n"),
        ("post.json", json.dumps({"text": TEXT})),
        ("post.json", json.dumps({"text": TEXT}, indent=2)),
        ("post.json", json.dumps([{"text": TEXT}], indent=2)),
        ("post.json", b"\xef\xbb\xbf" + json.dumps({"text": TEXT}).encode()),
        ("post.jsonl", json.dumps({"text": TEXT})),
        ("post.ndjson", "\n" + json.dumps({"text": TEXT}) + "\r\n\n"),
        ("post.jsonl", (json.dumps({"text": TEXT}) + "\n").encode("utf-16")),
        ("post.csv", f"text\n{TEXT}\n"),
        ("post.csv", f"\ufeffText ,id\n{TEXT},\n"),
        ("post.csv", f"id;text;platform\n1;{TEXT};x\n"),
        ("post.tsv", f"id\ttext\n1\t{TEXT}"),
        ("post.csv", f'id|"a,b,c"|text\n1|2|{TEXT}\n'),
        ("caption", TEXT),
        ("caption.text", json.dumps({"text": TEXT})),
    ],
)
def test_every_format_gives_the_same_post(posts_of, name, content):
    (post,) = posts_of(name, content)
    assert isinstance(post, Post), post
    assert post.text == TEXT


def test_all_fields(posts_of):
    row = {
        "id": "spring-1",
        "text": TEXT,
        "platform": "LinkedIn",
        "account": "main",
        "account_kind": "public-body",
        "account_description": "The town library",
        "scheduled_at": "2026-11-25T09:30:00+01:00",
        "in_reply_to": "When do you close?",
        "alt_text": "A shop",
        "media": [{"path": "shop.jpg", "alt_text": "A shop"}, {"path": "b.jpg", "alt_text": None}],
        "lang": "en",
        "campaign": {"name": "spring", "day": 3},
    }
    expected = Post(
        id="spring-1",
        text=TEXT,
        platform="linkedin",
        account="main",
        account_kind="public-body",
        account_description="The town library",
        scheduled_at=datetime(2026, 11, 25, 9, 30, tzinfo=timezone(timedelta(hours=1))),
        in_reply_to="When do you close?",
        alt_text="A shop",
        media=(Media(path="shop.jpg", alt_text="A shop"), Media(path="b.jpg")),
        lang="en",
        place="a.jsonl:1",
        extra={"campaign": {"name": "spring", "day": 3}},
    )
    assert posts_of("a.jsonl", json.dumps(row)) == [expected]


def test_front_matter_is_taken_as_it_was_typed(posts_of):
    (post,) = posts_of(
        "a.md",
        "---\nid: 007\nlang: no\nplatform: twitter\nscheduled_at: 2026-11-25T09:30:00Z\nalt_text:\naccount: ~\n"
        "media:\n  - path: a.jpg\n    alt_text: A cake\nowner: {name: Ida}\n---\n\n# Cake\n\nat noon\n",
    )
    assert (post.id, post.lang, post.platform, post.alt_text, post.account) == ("007", "no", "x", None, None)
    assert post.scheduled_at == datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
    assert post.media == (Media(path="a.jpg", alt_text="A cake"),)
    assert post.extra == {"owner": {"name": "Ida"}}
    assert (post.text, post.place) == ("# Cake\n\nat noon", "a.md:14")


def test_a_blank_moment_is_none_given(posts_of):
    (post,) = posts_of("a.jsonl", '{"text": "one", "scheduled_at": " ", "account": " ", "platform": ""}')
    assert (post.scheduled_at, post.account, post.platform) == (None, None, None)


def test_csv_with_quoted_line_ends_and_empty_cells(posts_of):
    first, second, third = posts_of(
        "a.csv",
        'id,text,alt_text,media,scheduled_at\n1,"one,\n""two""\n",,a.jpg,\n\n'
        '2,three,words,"[{""path"": ""b.jpg"", ""alt_text"": ""B""}]",2026-01-01T00:00:00Z\n,four,,,\n',
    )
    assert (first.id, first.text, first.alt_text, first.place) == ("1", 'one,\n"two"\n', None, "a.csv:2")
    assert first.media == (Media(path="a.jpg"),)
    assert (second.media, second.place) == ((Media(path="b.jpg", alt_text="B"),), "a.csv:6")
    assert (third.id, third.text, third.scheduled_at) == ("a.csv:7", "four", None)


@pytest.mark.parametrize(
    "table",
    [
        "sep=;\ntext;id\nsoup, bread;a\n",
        "sep=\t\ntext\tid\nsoup, bread\ta\n",
        "SEP=;\r\ntext;id\r\nsoup, bread;a\r\n",
        'text,id\n"soup, bread",a\n,\n , \n,,,\n',
    ],
)
def test_csv_as_spreadsheets_write_it(posts_of, table):
    (post,) = posts_of("a.csv", table)
    assert (post.text, post.id) == ("soup, bread", "a")


@pytest.mark.parametrize(
    ("content", "platform", "text", "place"),
    [
        ("\n \n---\nplatform: x\n---\nhello", "x", "hello", "a.md:6"),
        ("\n---\nhello", None, "---\nhello", "a.md:2"),
        ("hello\n---\nplatform: x\n---\n", None, "hello\n---\nplatform: x\n---", "a.md:1"),
    ],
)
def test_blank_lines_above_a_front_matter(posts_of, content, platform, text, place):
    (post,) = posts_of("a.md", content)
    assert (post.platform, post.text, post.place) == (platform, text, place)


def test_default_ids_and_places(posts_of, tmp_path):
    first, second = posts_of("a.jsonl", '{"text": "one"}\n\n{"text": "two", "id": null}\n')
    assert (first.id, first.place, second.id) == ("a.jsonl:1", "a.jsonl:1", "a.jsonl:3")
    absolute = next(read([f"{tmp_path}/a.jsonl"], io.BytesIO()))
    assert (absolute.id, absolute.place) == ("a.jsonl:1", f"{tmp_path}/a.jsonl:1")
    (text,) = posts_of("post.txt", "hello")
    assert (text.id, text.place) == ("post.txt:1", "post.txt:1")


def test_place_in_a_json_document_is_the_line_of_the_text(posts_of):
    rows = [{"id": 1, "text": "one"}, {"id": 2, "text": "two"}]
    first, second = posts_of("a.json", json.dumps(rows, indent=2))
    assert (first.place, second.place) == ("a.json:4", "a.json:8")


def test_text_stays_as_the_author_wrote_it(posts_of):
    text = "\n \u202eone\r\ntwo\0\t\u200bthree  e\u0301 \U0001f469\u200d\U0001f680 "
    for name, content in [("a.txt", text), ("b.json", json.dumps({"text": text}))]:
        assert posts_of(name, content)[0].text == text


def test_lone_surrogates_are_kept(posts_of):
    (post,) = posts_of("a.jsonl", '{"text": "broken \\ud83d emoji"}')
    assert post.text == "broken \ud83d emoji"


@pytest.mark.parametrize("text", ["\U0001f600", "\u2764\ufe0f", "\U0001fae9", "\uf8ff", "\ud83d", ".", "#", "\u200bhi"])
def test_one_sign_is_a_post(posts_of, text):
    (post,) = posts_of("a.jsonl", json.dumps({"text": text}))
    assert post.text == text


def test_a_table_may_begin_with_empty_lines(posts_of):
    (post,) = posts_of("a.csv", "\n\nid,text\n1,one\n")
    assert (post.text, post.place[-7:]) == ("one", "a.csv:4")


def test_a_picture_without_words_is_a_post(posts_of):
    (post,) = posts_of("a.json", '{"text": "", "media": [{"path": "cake.jpg"}]}')
    assert (post.text, post.media) == ("", (Media(path="cake.jpg"),))
    (post,) = posts_of("a.json", '{"text": null, "alt_text": "A cake"}')
    assert (post.text, post.alt_text) == ("", "A cake")


def test_large_post(posts_of):
    text = "no line end at all " * 550_000
    assert posts_of("a.txt", text)[0].text == text
    assert posts_of("a.csv", f"text\n{text}\n")[0].text == text


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("plain words", ["plain words"]),
        ("two\nlines\n", ["two\nlines"]),
        ('{"text": "one"}\n{"text": "two"}\n', ["one", "two"]),
        ('\n{"text": "one"}\n', ["one"]),
        ('{"text": "one"}', ["one"]),
        ('{\n  "text": "one"\n}\n', ["one"]),
        ('{"id": 1,\n "text": "one"}\n', ["one"]),
        ('[{"text": "one"}, {"text": "two"}]', ["one", "two"]),
        ('[\n  {"text": "one"}\n]', ["one"]),
        ("---\nplatform: x\n---\none", ["one"]),
        ("id,text\n1,one\n2,two\n", ["one", "two"]),
        ("text;platform\none;x\n", ["one"]),
        ("{INSERT LINK} soon", ["{INSERT LINK} soon"]),
        ("[LINK] soon", ["[LINK] soon"]),
        ("{", ["{"]),
        ("text me, id you can", ["text me, id you can"]),
        ("text", ["text"]),
        (b"\xef\xbb\xbf" + b'{"text": "one"}', ["one"]),
        ("plain words".encode("utf-16"), ["plain words"]),
    ],
)
@pytest.mark.parametrize("paths", [[], ["-"]])
def test_standard_input_is_looked_at(content, texts, paths):
    stream = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    posts = list(read(paths, stream))
    assert [post.text for post in posts] == texts
    assert posts[-1].place.startswith("<stdin>:")
    assert posts[-1].id


def test_any_mix_of_formats_in_order(tmp_path):
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "b.jsonl").write_text('{"text": "two"}\n{"text": "three"}')
    paths = [f"{tmp_path}/a.txt", "-", f"{tmp_path}/b.jsonl"]
    assert [post.text for post in read(paths, io.BytesIO(b"stdin"))] == ["one", "stdin", "two", "three"]


def test_errors_are_values_of_one_kind():
    (error,) = read(["nowhere.txt"], io.BytesIO())
    assert isinstance(error, InputError)
    assert (error.where, error.what) == ("nowhere.txt", "does not exist.")
