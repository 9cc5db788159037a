"""Annotations and comments in a code review."""

import pytest

from guard.errors import InputError
from guard.model import Post


@pytest.mark.parametrize(
    ("place", "text", "words", "given"),
    [
        (
            "a.txt:1",
            "a bad word",
            "bad",
            "file=a.txt,line=1,endLine=1,col=3,endColumn=6,title=M101 promotion-on-tragedy",
        ),
        ("a.md:4", "bad\nbad", "bad\nbad", "file=a.md,line=4,endLine=5,title=M101 promotion-on-tragedy"),
        ("a.jsonl:9", "bad", "bad", "file=a.jsonl,line=9,title=M101 promotion-on-tragedy"),
        ("<stdin>:1", "bad", "bad", "title=M101 promotion-on-tragedy"),
        ("a,b:c%.txt:1", "bad", "bad", "file=a%2Cb%3Ac%25.txt,line=1,endLine=1,col=1,endColumn=4,"),
        ("", "bad", "bad", "title=M101 promotion-on-tragedy"),
    ],
)
def test_annotations_stand_at_the_words(desk, place, text, words, given):
    report, _ = desk.report("github", desk.one(text, words, place=place))
    assert report.startswith(f"::error {given}")


@pytest.mark.parametrize(("severity", "level"), [("block", "error"), ("review", "warning"), ("info", "notice")])
def test_levels(desk, severity, level):
    assert desk.report("github", desk.one("bad", "bad", severity=severity))[0].startswith(f"::{level} ")


def test_errors_and_failures_are_annotations(desk):
    post, _ = desk.one("fine", "fine")
    item = post, desk.verdict(post, model="failed")
    report, _ = desk.report("github", item, InputError("is 50% broken.", where="a.csv:7", fix="Mend it."))
    failed, unread, summary = report.splitlines()
    assert failed.startswith("::error file=posts/a.txt,line=1,title=Not wholly checked::")
    assert unread == "::error file=a.csv,line=7,title=Post not read::a.csv:7: is 50%25 broken. Mend it."
    assert summary.startswith(
        "guard: posts checked: 1 (0 block, 0 review, 1 pass, 1 not read). Not checked: embedded model"
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("plain", "`plain`"),
        ("a|b", "`a\\|b`"),
        ("a`b", "``a`b``"),
        ("`", "`` ` ``"),
        ("```", "```` ``` ````"),
        ("one\ntwo", "`one two`"),
        ("@brand", "`@brand`"),
        ("x" * 500, f"`{'x' * 120} ...`"),
    ],
)
def test_words_of_the_post_stand_as_code(desk, words, shown):
    report, _ = desk.report("markdown", desk.one(words, words))
    assert f" | {shown} | " in report


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("Plain words, and a-dash (or two).", "**Plain words, and a-dash (or two).**"),
        ("Ask @brand first", "**Ask `@brand` first**"),
        ("See https://e.example/a|b", "**See `https://e.example/a\\|b`**"),
        ("Like #12 or GH-12", "**Like `#12` or `GH-12`**"),
        ("Not `this`", "**Not `` `this` ``**"),
        ("a*b_c<d>[e]&", "**a\\*b\\_c\\<d\\>\\[e\\]\\&**"),
        ("$5 and $6", "**`$5` and `$6`**"),
    ],
)
def test_messages_format_and_call_nothing(desk, message, shown):
    report, _ = desk.report("markdown", desk.one("bad", "bad", message=message))
    assert shown in report


def test_clean_posts_are_only_counted(desk):
    post = Post(text="Open until six.", id="a")
    report, _ = desk.report("markdown", *[(post, desk.verdict(post))] * 3)
    assert "###" not in report
    assert "| may go out | 3 |" in report


def test_the_post_is_shown_whole_unless_it_is_long(desk):
    report, _ = desk.report("markdown", desk.one("one\r\n```\nbad", "bad"))
    assert "````text\none\n```\nbad\n````\n" in report
    report, _ = desk.report("markdown", desk.one("bad " * 1_000, "bad"))
    assert "bad  ...\n```" in report


def test_a_comment_has_a_limit(desk):
    items = [desk.one(f"bad {number} " * 90, "bad") for number in range(200)]
    report, _ = desk.report("markdown", *items)
    assert len(report) < 65_536
    assert "more are not shown here" in report
    assert "| must not go out | 200 |" in report


@pytest.mark.parametrize("form", ["github", "markdown", "text"])
def test_where_nothing_could_be_read_nothing_was_checked(desk, form):
    report, _ = desk.report(form, InputError("is an empty post.", where="a.txt:1"))
    assert "Nothing was checked." in report
    assert "nothing" not in report
