"""Where things stand in a TOML file, how a file that cannot be read is refused, and texts written back."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guard.errors import ConfigError
from guard.toml_places import places
from guard.toml_source import MAX_BYTES, Document, parse, quoted, read

LAYOUTS = {
    "plain keys": ("# head\na = 1\n\nb = 2", {("a",): 2, ("b",): 4}),
    "a table": ("\n[brand]\n  name = 'x' # note", {("brand",): 2, ("brand", "name"): 3}),
    "dotted keys": ("brand.name = 'x'\nbrand . country = 'DE'", {("brand", "name"): 1, ("brand", "country"): 2}),
    "quoted keys": (
        '[accounts."a.b"]\n\'c d\' = 1\n"e\\u0066" = 2',
        {("accounts", "a.b", "c d"): 2, ("accounts", "a.b", "ef"): 3},
    ),
    "blocks": (
        "[[p.allow]]\nword='a'\n\n[[p.allow]]\nword='b'\n[p]\nx=1",
        {("p", "allow", 0): 1, ("p", "allow", 0, "word"): 2, ("p", "allow", 1, "word"): 5, ("p", "x"): 7},
    ),
    "blocks in blocks": (
        "[[a]]\n[[a.b]]\nc=1\n[[a.b]]\nc=2\n[[a]]\n[[a.b]]\nc=3\n[a.d]\ne=4",
        {("a", 0, "b", 1, "c"): 5, ("a", 1, "b", 0, "c"): 8, ("a", 1, "d", "e"): 10},
    ),
    "inline tables": (
        "a = {b = 1, c.d = [\n 1, {e = 2}, # ]\n\n 3\n]}",
        {("a", "b"): 1, ("a", "c", "d", 0): 2, ("a", "c", "d", 1, "e"): 2, ("a", "c", "d", 2): 4},
    ),
    "lists over lines": (
        "a = [\n  'x', # '\n  [\n 'y'],\n]\nb=1",
        {("a", 0): 2, ("a", 1): 3, ("a", 1, 0): 4, ("b",): 6},
    ),
    "brackets in strings": (
        "a = '[b]'\nc = \"}]\\\"#\"\n[d] # [e]\nf = \"\"\"\n[[g]]\nh = 1\\\\\"\"\"\ni = '''\n[j]''k'''\nl = 1",
        {("a",): 1, ("c",): 2, ("d",): 3, ("d", "f"): 4, ("d", "i"): 7, ("d", "l"): 9},
    ),
    "quotes at a string's end": ('a = """x"""""\nb = """"y"""\nc = ""\nd = 2', {("b",): 2, ("c",): 3, ("d",): 4}),
    "days and numbers": ("a = 1979-05-27 07:32:00\nb = [1_000, -inf,1e3]\nc = 0x1", {("b", 2): 2, ("c",): 3}),
    "Windows line ends": ("[a]\r\nb = 1\r\nc = '''\r\n'''\r\nd = 1\r\n", {("a", "b"): 2, ("a", "d"): 5}),
    "no line end": ("a = 1", {("a",): 1}),
    "only a comment": ("# nothing", {}),
}


