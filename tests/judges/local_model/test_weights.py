"""The weights that ship: they are those of the card, fit the size that was promised, and do what the figures say."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sklearn.metrics import roc_auc_score

from guard.detectors.kit import Context
from guard.engine import Guard
from guard.evaluation import read
from guard.judges.categories import RULES
from guard.judges.local_model.heads import CATEGORIES
from guard.judges.local_model.judge import LocalModel
from guard.judges.local_model.network import FOLDER, settings
from guard.model import Post
from guard.view import View
from tests.corpus.disguises import WORDS, table

MODEL = LocalModel()
GUARD = Guard(judges=[MODEL])
SAMPLE = str(Path(__file__).with_name("sample.jsonl.gz"))
"""Every seventh post of the development file."""


def figures() -> dict[str, Any]:
    return json.loads((Path(FOLDER) / "figures.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(settings().sha256))
def test_files_are_those_that_were_measured(name: str) -> None:
    assert hashlib.sha256((Path(FOLDER) / name).read_bytes()).hexdigest() == settings().sha256[name]


def test_the_weights_are_small() -> None:
    assert (Path(FOLDER) / "model.onnx").stat().st_size <= 25_000_000


def test_every_category_has_a_threshold_and_a_rule() -> None:
    assert set(settings().categories) == set(settings().stops) == set(CATEGORIES) == set(RULES)


@pytest.mark.slow
def test_the_development_figures_hold_on_a_sample() -> None:
    posts = list(read(SAMPLE))
    verdicts = list(GUARD.check_all([labelled.post for labelled in posts]))
    risky = [labelled.decision != "pass" for labelled in posts]
    stopped = [verdict.decision != "pass" for verdict in verdicts]
    found = sum(s and r for s, r in zip(stopped, risky, strict=True)) / sum(risky)
    alarms = sum(s and not r for s, r in zip(stopped, risky, strict=True)) / (len(risky) - sum(risky))
    told = figures()
    assert roc_auc_score(risky, [verdict.score for verdict in verdicts]) == pytest.approx(told["auroc_score"], abs=0.04)
    assert found == pytest.approx(told["stopped"]["share"], abs=0.09)
    assert alarms == pytest.approx(told["false_alarms"]["share"], abs=0.05)


def risk(text: str) -> float:
    return GUARD.check(Post(text=text)).score


@pytest.mark.parametrize(
    "text", ["", " ", "\x00\x01\xff", "🎉" * 50, "\ud800", "a" * 5_000, "word " * 20_000, "%PDF-1.7\n\x93\x8c" * 50]
)
def test_anything_is_survived(text: str) -> None:
    verdict = GUARD.check(Post(text=text))
    assert 0.0 <= verdict.score <= 1.0
    assert verdict.checked.model in {"ok", "off", "failed"}
    assert verdict.checked.model != "failed" or len(text) > 50_000


def test_a_post_is_scored_the_same_alone_and_among_others() -> None:
    posts = [
        Post(id=str(n), text=text) for n, text in enumerate(["Free coffee today", "We are sorry.", "Flood sale " * 9])
    ]
    alone = [msgspec.json.encode(GUARD.check(post)) for post in posts]
    assert [msgspec.json.encode(verdict) for verdict in GUARD.check_all(posts)] == alone


def test_a_post_without_a_link_has_no_bad_one() -> None:
    texts = [labelled.post.text for labelled in read(SAMPLE)]
    posts = [Post(text=text) for text in texts if not {"/", ":"} & {*text} and "." not in text.rstrip(".")]
    found = {f.category for verdict in GUARD.check_all(posts) for f in verdict.findings if f.source == "model"}
    assert found
    assert "broken_or_unsafe_link" not in found


def model_risk(text: str) -> float:
    """What the model alone says."""
    opinion = MODEL.judge(View(Post(text=text)), Context(now=datetime(2026, 3, 4, 12, tzinfo=UTC)), ())
    return opinion.risk or 0.0


@pytest.mark.slow
def test_a_disguise_changes_little() -> None:
    """At least 98 of 100: behind stars alone (c******) nobody knows which word it was."""
    plain = {word: model_risk(post.format(word)) for word, post in WORDS.items()}
    disguised = list(table())
    far = {
        (one.disguise, one.word): round(found - plain[one.word], 3)
        for one in disguised
        if abs((found := model_risk(one.text)) - plain[one.word]) >= 0.1
    }
    assert len(far) <= 0.02 * len(disguised), far
