"""The report for people: marks under the right words, readable when narrow, colours only where they are wanted."""

import io
import os
import sys

import pytest

from guard import reports
from guard.engine import Guard
from guard.errors import InputError
from guard.model import Post
from guard.reports.screen import width_of
from guard.tally import Tally


def marked(report):
    """The post's lines with their marks."""
    return [line[4:] for line in report.splitlines() if line.startswith("  |")]


@pytest.mark.parametrize(
    ("text", "words", "lines"),
    [
        ("a bad word", "bad", ["a bad word", "  ^^^"]),
        ("bad", "bad", ["bad", "^^^"]),
        ("two\nbad\nlines", "bad", ["two", "bad", "^^^", "lines"]),
        ("two\r\nbad\r\nlines", "bad", ["two", "bad", "^^^", "lines"]),
        ("a bad\nend", "bad\nend", ["a bad", "  ^^^", "end", "^^^"]),
        ("日本 bad", "bad", ["日本 bad", "     ^^^"]),
        ("no 日本 yes", "日本", ["no 日本 yes", "   ^^^^"]),
        ("🌊 bad", "bad", ["🌊 bad", "   ^^^"]),
        ("👩‍🚀 bad", "bad", ["👩‍🚀 bad", "   ^^^"]),
        ("👍🏽❤️ bad", "bad", ["👍🏽❤️ bad", "     ^^^"]),
        ("🇩🇪🇫🇷 bad", "bad", ["🇩🇪🇫🇷 bad", "     ^^^"]),
        ("cafe\u0301 bad", "bad", ["cafe\u0301 bad", "     ^^^"]),
        ("cafe\u0301 bad", "e\u0301", ["cafe\u0301 bad", "   ^"]),
        ("a\tbad", "bad", ["a    bad", "     ^^^"]),
        ("a\u00a0bad", "bad", ["a bad", "  ^^^"]),
        ("a\u200bbad", "bad", ["a<U+200B>bad", "         ^^^"]),
        ("b\u200bad", "b\u200bad", ["b<U+200B>ad", "^^^^^^^^^^^"]),
        ("\u202ebad", "bad", ["<U+202E>bad", "        ^^^"]),
        ("\ud83d bad", "bad", ["<U+D83D> bad", "         ^^^"]),
        ("हिन्दी bad", "bad", ["हिन्दी bad", "      ^^^"]),
        ("\u1112\u1161\u11ab bad", "bad", ["\u1112\u1161\u11ab bad", "   ^^^"]),
        ("1\ufe0f\u20e3 bad", "bad", ["1\ufe0f\u20e3 bad", "   ^^^"]),
        ("می\u200cروم bad", "bad", ["می\u200cروم bad", "      ^^^"]),
        ("bad ", "bad ", ["bad", "^^^"]),
        ("", "", [""]),
        ("word " * 12 + "bad", "bad", ["word " * 9 + "word", "word word bad", "          ^^^"]),
        ("x" * 60 + "bad", "bad", ["x" * 52, "x" * 8 + "bad", " " * 8 + "^^^"]),
    ],
)
def test_marks_stand_under_the_words(desk, text, words, lines):
    report, _ = desk.report("text", desk.one(text, words))
    assert marked(report) == lines


def test_several_findings_are_numbered_and_may_overlap(desk):
    post = Post(text="one two three four", id="a", place="a:1")
    findings = [desk.finding(post.text, words) for words in ("one two", "two three", "four")]
    report, _ = desk.report("text", (post, desk.verdict(post, *findings)))
    assert marked(report) == ["one two three four", "^^^^^^^ 1     ^^^^ 3", "    ^^^^^^^^^ 2"]
    assert "2.  M101" in report
    assert report.count("Why, and what to write instead: see 1.") == 2


