"""The report for people: nothing in it obeys a stranger, nobody is named, and every number can be looked up."""

import json
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from click.testing import CliRunner

from flows.audience import analyse
from flows.audience.picture import timeline
from flows.audience.quotes import quotes, wanted, without_names
from flows.audience.report import Shown, html, markdown
from flows.audience.result import Audience, WaveFound
from flows.commands.audience import command
from guard.errors import GuardError
from tests.flows.audience.conftest import SimpleReader

POST = "Dig yourself out with 30% off! <b>bold</b> {{ 7 * 7 }}"
EVIL = "As a miner I am appalled. </style><script>alert(1)</script> <img src=x onerror=alert(2)> {{ 7 * 7 }} \u202e"
TAGS = frozenset(
    "html head meta title style body header h1 h2 h3 p blockquote ul ol li section nav a figure figcaption div span svg "
    "desc rect line text g details summary em code small strong i b footer".split()
)
ALONE = {"meta"}


class Reader(HTMLParser):
    """Takes a page apart: its tags, its attributes, and the texts inside ``<p>`` and ``<summary>``."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.open = set(), [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def made(replies, **options):
    found = analyse(replies, post=POST, account="@brand", reader=SimpleReader())
    cited = quotes(replies, wanted(found), own=["@brand"], show_names=options.get("show_names", False))
    return found, Shown(found, POST, cited, **options)


@pytest.fixture
def storm(reply):
    """A small storm with everything in it: groups, demands, themes, a campaign, a loud account, a bot, other languages."""
    angry = [reply(n, "As a miner I am appalled. Delete this.", author=f"mina_{n}") for n in range(12)]
    pasted = "We the people of the valley ask you as miners to apologise for this cruel advert"
    campaign = [reply(100 + n, pasted, author=f"gill_{n}") for n in range(8)]
    loud = [reply(200 + n, "Shame on you", author="zed", minutes=300 + n / 30) for n in range(9)]
    calm = [reply(300 + n, text) for n, text in enumerate(["Great ad, love it", "Qué asco, qué vergüenza", "when?"])]
    evil = [reply(400, EVIL, author='"><script>alert(3)</script>'), reply(401, "@anna_park is right, mail a.b@c.org")]
    return [*angry, *campaign, *loud, *calm, *evil]


def test_a_strangers_words_stay_words(storm):
    page = html(made(storm)[1])
    read = Reader(page)
    assert read.tags <= TAGS
    assert not read.open
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7 * 7 }}" in page
    assert "<U+202E>" in page.replace("&lt;", "<").replace("&gt;", ">")


def test_nothing_is_fetched(storm):
    read = Reader(html(made(storm)[1]))
    names = {name for name, _ in read.attributes}
    assert not names & {"src", "srcset", "onerror", "onclick", "onload"}
    assert all(value.startswith("#") for name, value in read.attributes if name == "href")
    assert "url(" not in html(made(storm)[1])
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in read.attributes


def test_nobody_is_named(storm):
    page = html(made(storm)[1])
    for name in ("mina_", "gill_", "zed", "anna_park", "a.b@c.org"):
        assert name not in page
    assert "@[name] is right, mail [mail address]" in page


def test_names_are_shown_to_who_asks_for_them(storm):
    page = html(made(storm, show_names=True)[1])
    assert "zed" in page
    assert "@anna_park is right" in page
    assert "keep this file to yourself" in page
    assert Reader(page).tags <= TAGS


def test_every_number_can_be_looked_up(storm):
    found, shown = made(storm)
    page = html(shown)
    for name, count in expected(found).items():
        ids = found.traces.get(name, ())
        assert len(ids) == count, name
        assert set(ids) <= {reply.id for reply in storm}
    for number in re.findall(r'href="#reply-(\d+)"', page):
        assert f'id="reply-{number}"' in page


def expected(found: Audience):
    """What each number of the report says."""
    return {
        **{f"group/{one.group}": one.replies for one in found.groups},
        **{f"own/{one.group}": one.own for one in found.groups},
        **{f"theme/{one.label}": one.replies for one in found.themes},
        **{f"demand/{one.demand}": one.replies for one in found.demands},
        **{f"stance/{name}": count for name, count in found.stance.items()},
        **{f"people/{name}": count for name, count in found.people.items()},
        **{f"language/{name}": count for name, count in found.languages.items()},
        **{f"wave/{place}": wave.replies for place, wave in enumerate(found.waves, 1)},
        **{f"campaign/{place}": one.copies for place, one in enumerate(found.campaigns, 1)},
        **{f"loud/{place}": one.replies for place, one in enumerate(found.loud, 1)},
        "suspected": found.suspected_replies,
        "duplicates": found.duplicates,
        "uncertain": found.uncertain,
    }


def test_claims_stand_there_with_ranges_and_quotes(storm):
    found, shown = made(storm)
    page = html(shown)
    assert found.groups[0].group in page
    assert f"{found.groups[0].interval[0]:.0%}-{found.groups[0].interval[1]:.0%}" in page
    assert "As a miner I am appalled. Delete this." in page
    assert "A text that 8 accounts posted" in page
    assert "Left out of these shares: 16 replies (further copies of texts that many pasted and what 1 account" in page
    assert "take it down" in page
    assert "Spanish" in page


def test_the_same_replies_give_the_same_page(storm):
    assert html(made(storm)[1]) == html(made(storm)[1])


def test_no_replies():
    page = html(made([])[1])
    assert "nothing can be said about who was hurt" in page
    assert Reader(page).tags <= TAGS


def test_what_changed_is_told_where_somebody_asks(storm):
    assert "What changed" not in html(made(storm)[1])
    assert "Five &lt;more&gt;" in html(made(storm, changes=["Five <more>"])[1])


def test_long_storms_show_what_is_cited(reply):
    many = [reply(n, f"As a miner I am appalled, number {n}") for n in range(1100)]
    found, shown = made(many)
    assert 0 < len(shown.quotes) <= 50
    page = html(shown)
    assert "and 100 more." in page
    assert f"{len(shown.quotes)} of 1,100 replies" in page
    assert len(found.traces["group/miners"]) == 1000


def test_markdown_gives_strangers_no_marks(reply):
    text = markdown(made([reply(1, EVIL)])[1])
    assert "\\<script\\>alert(1)" in text
    assert "<script" not in text.replace("\\<", "")


def test_markdown_says_the_same(storm):
    text = markdown(made(storm, changes=["A new group"])[1])
    assert "| miners |" in text
    assert "- A new group" in text
    assert "1. **First wave**" in text
    assert "anna_park" not in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("thanks @brand and @Anna.Park.", "thanks @brand and @[name]."),
        ("@someone@mastodon.social shame", "@[name] shame"),
        ("see https://x.example/anna/status/1?a=b now", "see https://x.example/[...] now"),
        ("write to anna@park.example", "write to [mail address]"),
        ("meet @ noon, 5@ 3", "meet @ noon, 5@ 3"),
    ],
)
def test_names_in_texts(text, shown):
    assert without_names(text, {"brand"}) == shown


# --- the drawing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [1, 90, 60 * 24, 60 * 24 * 20, 60 * 24 * 900, 60 * 24 * 365 * 30])
@pytest.mark.parametrize("width", [380, 780])
def test_the_drawing_fits_any_span(reply, minutes, width):
    found = analyse([reply(n, minutes=minutes * n / 60) for n in range(61)], post=POST, reader=SimpleReader())
    drawing = timeline(found.timeline, found.waves, width=width)
    assert not Reader(drawing).open
    for x, wide in re.findall(r'<rect class="all" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', drawing):
        assert 40 <= float(x) <= float(x) + float(wide) <= width
    labels = [float(x) for x in re.findall(r'<text x="([\d.]+)" y="221"', drawing)]
    assert len(labels) >= 1
    assert all(right - left >= 40 for left, right in pairwise(labels))


def test_the_drawing_reaches_from_the_first_to_the_last_year():
    bins = [(datetime(1, 1, 1, tzinfo=UTC), 1, 1), (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), 1, 0)]
    assert not Reader(timeline(bins, [])).open


def test_the_drawing_has_words(reply):
    start = reply(0).created_at
    wave = WaveFound(start=start, peak=start, end=start + timedelta(hours=1), replies=3, kind="raid", note="<x>")
    drawing = timeline([(start, 3, 1)], [wave])
    assert "3 replies from 2 Mar 2026, 09:00 to 2 Mar 2026, 09:00 UTC, 1 of them offended" in drawing
    assert "1: raid from 2 Mar 2026, 09:00, 3" in drawing
    assert "wave raid" in drawing
    assert timeline([], []) == ""


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path):
    def run(*options):
        replies, post = tmp_path / "replies.jsonl", tmp_path / "post.txt"
        line = {"id": "1", "author": "anna", "created_at": "2026-03-02T09:10:00Z", "text": "I am a miner. Shame on you"}
        replies.write_text(json.dumps(line) + "\n", encoding="utf-8")
        post.write_text(POST, encoding="utf-8")
        return CliRunner().invoke(command, [str(replies), "--post", str(post), *options])

    return run


def test_the_command_writes_it(run, tmp_path):
    assert run("--html", str(tmp_path / "report.html")).exit_code == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "I am a miner. Shame on you" in page
    assert "anna" not in page


@pytest.mark.parametrize(
    ("place", "said"),
    [("replies.jsonl", "written over what is read"), ("nowhere/report.html", "cannot be written")],
)
def test_the_command_says_what_it_cannot_write(run, tmp_path, place, said):
    done = run("--html", str(tmp_path / place))
    assert isinstance(done.exception, GuardError)
    assert said in str(done.exception)
