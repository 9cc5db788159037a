"""What has changed since the last look: said where the counts can tell, and silent where they cannot."""

import json
import random
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from flows import long_haul
from flows.audience import analyse
from flows.audience.changes import NOTHING, changes
from flows.commands.audience import command
from flows.incident import CheckIn
from guard.errors import GuardError

POST = "Dig yourself out with 30% off!"
CHANCE = "The last look may have missed it by chance."
FEW = "so few that they are not listed any more"


def look(**told):
    """A look at 400 replies by people, of whom 200 are offended."""
    people = {"offended": 200, "supportive": 100, "neutral": 80, "joke": 10, "spam": 0, "question": 10}
    return {
        "replies": 420,
        "stance": people,
        "people": people,
        "counted": 200,
        "groups": [{"group": "nurses", "replies": 40, "share": 0.2}],
        "demands": [{"demand": "apology", "replies": 60, "share": 0.3}],
        "themes": [{"label": "Buried alive", "keywords": ["buried", "alive"], "replies": 30, "share": 0.15}],
        "waves": [{"start": "2026-03-02T09:00:00Z", "end": "2026-03-02T20:00:00Z", "replies": 300, "note": "First."}],
        "severity": {"level": "medium", "points": 4},
        "words": {"buried": 30, "alive": 28, "lamp": 3},
        "reader": "one@1",
    } | told


def group(name, replies):
    return {"group": name, "replies": replies, "share": replies / 200}


def test_nothing_has_changed():
    assert changes(look(), look()) == ()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            {"groups": [group("nurses", 40), group("miners", 30)]},
            "Named as hurt for the first time: miners, in 30 replies, 15% (11%-21%) of the offended.",
        ),
        (
            {"groups": [group("nurses", 40), group("miners", 2)]},
            f"Named as hurt for the first time: miners, in 2 replies, 1% (0%-4%) of the offended. {CHANCE}",
        ),
        (
            {"groups": [group("nurses", 100)]},
            "Nurses: their share of the offended has risen from 20% (15%-26%) to 50% (43%-57%).",
        ),
        (
            {"groups": []},
            f"Nurses: their share of the offended has fallen from 20% (15%-26%) to {FEW}.",
        ),
        ({"groups": [group("nurses", 52)]}, None),
        (
            {"demands": [{"demand": "apology", "replies": 60}, {"demand": "refund", "replies": 1}]},
            f"Asked for the first time: “give money back”, in 1 reply, under 1% (0%-3%) of the offended. {CHANCE}",
        ),
        (
            {"demands": [{"demand": "apology", "replies": 12}]},
            "The share of the offended who ask “apologise” has fallen from 30% (24%-37%) to 6% (3%-10%).",
        ),
        ({"demands": []}, "The share of the offended who ask “apologise” has fallen from 30% (24%-37%) to 0% (0%-2%)."),
        ({"severity": {"level": "high", "points": 6}}, "How grave it is has gone from medium to high (4 to 6 points)."),
        ({"severity": {"level": "high", "points": 5}}, None),
        ({"replies": 0}, "There are no replies any more; the last look had 420."),
    ],
)
def test_each_change_is_a_sentence(told, said):
    assert changes(look(), look(**told)) == (() if said is None else (said,))


def test_feelings():
    people = {"offended": 100, "supportive": 200, "neutral": 80, "joke": 10, "spam": 0, "question": 10}
    told = changes(look(), look(people=people, counted=200))
    assert told == (
        "The share of people who are offended has fallen from 50% (45%-55%) to 25% (21%-29%).",
        "The share of people who are on your side has risen from 25% (21%-29%) to 50% (45%-55%).",
    )


@pytest.mark.parametrize(
    ("keywords", "words", "is_new"),
    [
        (["refund", "lamp"], {"refund": 60, "lamp": 55}, True),
        (["refund", "lamp"], {"refund": 5, "lamp": 6}, False),
        (["buried", "alive", "lamp"], {"buried": 30, "alive": 28, "lamp": 60}, False),
    ],
)
def test_a_new_complaint_needs_words_that_are_heard_more_often(keywords, words, is_new):
    themes = [{"label": "Refund my lamp", "keywords": keywords, "replies": 60}]
    told = changes(look(), look(themes=themes, words=words))
    assert any("A new complaint: “Refund my lamp”" in line for line in told) is is_new