def test_a_mark_over_two_rows_has_its_number_at_the_end(desk):
    text = "word " * 9 + "first second third"
    post = Post(text=text, id="a", place="a:1")
    findings = [desk.finding(text, words) for words in ("first second", "third")]
    report, _ = desk.report("text", (post, desk.verdict(post, *findings)))
    assert marked(report) == [
        "word " * 9 + "first",
        " " * 45 + "^^^^^",
        "second third",
        "^^^^^^ 1",
        "       ^^^^^ 2",
    ]


def test_a_long_post_meant_as_a_whole_is_not_underlined(desk):
    text = "This post is an advertisement and does not say so anywhere in it."
    report, _ = desk.report("text", desk.one(text, text))
    assert "^" not in report


def test_the_surroundings_of_a_finding_outside_the_text(desk):
    report, _ = desk.report("text", desk.one("A damn cake", "damn", field="alt_text"))
    assert "In the picture description: “damn”" in report
    assert "^" not in report
    report, _ = desk.report("text", desk.one("Look", "Look", field="media"))
    assert "About the attachment: -" in report
    from datetime import UTC, datetime

    moment = {"scheduled_at": datetime(2026, 11, 11, 10, tzinfo=UTC)}
    report, _ = desk.report("text", desk.one("Look", "Look", field="scheduled_at", post=moment))
    assert "About the time: 2026-11-11T10:00:00+00:00" in report


