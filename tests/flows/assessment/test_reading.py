"""The files with the numbers and the notes: gaps are fine, mistakes are named with file and line."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from flows.assessment import Margin, parse_metric, read_notes, read_series
from guard.errors import InputError, UsageError


def written(tmp_path, text, name="numbers.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_gaps_blanks_and_order(tmp_path):
    path = written(
        tmp_path, "date,mention_volume,negative_share\n2026-05-03,12,\n\n2026-05-01, 10 ,0.1\n2026-05-07,NA,12%\n"
    )
    assert read_series(path) == {
        "mention_volume": {date(2026, 5, 3): 12.0, date(2026, 5, 1): 10.0},
        "negative_share": {date(2026, 5, 1): 0.1, date(2026, 5, 7): 12.0},
    }


def test_a_byte_order_mark_and_missing_cells_at_the_end(tmp_path):
    path = written(tmp_path, "\ufeffdate,mention_volume,sales_index\r\n2026-05-03,12\r\n")
    assert read_series(path) == {"mention_volume": {date(2026, 5, 3): 12.0}, "sales_index": {}}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", 12.0),
        ("0,25", 0.25),
        ("0.25", 0.25),
        ("12,5 %", 12.5),
        ("1234,5", 1234.5),
        ("0.125", 0.125),
        ("-1,5", -1.5),
    ],
)
def test_semicolons_and_decimal_commas_as_spreadsheets_write_them(tmp_path, cell, value):
    path = written(tmp_path, f"\ufeffdate;mention_volume;a\r\n2026-05-03;10;{cell}\r\n2026-05-04;;\r\n")
    assert read_series(path) == {"mention_volume": {date(2026, 5, 3): 10.0}, "a": {date(2026, 5, 3): value}}


def test_numbers_may_come_through_a_pipe(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(path.write_text, "date;a\n2026-05-03;1,5\n")
        assert read_series(str(path)) == {"a": {date(2026, 5, 3): 1.5}}


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", "", "empty"),
        ("date,mention_volume\n", "", "no day"),
        ("day,mention_volume\n2026-05-03,1\n", ":1", "date,<number>"),
        ("date\n2026-05-03\n", ":1", "date,<number>"),
        ("date,a,a\n2026-05-03,1,2\n", ":1", "stands twice"),
        ("date,a\n03.05.2026,1\n", ":2", "no day"),
        ("date,a\n0026-05-03,1\n", ":2", "Correct the year"),
        ("date,a\n2026-05-03,1\n2026-05-04,many\n", ":3", "'many', not a number"),
        ("date,a\n2026-05-03,inf\n", ":2", "not a number"),
        ("date,mention_volume\n2026-05-03,-1\n", ":2", "below nothing"),
        ("date,a\n2026-05-03,1,2\n", ":2", "3 cells"),
        ("date,a\n2026-05-03,1\n2026-05-03,2\n", ":3", "in line 2"),
        ('date,a\n2026-05-03,"1\n', ":2", "no CSV"),
        ("date,a\n2026-05-03;1\n", ":2", "no day"),
        ("date;a\n2026-05-03;1;2\n", ":2", "semicolons into quotation marks"),
        ("date;a\n2026-05-03;1.234\n", ":2", "in two ways"),
        ("date;a\n2026-05-03;1.234,5\n", ":2", "'1.234,5', not a number. Write it without signs for thousands and"),
        ("date;a\n2026-05-03;1,2,3\n", ":2", "with a comma, like 1234,5"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path, text, line, what):
    path = written(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_series(path)
    assert str(caught.value).startswith(f"{path}{line}:")
    assert what in str(caught.value)


def test_a_missing_file_and_one_that_is_no_text(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        read_series(str(tmp_path / "none.csv"))
    (tmp_path / "odd.csv").write_bytes(b"date,a\n\xff\xfe\x00")
    with pytest.raises(InputError, match="not UTF-8"):
        read_series(str(tmp_path / "odd.csv"))


def test_notes_of_a_day_and_of_many(tmp_path):
    path = written(tmp_path, 'date,kind,note,until\n2026-05-03,Campaign,"Spring, sale",2026-05-05\n2026-06-01,outage\n')
    first, second = read_notes(path)
    assert (first.start, first.end, first.kind, first.text) == (
        date(2026, 5, 3),
        date(2026, 5, 5),
        "campaign",
        "Spring, sale",
    )
    assert (second.start, second.end, second.kind, second.text) == (date(2026, 6, 1), date(2026, 6, 1), "outage", "")


def test_notes_with_semicolons(tmp_path):
    path = written(tmp_path, "date;kind;note;until\n2026-05-03;Campaign;Spring, sale;2026-05-05\n2026-06-01;outage\n")
    first, second = read_notes(path)
    assert (first.kind, first.text, first.end) == ("campaign", "Spring, sale", date(2026, 5, 5))
    assert (second.start, second.kind) == (date(2026, 6, 1), "outage")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("date,note\n2026-05-03,x\n", ":1: The first line must name"),
        ("date,kind,note\n2026-05-03,party,x\n", ":2: 'party' is no kind of note"),
        ("date,kind,until\n2026-05-03,holiday,2026-05-01\n", ":2: The note goes from"),
    ],
)
def test_a_wrong_note_is_named_with_its_line(tmp_path, text, what):
    with pytest.raises(InputError) as caught:
        read_notes(written(tmp_path, text, "notes.csv"))
    assert what in str(caught.value)


@pytest.mark.parametrize(
    ("text", "name", "margin"),
    [
        ("returns:up:10%", "returns", Margin(worse="up", size=0.1)),
        ("returns:up:10", "returns", Margin(worse="up", size=0.1)),
        ("returns:up:0.1", "returns", Margin(worse="up", size=0.1)),
        ("rating:down:0,2 units", "rating", Margin(worse="down", size=0.2, unit="units")),
        ("bounce:up:2points", "bounce", Margin(worse="up", size=0.02, unit="points")),
        ("bounce:up:2pp", "bounce", Margin(worse="up", size=0.02, unit="points")),
    ],
)
def test_a_number_of_ones_own(text, name, margin):
    assert parse_metric(text) == (name, margin)


@pytest.mark.parametrize(
    "text", ["", "returns", "returns:up", "returns:sideways:10%", "returns:up:ten", "a:up:1:2", "a:up:0"]
)
def test_a_number_that_cannot_be_read(text):
    with pytest.raises(UsageError, match="--metric"):
        parse_metric(text)
