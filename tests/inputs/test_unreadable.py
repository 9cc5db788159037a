"""What cannot be read: it is said where, what and how to mend it, and the other posts are still read."""

import io
import json
import os

import pytest

from guard.errors import InputError
from guard.inputs import lines, read
from guard.model import Post


@pytest.fixture
def read_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def read_file(name, content):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read([name], io.BytesIO()))

    return read_file


@pytest.mark.parametrize(
    ("name", "content", "where", "what"),
    [
        ("a.txt", "", "a.txt:1", "is an empty post"),
        ("a.txt", " \n\t\n", "a.txt:1", "is an empty post"),
        ("a.txt", b"caf\xe9 at noon", "a.txt", "not valid UTF-8: the byte at offset 3 is 0xE9"),
        ("a.txt", "no mark".encode("utf-16-le"), "a.txt", "looks like UTF-16"),
        ("a.txt", b"\xff\xfeh\0\0\xd8i\0", "a.txt", "not valid UTF-16"),
        ("a.txt", b"\xff\xfeh\0i", "a.txt", "not valid UTF-16"),
        ("a.md", "---\nplatform: x\nhello", "a.md:1", "does not end"),
        ("a.md", "---\nplatform: [x\n---\nhello", "a.md:", "not valid YAML"),
        ("a.md", "---\nplatform: a: b\n---\nhello", "a.md:2", "not valid YAML (mapping values are not allowed here)"),
        ("a.md", "---\nok: 1\nid: 1\nid: 2\n---\nhello", "a.md:4", '"id" stands twice'),
        ("a.md", "---\njust words\n---\nhello", "a.md:2", "does not consist of fields"),
        ("a.md", "---\n" + "- " * 9_000 + "\n---\nhello", "a.md:1", "nested too deeply"),
        ("a.md", "---\na: " + "[" * 900 + "\n---\nhello", "a.md:1", "nested too deeply"),
        ("a.md", "---\na: !!python/object/apply:os.getcwd []\n---\nhello", "a.md:2", "a value with a tag (!!...)"),
        ("a.md", "---\na: \x07\n---\nhello", "a.md:1", "not valid YAML"),
        ("a.md", "---\ntext: one\n---\nhello", "a.md", '"text" stands in the front matter'),
        ("a.md", "---\nplatform: x\n---\n\n", "a.md:5", "is an empty post"),
        ("a.json", "", "a.json", "holds no post"),
        ("a.json", "  \n", "a.json", "holds no post"),
        ("a.json", "[]", "a.json", "holds no post"),
        ("a.json", '{"text": "one"', "a.json", "not valid JSON (column 15: a comma or a closing"),
        ("a.json", '{"text":\n nope}', "a.json", "not valid JSON (line 2, column 2: a value is missing"),
        ("a.json", '"one"', "a.json:1", "is text, a post should be an object"),
        ("a.json", "7", "a.json:1", "is a number"),
        ("a.jsonl", "[1]", "a.jsonl:1", "is a list"),
        ("a.jsonl", "null", "a.jsonl:1", "is empty"),
        ("a.jsonl", "true", "a.jsonl:1", "is true or false"),
        ("a.jsonl", "[" * 100_000, "a.jsonl:1", "nested too deeply"),
        ("a.jsonl", '{"text": "a", "n": ' + "9" * 5_000 + "}", "a.jsonl:1", "a number that is too long"),
        ("a.jsonl", '{"text": "fine", "text": "other"}', "a.jsonl:1", '"text" stands twice'),
        ("a.jsonl", '{"text": "fine", "t\\u0065xt": "other"}', "a.jsonl:1", '"text" stands twice'),
        ("a.jsonl", b'{"text": "caf\xe9"}', "a.jsonl:1", "offset 13 is 0xE9"),
        ("a.jsonl", '{"body": "one", "id": "x"}', "a.jsonl:1", 'no field "text" (fields found: body, id)'),
        ("a.jsonl", "{}", "a.jsonl:1", "fields found: none"),
        ("a.jsonl", '{"text": 5}', "a.jsonl:1", '"text" is a number, it should be text in quotes'),
        ("a.jsonl", '{"text": ["a"]}', "a.jsonl:1", '"text" is a list'),
        ("a.jsonl", '{"text": {"a": 1}}', "a.jsonl:1", '"text" is an object'),
        ("a.jsonl", '{"text": "a", "id": true}', "a.jsonl:1", '"id" is true or false'),
        ("a.jsonl", '{"text": "a", "id": 1.5}', "a.jsonl:1", '"id" is a number'),
        ("a.jsonl", '{"text": "a", "alt_text": 1}', "a.jsonl:1", '"alt_text" is a number'),
        ("a.jsonl", '{"text": "a", "platform": 1}', "a.jsonl:1", '"platform" is a number'),
        ("a.jsonl", '{"text": "a", "account_kind": "shop"}', "a.jsonl:1", '"account_kind" is "shop"'),
        ("a.jsonl", '{"text": "a", "scheduled_at": "soon"}', "a.jsonl:1", "not a date and time"),
        ("a.jsonl", '{"text": "a", "scheduled_at": "2026-02-30T10:00:00Z"}', "a.jsonl:1", "not a date and time"),
        ("a.jsonl", '{"text": "a", "scheduled_at": "2026-11-25T10:00"}', "a.jsonl:1", "in which time zone"),
        ("a.jsonl", '{"text": "a", "scheduled_at": "2026-11-25"}', "a.jsonl:1", "in which time zone"),
        ("a.jsonl", '{"text": "a", "scheduled_at": 1764000000}', "a.jsonl:1", '"scheduled_at" is a number'),
        ("a.jsonl", '{"text": "a", "media": "a.jpg"}', "a.jsonl:1", '"media" is text, it should be a list'),
        ("a.jsonl", '{"text": "a", "media": ["a.jpg"]}', "a.jsonl:1", '"media[0]" is text'),
        ("a.jsonl", '{"text": "a", "media": [{"path": 3}]}', "a.jsonl:1", '"media[0].path" is a number'),
        ("a.jsonl", '{"text": "", "alt_text": " "}', "a.jsonl:1", "is an empty post"),
        ("a.jsonl", "\n\n", "a.jsonl", "holds no post"),
        ("a.txt", "\u200b\u2060\ufe0f \ufeff", "a.txt:1", "holds invisible characters and nothing else"),
        ("a.txt", "\0", "a.txt", "looks like UTF-16"),
        ("a.jsonl", '{"text": "\\u0000\\u200d", "alt_text": "\\u2800"}', "a.jsonl:1", "invisible characters"),
        (
            "a.jsonl",
            '{"text": "a", "scheduled_at": "9999-12-31T23:59:59-12:00"}',
            "a.jsonl:1",
            "a year in which nothing is",
        ),
        (
            "a.jsonl",
            '{"text": "a", "scheduled_at": "0001-01-01T00:00:00+14:00"}',
            "a.jsonl:1",
            "a year in which nothing is",
        ),
        ("a.jsonl", '{"text": "a", "account_kind": "' + "x" * 99 + '"}', "a.jsonl:1", "x" * 59 + '…".'),
        ("a.jsonl", json.dumps({f"f{n}": 1 for n in range(99)}), "a.jsonl:1", "f10, f11, ...)"),
        (
            "a.jsonl",
            json.dumps({f"f{n}": 1 for n in range(50_000)})[:-1] + ', "f49999": 2}',
            "a.jsonl:1",
            '"f49999" stands twice',
        ),
        ("a.csv", "", "a.csv", "holds no post"),
        ("a.csv", "\n \n", "a.csv", "holds no post"),
        ("a.csv", "\n\nid,body\n1,one\n", "a.csv:3", "columns found: id, body"),
        ("a.csv", "text," + ",".join(map(str, range(50_000))) + ",7\none\n", "a.csv:1", 'the column "7" stands twice'),
        ("a.csv", 'text,id\n"one"x,1\n', "a.csv:2", "letters follow a closing quote"),
        ("a.csv", "text,id\none\n", "a.csv:2", "has 1 cell, the header names 2"),
        ("a.md", "---\nid: !!int x\n---\nhello", "a.md:2", "a value with a tag (!!...)"),
        ("a.md", "---\nid: !!timestamp 2026-99-99\n---\nhello", "a.md:2", "a value with a tag (!!...)"),
        ("a.md", "---\nid: !!bool x\n---\nhello", "a.md:2", "a value with a tag (!!...)"),
        ("a.csv", "id,body\n1,one\n", "a.csv:1", 'no column "text" (columns found: id, body)'),
        ("a.csv", "text,text\n1,one\n", "a.csv:1", 'the column "text" stands twice'),
        ("a.csv", b"text,caf\xe9\n1,one\n", "a.csv:1", "0xE9"),
        ("a.csv", 'text,"id\n', "a.csv:1", "a quote is opened and never closed"),
        ("a.csv", "text,id\n", "a.csv", "holds no post"),
        ("a.csv", 'text,id\n"one,1\n', "a.csv:2", "a quote is opened and never closed"),
        ("a.csv", 'text,id\n"one,1\ntwo,2\n', "a.csv:2", "(lines 2 to 3 belong to this row)"),
        ("a.csv", "text,id\none\rtwo,1", "a.csv:2", "not quoted"),
        ("a.csv", "text,media\none,[oops\n", "a.csv:2", "not valid JSON"),
        ("a.csv", 'text,media\none,"[{""path"": 1}]"\n', "a.csv:2", '"media[0].path" is a number'),
        ("a.md", "\n\n---\nplatform: [x\n---\nhello", "a.md:4", "not valid YAML"),
        ("a.md", '+++\nplatform = "x"\n+++\nhello', "a.md:1", "is TOML, which is not read"),
        ("a.json", '{"text": "one\ntwo"}', "a.json", "a line end or tab stands inside a text"),
        ("a.json", '{"text": "C:\\Users"}', "a.json", "a lone backslash"),
        ("photo.png", b"\x89PNG\r\n\x1a\n\0\0", "photo.png", "is a picture, not plain text"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0", "photo.jpg", "is a picture, not plain text"),
        ("film.mp4", b"\0\0\0\x20ftypisom\xff", "film.mp4", "is a film or a picture, not plain text"),
        ("post.doc", b"\xd0\xcf\x11\xe0", "post.doc", "is an old Word or Excel file"),
        ("post.pdf", b"%PDF-1.7\n%\xe2\xe3\n", "post.pdf", "is a PDF"),
        ("letters.pdf", b"%PDF-1.7\n1 0 obj", "letters.pdf", "is a PDF"),
        ("post.rtf", b"{\\rtf1\\ansi Bread}", "post.rtf", "is a rich text file"),
        ("posts.csv", b"PK\x03\x04\xfa", "posts.csv:1", "is a Word, Excel or ZIP file"),
        ("posts.jsonl.gz", b"\x1f\x8b\x08", "posts.jsonl.gz", "is a compressed file"),
        (
            "sheet.xlsx",
            b"PK\x03\x04\x14\0\x06\0\x08\0\xfa!",
            "sheet.xlsx",
            "is a Word, Excel or ZIP file, not plain text",
        ),
    ],
)
def test_it_is_said_what_is_wrong_and_where(read_file, name, content, where, what):
    (error,) = read_file(name, content)
    assert isinstance(error, InputError), error
    assert error.where.startswith(where)
    assert what in error.what
    assert error.what.endswith(".")
    assert error.fix.endswith((".", '"}', "linkedin", '("").')), error.fix


@pytest.mark.parametrize(
    ("name", "content", "outcome"),
    [
        ("a.jsonl", b'{"text": "1"}\n{"text": \xff}\nnope\n\n[]\n{"text": "6"}\n', ["1", 2, 3, 5, "6"]),
        ("a.json", b'[{"text": "1"},\n {"id": 2},\n 3,\n {"text": "4"}]', ["1", 2, 3, "4"]),
        ("a.json", b'[{"text": "1"},\n {"text": "2"} {"text": "3"}]', ["1", "2", 2]),
        ("a.json", b'[{"text": "1"},\n]', ["1", 1]),
        ("a.json", b'[{"text": "1"}]\n[]', ["1", 2]),
        ("a.json", b'{"text": "1"}\n{"text": "2"}', ["1", 2]),
        ("a.csv", b"text,id\n1,a\nb\xe9d,b\n3,c\nHello, world,d\n5\n6,f\n", ["1", 3, "3", 5, 6, "6"]),
        ("a.csv", b'text,id\n"1\nb\xe9d",b\n3,c\n', [3, "3"]),
        ("a.csv", b'text,id\n"1"x,b\n3,c\n', [2, "3"]),
    ],
)
def test_the_reading_goes_on(read_file, name, content, outcome):
    """Texts where posts come out, line numbers where errors do."""
    found = [
        item.text if isinstance(item, Post) else int(item.where.rpartition(":")[2]) for item in read_file(name, content)
    ]
    assert found == outcome


def test_folders_and_files_that_cannot_be_opened(tmp_path):
    (tmp_path / "posts").mkdir()
    paths = [f"{tmp_path}/posts", f"{tmp_path}/missing.md", "a\0b", f"{tmp_path}/" + "long" * 100]
    folder, missing, odd, long = read(paths, io.BytesIO())
    assert "is a folder" in folder.what
    assert "guard check" in folder.fix
    assert "/*.txt" in folder.fix
    assert "does not exist" in missing.what
    assert "cannot be opened (embedded null byte)" in odd.what
    assert "cannot be opened (File name too long)" in long.what


def test_a_name_that_is_empty():
    (error,) = read([""], io.BytesIO())
    assert "without its name" in error.what


def test_posts_of_one_line_have_ids_of_their_own(read_file):
    found = read_file("a.json", '[{"text": "1"}, {"text": "2"}, {"text": "3", "id": "c"},\n{"text": "4"}]')
    assert [(post.id, post.place) for post in found] == [
        ("a.json:1", "a.json:1"),
        ("a.json:1#2", "a.json:1"),
        ("c", "a.json:1"),
        ("a.json:2", "a.json:2"),
    ]


def test_files_that_may_not_be_read(monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    (error,) = read(["secret.txt"], io.BytesIO())
    assert error.what == "may not be read."


def test_a_disk_that_fails_in_the_middle():
    class Failing(io.BytesIO):
        def readline(self, size=-1):
            line = super().readline(size)
            if not line:
                raise OSError(5, os.strerror(5))
            return line

    first, error = read([], Failing(b'{"text": "one"}\n'))
    assert first.text == "one"
    assert "cannot be read to its end (Input/output error)" in error.what


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.txt", b"x" * 2_000, []),
        ("a.txt", b"x\n" * 1_000, []),
        ("a.txt", ("x" * 2_000).encode("utf-16"), []),
        ("a.jsonl", b'{"text": "one"}\n' + b"x" * 2_000, ["one"]),
        ("a.csv", b'text\none\n"' + b"x\n" * 1_000 + b'"\n', ["one"]),
    ],
)
def test_what_is_far_too_long_is_not_kept_in_memory(read_file, monkeypatch, name, content, texts):
    monkeypatch.setattr(lines, "LIMIT", 1_000)
    monkeypatch.setattr("guard.inputs.csv_table.LIMIT", 1_000)
    monkeypatch.setattr(lines, "_CHUNK", 100)
    *posts, error = read_file(name, content)
    assert [post.text for post in posts] == texts
    assert "too long" in error.what or "more than" in error.what


def test_only_what_a_text_file_needs_is_imported():
    """The cold start of ``guard check post.txt`` is a budget."""
    import subprocess
    import sys

    program = (
        "import io, sys; from guard.inputs import read; list(read([], io.BytesIO(b'hello')));"
        "print(*{'json', 'csv', 'yaml', 'pathlib', 'codecs', 'email', 'logging'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        },
    )
    assert done.stdout.split() in ([], ["codecs"])


def test_errors_survive_a_round_through_json(read_file):
    (error,) = read_file("a.jsonl", "nope")
    assert json.loads(json.dumps(vars(error))) == {"what": error.what, "where": "a.jsonl:1", "fix": error.fix}
