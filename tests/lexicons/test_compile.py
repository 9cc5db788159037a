"""The compiler of the lexicons: what it reads, what it writes, and how it says that a row is wrong."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from guard import phrases
from guard.lexicons import compile as compiler

REGISTRY = 'REGISTRY = ("first", "second")\n'
LEXICON = """
list: kindness
about: kind words
lang: en
sets: {people: [neighbour, neighbours]}
rows:
  - thank you
  - match: [dear <people>, hug*]
    unless: bear
    tags: [warm]
    note: friendly
    source: our own
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with two detectors and one lexicon, compiled instead of the real one."""
    monkeypatch.setattr(compiler, "HERE", str(tmp_path / "lexicons"))
    monkeypatch.setattr(compiler, "TARGET", str(tmp_path / "lexicons" / "_compiled.json"))
    for folder in ("lexicons", "detectors"):
        (tmp_path / folder).mkdir()
    (tmp_path / "detectors" / "__init__.py").write_text(REGISTRY)
    (tmp_path / "detectors" / "first.py").write_text('WAKES_ON = ("kindness", "shape:hashtag")\n')
    (tmp_path / "detectors" / "second.py").write_text('WAKES_ON: tuple[str, ...] = ("kindness",)\n')
    (tmp_path / "lexicons" / "kindness.yaml").write_text(LEXICON)
    sets = phrases._SETS
    yield tmp_path
    phrases.use_sets(sets)


def compiled(package):
    assert compiler.main() == 0
    return written(package)


def written(package):
    """What was written, with the pieces put where they belong."""
    path = package / "lexicons" / "_compiled.json"
    tables = json.loads(path.read_text("utf-8"))
    pieces = path.with_name("_compiled.json.pieces").read_bytes()

    def piece(place):
        return json.loads(pieces[place[0] : place[1]])

    tables["sets"] = {name: piece(place) for name, place in tables["sets"].items()}
    tables["fields"] = [piece(place) for place in pairwise(tables["fields"])]
    tables["rows"] = [row for place in pairwise(tables["rows"]) for row in piece(place)]
    tables["stems"] = {stem: rows for place in tables["stems"].values() for stem, rows in piece(place).items()}
    tables["exact"] = {word: rows for place in tables["exact"].values() for word, rows in piece(place).items()}
    return tables


def test_the_compiled_lexicons_are_what_the_rows_say():
    sets, problems = phrases._SETS, []
    try:
        source, pieces = compiler.compiled_source(problems)
        assert source == Path(compiler.TARGET).read_text("utf-8"), "run `make generate`"
        assert pieces == Path(compiler.TARGET + compiler.PIECES).read_text("utf-8"), "run `make generate`"
    finally:
        phrases.use_sets(sets)
    assert problems == []


def test_rows_keep_what_a_report_needs(package):
    tables = compiled(package)
    rows = tables["rows"]
    assert [(name, pattern) for name, pattern, *_ in rows] == [
        ("kindness", "thank you"),
        ("kindness", "dear <people>"),
        ("kindness", "hug*"),
    ]
    assert tables["lists"] == {"kindness": [[0, 3]]}
    assert tables["fields"][rows[0][2]] == {"lang": ["en"]}
    assert tables["fields"][rows[1][2]] == {"lang": ["en"], "unless": ["bear"], "tags": ["warm"], "note": "friendly"}


def test_a_row_is_woken_by_its_rarest_word_or_beginning(package):
    tables = compiled(package)
    assert tables["sets"] == {"people": ["neighbour", "neighbours"]}
    assert tables["exact"] == {"thank": [0], "dear": [1]}
    assert tables["stems"] == {"hug": [["hug", 2]]}


def test_lists_and_shapes_wake_detectors_by_their_place(package):
    assert compiled(package)["wakes"] == {"kindness": [0, 1], "shape:hashtag": [0]}


def test_it_writes_only_what_changed(package):
    compiled(package)
    target = package / "lexicons" / "_compiled.json"
    before = target.stat().st_mtime_ns, target.stat().st_ino
    compiled(package)
    assert (target.stat().st_mtime_ns, target.stat().st_ino) == before
    (package / "lexicons" / "kindness.yaml").write_text(LEXICON.replace("thank you", "well done"))
    assert compiled(package)["rows"][0][1] == "well done"


def test_small_words_of_other_languages_wake_nothing(package):
    (package / "lexicons" / "kindness.yaml").write_text("list: kindness\nrows: [las vecinas]\n")
    assert compiled(package)["exact"] == {"vecinas": [0]}


MISTAKES = {
    "an unknown key of the file": ("list: a\nlanguage: en\n", "b.yaml: unknown keys ['language']"),
    "an unknown key of a row": ("list: a\nrows: [{match: x, why not: y}]\n", "row 1: unknown keys ['why not']"),
    "no name of the list": ("rows: [some words]\n", "b.yaml: 'list'"),
    "not YAML": ("list: [\n", "b.yaml: while parsing"),
    "an unknown set": ("list: a\nrows: [<strangers> win]\n", "strangers"),
    "only a number": ("list: a\nrows: ['<#>']\n", "needs a word that must be there"),
    "a broken exception": ("list: a\nrows: [{match: some words, unless: <strangers>}]\n", "unless of 'some words'"),
}


@pytest.mark.parametrize(("text", "told"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_and_nothing_is_written(package, text, told, capsys):
    (package / "lexicons" / "b.yaml").write_text(text)
    assert compiler.main() == 1
    assert told in capsys.readouterr().err
    assert not (package / "lexicons" / "_compiled.json").exists()


def test_the_other_rows_are_kept_when_asked(package, capsys):
    (package / "lexicons" / "b.yaml").write_text("list: a\nrows: [<strangers> win, good luck]\n")
    assert compiler.main("--keep-going") == 1
    assert ["a", "good luck"] in [row[:2] for row in written(package)["rows"]]
    assert "strangers" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("list: a\nsets: {people: [everybody]}\n", "the set <people> exists already"),
        ("list: a\nsets: {ledges: [multi-storey]}\n", "more than one word"),
        ("list: a\nsets: {states: [on, off]}\n", "put them in quotes"),
        ("list: a\nrows: [{match: good, unless: [no]}]\n", "put them in quotes"),
        ("list: a\nrows: [the price is|= wrong]\n", "can never stand in a text"),
    ],
)
def test_words_and_sets_that_cannot_be_what_was_meant(package, text, told, capsys):
    (package / "lexicons" / "b.yaml").write_text(text)
    assert compiler.main() == 1
    assert told in capsys.readouterr().err


def test_a_detector_that_never_wakes_is_named(package):
    (package / "detectors" / "second.py").write_text("def detect(): ...\n")
    with pytest.raises(compiler.RowError, match=r"second\.py: there is no line WAKES_ON"):
        compiler.main()
