"""The post-mortem: all of it, nobody's name, and nothing in it that a page would obey."""

import os
import re
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest

from flows.assessment import assess
from flows.assessment.nouns import DEFAULTS, Margin
from flows.assessment.picture import Mark, inline, picture
from flows.case import Case
from flows.incident import MetricPoint
from flows.opening import open_incident
from flows.pages.report import html, markdown, recovery_chart, write
from flows.plan import Mishap, WrongPost
from flows.platforms.base import Reply
from flows.platforms.outbox import Outbox
from flows.steps import remedy
from flows.steps.apology import let_write
from flows.steps.approval import decide, waiting
from flows.steps.audience import heard_so_far
from flows.steps.closing import close
from flows.story import STORY
from guard.errors import InputError

NASTY = "<script>alert(1)</script> & | *bold* [link](javascript:1)"
DAY = date(2026, 11, 22)
EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source"}


class Wellformed(HTMLParser):
    """Fails on a tag that is closed by another; keeps what is seen."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.text, self.addresses = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in {"src", "href", "xlink:href"}]
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def read(page):
    parser = Wellformed()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


@pytest.fixture
def case(casebook, clock, tmp_path):
    outbox = Outbox(f"{tmp_path}/outbox", clock)
    post = outbox.publish("Earthquake sale: 20% off all boots, shop now", key="wrong")
    said = Reply(id="r1", author="tilda_wharf", created_at=clock(), text="I lost my house. This hurts.")
    outbox.receive(post.id, [said])
    mishap = Mishap(
        brand=f"Acme {NASTY}",
        lead="Ann",
        report=NASTY,
        post=WrongPost(text=f"Earthquake sale: 20% off all boots, shop now {NASTY}", id=post.id, published_at=clock()),
    )
    name = open_incident(casebook, mishap, clock=clock).id
    case = Case(casebook, name, by="Ann", platforms={"main": outbox}, folder=str(tmp_path), clock=clock)
    let_write(case, NASTY)
    return case


def through(case, clock):
    """The whole recovery, with a promise and numbers."""
    for step in STORY:
        if step.name == "approval":
            draft = waiting(case)
            decide(case, draft, "rejected", who="Ben", reason=NASTY)
            decide(
                case, draft, "edited", who="Ben", text="We sold boots with an earthquake. That was wrong. We are sorry."
            )
        step.run(case)
    promise = remedy.promise(case, f"Meals {NASTY}", owner="Ben", due=date(2026, 12, 4))
    remedy.prove(case, promise.id, "Receipt 4471")
    points = [
        MetricPoint(account="main", metric="mention_volume", day=DAY - timedelta(days=n), value=100 + n, source="file")
        for n in range(1, 40)
    ]
    case.casebook.metrics.record(points)
    clock.forward(timedelta(days=1))
    close(case, by="Ann", why=f"Over. {NASTY}")


def test_html_needs_nothing_else_and_obeys_nobody(case, clock):
    through(case, clock)
    page = html(case)
    seen = read(page)
    assert "script" not in seen.tags
    assert "svg" in seen.tags
    assert all(address.startswith("#") for address in seen.addresses)
    assert "tilda_wharf" not in page
    assert page == html(case)


@pytest.mark.parametrize("write_it", [html, markdown])
def test_everything_is_in_it(case, clock, write_it):
    through(case, clock)
    text = write_it(case)
    plain = " ".join("".join(read(text).text).split()) if write_it is html else text.replace("\\", "").replace("**", "")
    for part in (
        "M101",
        "of 12",
        "We sold boots with an earthquake",
        "Ben edited it",
        "Receipt 4471",
        "kept",
        "in the outbox",
        "called off",
        "A house rule that stops this post",
        "closed on 23 November 2026, 10:30 UTC by Ann",
        "Kept the replies as evidence.",
        case.casebook.verify(case.name).head,
    ):
        assert part in plain, part


@pytest.mark.parametrize("write_it", [html, markdown])
def test_states_and_demands_are_told_in_words(case, clock, write_it):
    through(case, clock)
    text = write_it(case)
    for name in ("apology2", "awaiting_approval", "cancelled", "long haul", "insufficient data"):
        assert name not in text.replace("The long haul", "")
    assert "When (UTC)" in text


@pytest.mark.parametrize("write_it", [html, markdown])
def test_what_people_ask_is_a_sentence(case, clock, monkeypatch, write_it):
    through(case, clock)
    heard = heard_so_far(case)
    asked = [{"demand": "boycott", "share": 0.3}, {"demand": "apology", "share": 0.1}, {"demand": "new", "share": 0.1}]
    monkeypatch.setattr("flows.pages.report.heard_so_far", lambda _: heard.model_copy(update={"demands": asked}))
    said = "of the offended, 30% leave, or call on others to leave; 10% ask for an apology; 10% new."
    assert said in write_it(case).replace("\\", "")


def test_markdown_shows_signs_as_signs(case, clock):
    through(case, clock)
    text = re.sub(r"(?m)^    .*$", "", markdown(case))  # lines of code show everything as it is
    assert "<script>" not in text
    assert "](javascript" not in text.replace("\\]", "")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    for head, *_ in [block.splitlines() for block in text.split("\n\n") if block.startswith("|")]:
        assert head in rows
    for block in (block.strip().splitlines() for block in text.split("\n\n") if block.startswith("|")):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in block}) == 1, block


@pytest.mark.parametrize("write_it", [html, markdown])
def test_one_that_was_just_opened_has_a_report_too(case, write_it):
    text = write_it(case)
    assert "No text was written." in text
    if write_it is html:
        assert "No numbers were collected." in text


def test_a_changed_incident_is_told_so(case, clock):
    through(case, clock)
    (kept,) = case.casebook.evidence.of(case.name, kind="replies")
    path = case.casebook.files.path(kept.sha256)
    os.chmod(path, 0o600)
    with open(path, "ab") as stream:
        stream.write(b"more")
    assert "Not all are as they were written" in html(case)


def test_it_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "report.html"
    write(str(path), "text")
    assert path.read_text() == "text\n"
    with pytest.raises(InputError, match="the report cannot be written"):
        write(str(tmp_path / "nowhere" / "report.html"), "text")
    with pytest.raises(InputError, match="the report cannot be written"):
        write(str(tmp_path), "text")
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


# --- the chart ------------------------------------------------------------------------------------------------------


def days(count, value=1.0):
    return {DAY - timedelta(days=n): value + n for n in range(count)}


def test_a_chart_has_a_panel_a_number_and_shows_signs_as_signs():
    series = {"mention_volume": days(40), "a<b>$x_1$&": days(3)}
    margins = DEFAULTS | {"a<b>$x_1$&": Margin(worse="up", size=0.1)}
    answer = assess(series, incident=DAY - timedelta(days=2), margins=margins)
    drawing = picture(series, answer, margins=margins, marks=[Mark(DAY, "<the apology>")], form="svg")
    seen = read(inline(drawing, "a <label>"))
    assert seen.tags[0] == "svg"
    assert {"mention volume", "a<b>$x 1$&", "<the apology>"} <= {text.strip() for text in seen.text}


def test_numbers_without_an_agreed_margin_are_not_drawn(case):
    assert recovery_chart(case) == ""
    day = case.incident.opened_at.date()
    point = {"account": case.incident.account, "day": day, "source": "file"}
    case.casebook.metrics.record([MetricPoint(metric="made_up", value=1, **point)])
    assert recovery_chart(case) == ""
    case.casebook.metrics.record([MetricPoint(metric="mention_volume", value=1, **point)])
    assert "mention volume" in recovery_chart(case)
