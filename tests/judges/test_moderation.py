"""A moderation endpoint as a judge: its scores, our thresholds, pictures, and no answer."""

import json

import pytest

from guard.config import Config, Moderation, Threshold
from guard.engine import Guard
from guard.judges.categories import RULES
from guard.judges.openai_moderation import Moderated, rows, shipped
from guard.llm.moderating import Moderator
from guard.model import Media, Post
from tests.llm.scripted import Said, Scripted

QUIET = "We open at six tomorrow."
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.fixture
def check(tmp_path):
    def checked(script, post=None, *, explain=None, **settings):
        with Scripted(script) as server:
            given = {"model": "omni-moderation-latest", "base_url": server.url, "timeout_seconds": 30.0, **settings}
            known = Moderation(**given)
            judge = Moderated(known, Moderator(known, folder=str(tmp_path)), folder=str(tmp_path), explain=explain)
            verdict = Guard(Config(), judges=[judge]).check(post or Post(id="p", text=QUIET))
            judge.close()
            return verdict, server

    return checked


def scores(**given):
    named = {name.replace("__", "/").replace("_", "-"): score for name, score in given.items()}
    return Said(body=json.dumps({"id": "m", "results": [{"flagged": True, "category_scores": named}]}).encode())


@pytest.mark.parametrize(
    ("given", "decision", "category"),
    [
        ({"harassment": 0.1, "hate": 0.1}, "pass", None),
        ({"harassment": 0.4}, "review", "customer_insult"),
        ({"harassment": 0.95}, "block", "customer_insult"),
        ({"hate": 0.5}, "review", "hate_or_slur"),
        ({"hate__threatening": 0.6}, "block", "hate_or_slur"),
        ({"self_harm": 0.99}, "review", "self_harm"),
        ({"self_harm__instructions": 0.7}, "block", "self_harm"),
        ({"sexual": 0.5}, "review", "sexual_innuendo"),
        ({"sexual__minors": 0.3}, "block", "sexual_innuendo"),
        ({"violence": 1.0}, "review", "violence_or_threat"),
        ({"illicit__violent": 0.8}, "block", "violence_or_threat"),
        ({"something_new": 1.0}, "pass", None),
    ],
)
def test_scores_become_findings(check, given, decision, category):
    verdict, server = check(lambda _: scores(**given))
    assert verdict.decision == decision
    assert verdict.checked.moderation == "ok"
    assert {finding.category for finding in verdict.findings} == ({category} if category else set())
    for finding in verdict.findings:
        assert (finding.source, finding.prompt) == ("moderation", "omni-moderation-latest")
        assert (finding.quote, finding.confidence) == (QUIET, max(given.values()))
    assert server.paths == ["/v1/moderations"]
    assert server.asked[0] == {"model": "omni-moderation-latest", "input": QUIET}


def test_one_of_our_categories_is_told_once_with_its_strongest(check):
    verdict, _ = check(lambda _: scores(violence=0.6, violence__graphic=0.95, harassment__threatening=0.5))
    (finding,) = verdict.findings
    assert (finding.severity, finding.confidence) == ("block", 0.95)
    assert "violence/graphic" in finding.why


def test_a_brand_sets_its_own_thresholds(check):
    own = (Threshold(category="harassment", review=0.8),)
    assert check(lambda _: scores(harassment=0.7), thresholds=own)[0].decision == "pass"
    assert check(lambda _: scores(harassment=0.99), thresholds=own, cache_days=0)[0].decision == "review"


def test_every_threshold_that_ships_leads_to_a_category_of_ours():
    assert {row.ours for row in shipped()} <= set(RULES)
    assert all(0 < row.review <= row.block for row in shipped())
    assert len(rows(Moderation())) == 13


def test_pictures_are_sent_where_that_is_wanted(check, tmp_path):
    (tmp_path / "shop.png").write_bytes(PNG)
    media = (Media(path="shop.png"), Media(path="https://shop.example/a.jpg"), Media(path="film.mp4"))
    post = Post(id="p", text=QUIET, alt_text="Our shop", media=media)
    _, server = check(lambda _: scores(sexual=0.1), post, images=True)
    text, *pictures = server.asked[0]["input"]
    assert text == {"type": "text", "text": f"{QUIET}\n\nOur shop"}
    urls = [picture["image_url"]["url"] for picture in pictures]
    assert urls[0].startswith("data:image/png;base64,iVBOR")
    assert urls[1:] == ["https://shop.example/a.jpg"]
    _, server = check(lambda _: scores(sexual=0.1), post)
    assert server.asked[0]["input"] == f"{QUIET}\n\nOur shop"


@pytest.mark.parametrize("name", ["gone.png", "large.png"])
def test_a_picture_that_cannot_be_sent_is_said(check, tmp_path, name, monkeypatch):
    monkeypatch.setattr("guard.judges.openai_moderation.LARGEST", 10)
    (tmp_path / "large.png").write_bytes(PNG)
    verdict, server = check(lambda _: scores(), Post(id="p", text=QUIET, media=(Media(path=name),)), images=True)
    assert (verdict.decision, verdict.checked.moderation) == ("review", "failed")
    assert "A picture of the post" in next(f.message for f in verdict.findings if f.code == "M001")
    assert not server.asked


def test_private_data_is_taken_out_and_what_is_sent_is_shown(check):
    shown = []
    post = Post(id="p", text="Our winner is Maria Kowalska, maria.kowalska@home.example!", alt_text="Maria")
    _, server = check(lambda _: scores(), post, explain=shown.append)
    assert "kowalska@" not in json.dumps(server.asked)
    assert "[private 1]" in shown[0]


def test_the_same_post_is_asked_about_once(tmp_path):
    with Scripted(lambda _: scores(hate=0.5)) as server:
        moderators = [Moderator(Moderation(model="m", base_url=server.url), folder=str(tmp_path)) for _ in range(2)]
        found = [moderator.scores(QUIET) for moderator in moderators]
        for moderator in moderators:
            moderator.close()
    assert found[0] == found[1]
    assert len(server.asked) == 1


@pytest.mark.parametrize("ask", ["never", "review", "unsure"])
def test_it_is_asked_where_the_policy_says(check, ask):
    verdict, server = check(lambda _: scores(), ask=ask)
    assert (verdict.checked.moderation, server.asked) == ("skipped", [])


@pytest.mark.parametrize(
    "said",
    [
        Said(status=401),
        Said(status=400),
        Said(body=b"<html>"),
        Said(body=b'{"results": []}'),
        Said(body=b'{"results": 3}'),
    ],
)
def test_no_answer_is_said_aloud(check, said):
    verdict, _ = check(lambda _: said)
    assert (verdict.decision, verdict.checked.moderation) == ("review", "failed")
    message = next(f.message for f in verdict.findings if f.code == "M001")
    assert "moderation service" in message
    assert "language model" not in message