@pytest.mark.parametrize(("text", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_every_key_is_found_on_its_line(text, expected):
    found = places(text)
    assert {path: found.get(path) for path in expected} == expected


@pytest.mark.parametrize(("text", "_"), LAYOUTS.values(), ids=LAYOUTS)
def test_the_walk_sees_exactly_what_tomllib_sees(text, _):
    assert set(places(text)) == set(_paths(tomllib.loads(text)))


def _paths(value, path=()):
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from _paths(inner, (*path, key))


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
VALUES = st.recursive(
    st.one_of(TEXTS, st.integers(-9, 9), st.booleans()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def _written(value):
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[" + ",\n".join(map(_written, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)} = {_written(inner)}" for key, inner in value.items()) + "}"
    return str(value).lower()


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_any_document_is_walked_to_its_end(values):
    text = "".join(
        f"# [{number}]\n{quoted(key)} = {_written(value)}\n" for number, (key, value) in enumerate(values.items())
    )
    assert tomllib.loads(text) == values
    assert set(places(text)) == set(_paths(values))


@given(st.text(max_size=30))
def test_a_quoted_text_reads_back(text):
    expected = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    assert tomllib.loads(f"a = {quoted(text)}") == {"a": expected}


def test_the_line_of_an_unknown_path_is_that_of_what_surrounds_it():
    document = Document("x.toml", "\n[tool.guard]\n[tool.guard.brand]\nname = 1\n", {}, ("tool", "guard"))
    assert document.where(("brand", "name", 0)) == "x.toml:4"
    assert document.where(("brand", "handles")) == "x.toml:3"
    assert document.where(("nothing",)) == "x.toml:2"


def test_a_list_nested_out_of_reach_still_has_a_line():
    assert places("a = 1\nb = " + "[" * 20_000 + "]" * 20_000)[("b",)] == 2


SYNTAX = {
    "a text without quotes": ("a = 1\nname = Acme\n", 2, "Texts need straight quotes"),
    "curly quotes": ("name = “Acme”", 1, "straight quotes"),
    "a value is missing": ("\n\nname =\n", 3, "what stands after the = cannot be read"),
    "no quote at the end": ('name = "Acme\n', 1, 'a quote (") is missing'),
    "no quote at the end of many lines": ('x = 1\nname = """Acme\n\n', 2, 'a quote (") is missing'),
    "no single quote at the end": ("name = 'Acme\n", 1, "a quote (') is missing"),
    "no bracket after a section": ("[brand\nname = 'x'", 1, "write [name]"),
    "one bracket too few": ("[[house_rules]\ncode = 1", 1, "write [[name]]"),
    "no bracket after a list": ("x = ['a'\ny = 1", 2, "a list is not closed"),
    "no comma in a list": ("x = ['a' 'b']", 1, "a comma"),
    "no brace": ("x = {a = 1\n", 1, "a { is not closed"),
    "YAML": ("name: Acme", 1, "a key needs ="),
    "prose": ("Acme!", 1, "a key needs ="),
    "a German date": ("until = 31.12.2026", 1, "days are written 2026-12-31"),
    "a month too many": ("until = 2026-13-01", 1, "days are written 2026-12-31"),
    "a day that no month has": ("until = 2026-02-30", 1, "there is no such day"),
    "a section twice": ("[accounts.a]\n\n[accounts.a]\n", 3, "this section exists already"),
    "a key twice": ("name = 'a'\nname = 'b'", 2, "this key exists already"),
    "a key twice in braces": ("x = {a = 1, a = 2}", 1, "this key exists already"),
    "a Windows path": ('file = "C:\\posts"', 1, "single quotes"),
    "an umlaut in a key": ("größe = 1", 1, "not valid TOML"),
    "a NUL": ("a = 'x\0'", 1, "not valid TOML"),
    "a list and blocks": ("x = []\n[[x]]\n", 2, "exists already in another form"),
    "a number without end": ("x = " + "9" * 5000, 1, "not valid TOML"),
}


@pytest.mark.parametrize(("text", "line", "words"), SYNTAX.values(), ids=SYNTAX)
def test_a_syntax_error_names_file_line_and_remedy(text, line, words):
    with pytest.raises(ConfigError) as caught:
        parse(text, "guard.toml")
    assert str(caught.value).startswith(f"guard.toml:{line}: ")
    assert words in str(caught.value)


def test_lists_nested_too_deeply_are_refused():
    with pytest.raises(ConfigError, match=r"^guard.toml: The lists or tables are nested too deeply"):
        parse("a = " + "[" * 20_000, "guard.toml")


def test_a_missing_file(tmp_path):
    with pytest.raises(ConfigError, match=r"There is no such file\. `guard init` writes"):
        read(str(tmp_path / "guard.toml"))


def test_a_folder(tmp_path):
    with pytest.raises(ConfigError, match=r"This is a folder, not a file. Name the file, like .*guard\.toml"):
        read(str(tmp_path))


def test_a_folder_with_the_name_of_a_file(tmp_path):
    (tmp_path / "guard-waivers.toml").mkdir()
    with pytest.raises(ConfigError, match="Give the folder another name"):
        read(str(tmp_path / "guard-waivers.toml"))


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(ConfigError, match=r"cannot be read \(Permission denied\)"):
        read(str(tmp_path / "guard.toml"))


def test_a_name_that_no_file_can_have():
    with pytest.raises(ConfigError, match="cannot be read"):
        read("guard\0.toml")


def test_a_file_that_is_too_large(tmp_path):
    path = tmp_path / "guard.toml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(ConfigError, match="larger than 4 MB"):
        read(str(path))


@pytest.mark.parametrize("data", [b"a = 1\nname = '\xff'\n", "a = 1\nname = 'Müller'\n".encode("latin-1")])
def test_a_file_that_is_not_utf_8(tmp_path, data):
    path = tmp_path / "guard.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigError, match=r"guard\.toml:2: The file is not UTF-8 text"):
        read(str(path))


def test_a_byte_order_mark_does_no_harm(tmp_path):
    Path(tmp_path / "guard.toml").write_bytes(b"\xef\xbb\xbf[brand]\r\nname = 'x'\r\n")
    assert read(str(tmp_path / "guard.toml")).values == {"brand": {"name": "x"}}
