"""Verdicts for programs."""

import json

import msgspec
import pytest

from guard.errors import InputError
from guard.model import Post, Verdict


def test_one_post_is_one_object(desk):
    item = desk.one("a bad word", "bad")
    report, _ = desk.report("json", item)
    assert msgspec.json.decode(report, type=Verdict) == item[1]
    assert "\n  " in report


def test_several_posts_are_a_list(desk):
    items = [desk.one("a bad word", "bad"), desk.one("bad again", "bad"), desk.one("so bad", "bad")]
    report, _ = desk.report("json", *items)
    assert msgspec.json.decode(report, type=list[Verdict]) == [verdict for _, verdict in items]


def test_no_post_is_an_empty_list_and_an_error(desk):
    report, errors = desk.report("json", InputError("does not exist.", where="a.txt"))
    assert json.loads(report) == []
    assert errors == "guard: a.txt: does not exist.\n"


def test_every_line_is_a_verdict(desk, campaign):
    report, errors = desk.report("jsonl", *campaign)
    verdicts = [msgspec.json.decode(line, type=Verdict) for line in report.splitlines()]
    assert verdicts == [item[1] for item in campaign if not isinstance(item, InputError)]
    assert "campaign.jsonl:3" in errors


def test_the_fields_stand_in_the_documented_order(desk):
    report = json.loads(desk.report("jsonl", desk.one("a bad word", "bad"))[0])
    assert list(report) == ["schema", "id", "decision", "score", "findings", "checked", "policy", "version"]
    assert list(report["checked"]) == ["rules", "model", "llm", "moderation", "events"]
    broken = json.loads(desk.report("jsonl", desk.one("a bad\ud83d word", "bad\ud83d"))[0])
    assert list(broken) == list(report)
    assert list(broken["findings"][0]) == list(report["findings"][0])


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_letters_stay_letters_and_surrogates_become_escapes(form, desk):
    report, _ = desk.report(form, desk.one("über 日本 🌊", "日本"))
    assert '"日本"' in report
    report, _ = desk.report(form, desk.one("über \ud83d日", "\ud83d日"))
    assert "\\ud83d日" in report


def test_speed_of_a_clean_verdict(desk):
    """At most ten microseconds each; a busy machine is allowed ten times that."""
    from time import process_time

    post = Post(text="Our shop is open until six.", id="a.jsonl:1", place="a.jsonl:1")
    item = post, desk.verdict(post)
    started = process_time()
    desk.report("jsonl", *[item] * 5_000)
    assert (process_time() - started) / 5_000 < 1e-3