@pytest.mark.parametrize(("start", "is_new"), [("2026-03-03T10:00:00Z", True), ("2026-03-02T15:00:00Z", False)])
def test_a_new_wave_is_one_where_there_was_none(start, is_new):
    second = {"start": start, "end": "2026-03-03T20:00:00Z", "replies": 90, "note": "Looks like a raid."}
    told = changes(look(), look(waves=[*look()["waves"], second]))
    assert told == (("A new wave since 3 March, 10:00 UTC, with 90 replies. Looks like a raid.",) if is_new else ())


def test_another_reader_is_told_only_where_something_changed():
    assert changes(look(), look(reader="two@1")) == ()
    told = changes(look(), look(reader="two@1", demands=[]))
    assert told[-1] == "The looks had different readers (one@1, two@1); that may be part of it."


def test_after_a_look_at_nothing():
    assert changes(look(replies=0), look()) == ("There were no replies at the last look; now there are 420.",)
    assert changes(look(replies=0), look(replies=0)) == ()


def test_chance_alone_hardly_ever_speaks():
    """Two hundred pairs of looks at the same storm, each at other people: fewer than one in twenty tells a change."""
    dice = random.Random(7)  # noqa: S311 - no secret
    shares = {f"group {n}": 0.02 + n / 100 for n in range(20)}

    def drawn():
        groups = {name: sum(dice.random() < share for _ in range(200)) for name, share in shares.items()}
        return look(groups=[group(name, count) for name, count in groups.items() if count >= 2])

    told = [line for _ in range(200) for line in changes(drawn(), drawn()) if "first time" not in line]
    assert len(told) <= 10


def test_a_real_second_look_tells_of_another_group(reply, simple_reader):
    first = [reply(n, "As a miner I am appalled", author=f"a{n}") for n in range(60)]
    later = [reply(500 + n, "As a nurse I want you to apologise", author=f"b{n}") for n in range(80)]
    before, after = (
        analyse(replies, post=POST, reader=simple_reader).as_json() for replies in (first, [*first, *later])
    )
    told = " ".join(changes(before, after))
    assert "for the first time: nurses" in told
    assert "Asked for the first time: “apologise”" in told
    assert changes(after, json.loads(json.dumps(after))) == ()


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path):
    def run(*options, count=6):
        replies, post = tmp_path / "replies.jsonl", tmp_path / "post.txt"
        lines = [
            {"id": str(n), "author": f"a{n}", "created_at": f"2026-03-02T09:1{n}:00Z", "text": "I am a miner. Shame"}
            for n in range(count)
        ]
        replies.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        post.write_text(POST, encoding="utf-8")
        return CliRunner().invoke(command, [str(replies), "--post", str(post), *options])

    return run


@pytest.fixture
def earlier(run, tmp_path):
    path = tmp_path / "earlier.json"
    path.write_text(run("--format", "json", count=0).stdout, encoding="utf-8")
    return str(path)


def test_the_command_compares(run, earlier, tmp_path):
    said = "There were no replies at the last look; now there are 6."
    report = str(tmp_path / "report.html")
    assert said in run("--since", earlier, "--html", report).output
    assert said in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert json.loads(run("--since", earlier, "--format", "json").stdout)["changes"] == [said]
    assert "changes" not in json.loads(run("--format", "json").stdout)
    assert NOTHING in run("--since", earlier, count=0).output


@pytest.mark.parametrize("written", ["no JSON", "[]", "{}", '{"replies": 3}', '{"replies": "x", "stance": 3}'])
def test_something_else_is_no_earlier_look(run, tmp_path, written):
    path = tmp_path / "earlier.json"
    path.write_text(written, encoding="utf-8")
    done = run("--since", str(path))
    assert isinstance(done.exception, GuardError)
    assert "no earlier look" in str(done.exception)


def test_an_earlier_look_that_is_not_there(run, tmp_path):
    done = run("--since", str(tmp_path / "nowhere.json"))
    assert isinstance(done.exception, GuardError)
    assert "cannot be read" in str(done.exception)


def test_the_page_of_a_check_in_tells_it():
    at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    told = {"said": "Fine.", "changes": ["Named: <b>miners</b>"], "reminded": ["Ben: meals"]}
    done = CheckIn(incident="i", day=3, due_at=at, state="done", status="recovering", result=told, run=None, done_at=at)
    assert long_haul._told(done).splitlines() == [
        "# Day 3: recovering",
        "",
        "Fine.",
        "",
        "## What changed in the answers since the last look",
        "",
        "- Named: \\<b\\>miners\\</b\\>",
        "",
        "## Promises",
        "",
        "- Ben: meals",
    ]