@pytest.mark.parametrize("columns", ["34", "60", "100", "9", "9999", "no"])
def test_no_line_is_wider_than_the_terminal(desk, campaign, columns, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    width = {"9": 34, "9999": 100, "no": 80}.get(columns) or int(columns)
    report, _ = desk.report("text", *campaign, verbose=True)
    broken_where_the_terminal_likes = "guard waive "  # a command stays one line, to be copied
    lines = [line for line in report.splitlines() if not line.strip().startswith(broken_where_the_terminal_likes)]
    assert max(map(width_of, lines)) <= width


@pytest.mark.parametrize(
    ("given", "coloured"),
    [
        (({}, True), True),
        (({}, False), False),
        (({"NO_COLOR": "1"}, True), False),
        (({"NO_COLOR": ""}, True), True),
        (({"FORCE_COLOR": "1"}, False), True),
        (({"FORCE_COLOR": "0"}, False), False),
        (({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True), False),
        (({"TERM": "dumb"}, True), False),
    ],
)
def test_colours(desk, campaign, monkeypatch, given, coloured):
    environment, terminal = given
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO()
    stream.isatty = lambda: terminal
    report, _ = desk.report("text", *campaign, stream=stream)
    assert ("\x1b[4m" in report) == ("\x1b[1;31m" in report) == coloured


def test_width_of_the_terminal_when_nothing_is_said(desk, campaign, monkeypatch):
    monkeypatch.delenv("COLUMNS")
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((45, 24)))
    stream = io.StringIO()
    stream.fileno = lambda: 1
    report, _ = desk.report("text", *campaign, stream=stream)
    assert 40 < max(map(width_of, report.splitlines())) <= 45


def test_clean_posts_take_one_line_each(desk):
    post = Post(text="Open until six.", id="a.jsonl:1", place="posts/a.jsonl:1")
    named = Post(text="Open until six.", id="spring", place="posts/a.jsonl:2")
    unplaced = Post(text="Open until six.", id="x")
    report, _ = desk.report("text", *[(item, desk.verdict(item)) for item in (post, named, unplaced)])
    assert report.splitlines()[:4] == [
        "PASS: may go out  (posts/a.jsonl:1)",
        "PASS: may go out  (spring, posts/a.jsonl:2)",
        "PASS: may go out  (x)",
        "",
    ]
    assert "3 posts: 3 may go out." in report


def test_what_was_not_checked_is_always_said(desk):
    report, _ = desk.report("text", desk.one("a bad word", "bad", severity="info"))
    text = " ".join(report.split())
    assert "Checked with: rules." in text
    assert "Not checked: embedded model (off), language model (off), moderation service (off; a server that" in text
    assert "docs/use-your-own-model.md), current events (no data yet" in text
    post, verdict = desk.one("a bad word", "bad")
    report, _ = desk.report("text", (post, desk.verdict(post, rules="failed", events="2026-11-20")), (post, verdict))
    text = " ".join(report.split())
    assert "NOT WHOLLY CHECKED: failed on this post: rules." in text
    assert "Not checked: rules (failed on some posts)" in text
    assert "1 not wholly checked" in text


def test_nothing_read_is_nothing_checked(desk):
    report, errors = desk.report("text", InputError("does not exist.", where="a.txt", fix="Check the spelling."))
    assert report == "NOT READ\n  a.txt: does not exist. Check the spelling.\n\nNothing was checked.\n"
    assert errors == "guard: a.txt: does not exist. Check the spelling.\n"


def test_errors_are_told_once_on_a_terminal(capsys):
    report = reports.new("text", sys.stdout)
    report.error(InputError("does not exist.", where="a.txt"))
    told = capsys.readouterr()
    assert "does not exist" in told.out
    assert not told.err


def test_thousands_of_findings_are_not_all_printed(desk):
    text = "bad " * 2_000
    post = Post(text=text, id="a", place="a:1")
    findings = [desk.finding(text, "bad", span=(at, at + 3)) for at in range(0, len(text), 4)]
    report, _ = desk.report("text", (post, desk.verdict(post, *findings)))
    assert "... and 1,960 more findings" in report
    assert len(report) < 40_000


def test_a_post_of_ten_megabytes_is_shown_around_its_marks(desk):
    text = "word " * 1_000_000 + "a bad word " + "word " * 1_000_000
    report, _ = desk.report("text", desk.one(text, "bad"))
    assert "[... 4,999,842 characters ...]" in report
    assert "^^^" in report
    assert len(report) < 3_000
    report, _ = desk.report("text", desk.one(text, text))
    assert len(report) < 3_000


def test_accepting_a_finding(desk):
    item = desk.one("a bad word", "bad")
    assert "--verbose shows its fingerprint" in " ".join(desk.report("text", item)[0].split())
    verbose = " ".join(desk.report("text", item, verbose=True)[0].split())
    assert 'guard waive 4f2a9c01d7e3 --why "..." --until YYYY-MM-DD --by "..."' in verbose
    assert "--verbose" not in verbose


@pytest.mark.parametrize(
    ("file", "line", "given"),
    [
        ("a.txt", ":1", "--post {folder}/a.txt"),
        ("a.json", "", "--post {folder}/a.json"),
        ("my post.csv", ":12", "--post '{folder}/my post.csv'"),
    ],
)
def test_the_command_that_accepts_a_finding_is_one_line_to_copy(desk, tmp_path, file, line, given):
    (tmp_path / file).write_text("a bad word", encoding="utf-8")
    item = desk.one("a bad word", "bad", place=f"{tmp_path / file}{line}")
    lines = [each.strip() for each in desk.report("text", item, verbose=True)[0].splitlines()]
    post = given.format(folder=tmp_path)
    assert f'guard waive 4f2a9c01d7e3 {post} --why "..." --until YYYY-MM-DD --by "..."' in lines


def test_report_can_be_used_without_any_post(desk):
    report, _ = desk.report("text")
    assert report == "0 posts: none.\nNothing was checked.\n"
    assert Tally().posts == 0


@pytest.mark.parametrize(
    ("name", "place", "shown"),
    [
        ("a.jsonl:1", "a.jsonl:1", "(a.jsonl:1)"),
        ("a.jsonl:1", "posts/a.jsonl:1", "(posts/a.jsonl:1)"),
        ("1", "a.jsonl:1", "(1, a.jsonl:1)"),
        ("l:1", "a.jsonl:1", "(l:1, a.jsonl:1)"),
    ],
)
def test_a_post_is_named_by_its_id_and_its_place(name, place, shown):
    post = Post(text="Open until six.", id=name, place=place)
    stream = io.StringIO()
    report = reports.new("text", stream)
    report.start()
    report.post(post, Guard().check(post))
    report.end(Tally())
    assert stream.getvalue().startswith(f"PASS: may go out  {shown}\n")
