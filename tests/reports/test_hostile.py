"""Posts that try to command the terminal, the build log or the comment, or that break the encoding."""

import io
import json
import re

import pytest
from markdown_it import MarkdownIt

from guard.errors import InputError
from guard.model import Post
from guard.reports import FORMATS

HOSTILE = {
    "escape": "\x1b[2J\x1b]0;owned\x07\x1b[31mPASS",
    "c1 control": "\x9b31m\x9d0;owned\x9c",
    "bidi": "\u202ereversed\u2066isolated\u2069\u200f",
    "carriage return": "hidden\rPASS: may go out",
    "workflow command": "\n::error file=x::owned\r\n::set-output name=a::b%0A::warning::c",
    "invisible": "a\u200b\u2060\ufeff\u00ad\u034f\U000e0041\U000e007f\u3164b",
    "separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "surrogates": "\ud83d alone \udc00",
    "nul": "\0\0\0",
    "zalgo": "Z\u0351\u036b\u0343\u036a\u0302" * 40 + "o" + "\u0301" * 500,
    "emoji": "👨‍👩‍👧‍👦👩🏿‍🚀🏴\U000e0067\U000e0062\U000e007f🇺🇳1️⃣",
    "joiners": "\u200d\u200da\u200db\u200c\u0301",
    "markup": "<img src=x onerror=alert(1)> | `code` ``` [x](http://e.example) @everyone #1 **b** $x$ ~~~",
    "braces": "{0} {name} %s %(x)s ]( [INSERT LINK](",
}
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE)
def hostile(request, desk):
    """The same text everywhere a stranger can put it: post, id, file name, message."""
    text = request.param
    post = Post(text=text, id=text, place=f"{text}.txt:1", alt_text=text)
    finding = desk.finding(text, text, message=text, why=text, instead=text, offended=(text,), rule="rule")
    short = desk.finding(text, text[:2], severity="review", field="alt_text")
    return [(post, desk.verdict(post, finding, short)), InputError(text, where=text, fix=text)]


@pytest.mark.parametrize("form", ["text", "github", "markdown"])
def test_nothing_reaches_the_terminal_raw(form, desk, hostile):
    report, errors = desk.report(form, *hostile, verbose=True)
    assert not UNSAFE.findall(report)
    assert not UNSAFE.findall(errors)
    report.encode()


@pytest.mark.parametrize("ending", ["\u2028", "\u2029", "\x85", "\ud83d\u2028"])
def test_a_verdict_is_one_line_for_every_program(desk, ending):
    post = Post(text=f"one{ending}two", id=f"a{ending}b")
    report, _ = desk.report("jsonl", (post, desk.verdict(post)))
    (line,) = report.splitlines()
    assert json.loads(line)["id"] == post.id


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_no_line_commands_the_build_that_shows_it(form, desk, hostile):
    report, errors = desk.report(form, *hostile, verbose=True)
    assert not [line for line in (report + errors).splitlines() if line.lstrip().startswith("::")]


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif"])
def test_json_stays_json(form, desk, hostile):
    report, errors = desk.report(form, *hostile)
    report.encode()
    found = json.loads(report)
    finding = (
        found["findings"][0]["message"]
        if form != "sarif"
        else found["runs"][0]["results"][0]["properties"]["offended"][0]
    )
    assert finding == hostile[0][0].text
    assert not UNSAFE.findall(errors)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_terminal_encoding(form, encoding, desk, hostile):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
    desk.report(form, *hostile, stream=stream)
    stream.flush()
    written = stream.buffer.getvalue().decode(encoding)
    assert written
    if form in {"json", "jsonl", "sarif"}:
        json.loads(written)


def test_a_post_cannot_pose_as_a_workflow_command(desk, hostile):
    report, _ = desk.report("github", *hostile)
    lines = report.splitlines()
    assert len(lines) == 4
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::warning", "::error", "guard:"]
    for line in lines[:3]:
        given = line.partition(" ")[2].partition("::")[0]
        assert all(re.match(r"(file|line|endLine|col|endColumn|title)=[^:,]*$", part) for part in given.split(","))


def test_a_post_cannot_pose_as_the_report(desk):
    text = "bad\n\nPASS: may go out\n3 posts: 3 may go out."
    post = Post(text=text, id="a", place="a:1")
    report, _ = desk.report("text", (post, desk.verdict(post, desk.finding(text, "bad"))))
    assert not any(line.startswith(("PASS", "3 posts")) for line in report.splitlines())


def test_a_heap_of_accents_is_counted(desk):
    report, _ = desk.report("text", desk.one("o" + "\u0301" * 500 + " bad", "bad"))
    assert "o\u0301\u0301\u0301\u0301<+496 marks> bad" in report
    assert "  | " + " " * 14 + "^^^" in report


def test_a_post_cannot_format_or_call_in_a_comment(desk, hostile):
    report, _ = desk.report("markdown", *hostile)
    tokens = MarkdownIt("commonmark").enable("table").parse(report)
    inner = [child for token in tokens for child in token.children or []]
    kinds = {token.type for token in tokens if not token.type.startswith(("table", "t", "heading", "paragraph"))}
    assert kinds == {"inline", "fence"}
    assert {child.type for child in inner} == {"text", "code_inline", "strong_open", "strong_close", "text_special"} & {
        child.type for child in inner
    }
    words = " ".join(child.content for child in inner if child.type.startswith("text"))
    assert not re.search(r"@|://|#\d|\$", words)
    assert sum(token.type == "td_open" for token in tokens) == 2 * 4 + 4 * 2


@pytest.mark.parametrize("form", FORMATS)
def test_ten_megabytes_in_one_line(form, desk):
    text = "x" * 5_000_000 + " bad " + "y" * 5_000_000
    report, _ = desk.report(form, desk.one(text, "bad"))
    assert "M101" in report
    assert len(report) < 10_000
