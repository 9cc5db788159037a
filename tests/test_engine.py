"""The loop: what wakes, what a broken part becomes, what a verdict says."""

import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from guard import detectors
from guard.config import Account, Config
from guard.engine import Guard
from guard.errors import CheckIncomplete
from guard.judges.base import Opinion
from guard.model import Finding, Hit, Post, Rule, Severity
from guard.watch import TooSlowError, Watch

RULE = Rule(code="M999", slug="test-rule", category="house", severity="review", summary="s", why="w", instead="i")
NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
SALE = "Earthquake sale: 20% off all boots, shop now"


class Judge:
    """A judge of the tests: gives its hits, or raises."""

    engine: Any = "llm"
    version = "reader@1"

    def __init__(
        self, *hits: Hit, error: Exception | None = None, sure: bool = False, risk: float | None = None
    ) -> None:
        self.hits, self.error, self.sure, self.risk = hits, error, sure, risk

    def judge(self, _view: object, _context: object, findings: Sequence[Finding]) -> Opinion:
        if self.error:
            raise self.error
        lowered = frozenset(f.fingerprint for f in findings) if self.sure else frozenset()
        return Opinion(hits=self.hits, lowered=lowered, risk=self.risk)


def test_a_quiet_post_passes() -> None:
    verdict = Guard(now=NOW).check(Post(id="p", text="Our shop is open until six today."))
    assert (verdict.decision, verdict.findings, verdict.checked.rules) == ("pass", (), "ok")


def test_a_finding_quotes_the_authors_words() -> None:
    verdict = Guard(now=NOW).check(Post(id="p", text=SALE))
    first = verdict.findings[0]
    assert SALE[first.span[0] : first.span[1]] == first.quote
    assert verdict.decision == "block"


def test_a_detector_that_raises_is_said_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("secret post text")

    monkeypatch.setattr(detectors, "load", lambda _place: SimpleNamespace(RULE=RULE, detect=broken))
    verdict = Guard(now=NOW).check(Post(id="p", text=SALE))
    assert {f.code for f in verdict.findings} == {"M001"}
    assert verdict.checked.rules == "failed"
    assert verdict.decision == "review"
    assert "secret post text" not in verdict.findings[0].message


def test_a_detector_that_hangs_is_ended_and_said_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs(*_: object) -> Any:
        while True:
            yield from ()

    monkeypatch.setattr(detectors, "load", lambda _place: SimpleNamespace(RULE=RULE, detect=hangs))
    verdict = Guard(now=NOW, watch=Watch(0.05)).check(Post(id="p", text=SALE))
    (finding,) = verdict.findings
    assert finding.message == "The check 'promotion-on-tragedy' stopped before it was done (TooSlowError)."
    assert verdict.checked.rules == "failed"


def test_a_detector_that_cannot_be_loaded_is_said_aloud_and_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(place: int) -> Any:
        if place:
            return SimpleNamespace(detect=lambda *_: [Hit(rule=RULE, start=0, end=10)])
        raise ImportError

    monkeypatch.setattr(detectors, "load", load)
    monkeypatch.setattr(Guard, "_awake", lambda *_: [0, 1])
    verdict = Guard(now=NOW).check(Post(id="p", text=SALE))
    assert [f.code for f in verdict.findings] == ["M001", "M999"]
    assert verdict.checked.rules == "failed"


def test_words_that_cannot_be_read_are_said_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr(Guard, "_awake", fail)
    verdict = Guard(now=NOW).check(Post(id="p", text=SALE))
    assert [f.message for f in verdict.findings] == [
        "The check 'words of the post' stopped before it was done (IndexError)."
    ]
    assert (verdict.decision, verdict.checked.rules) == ("review", "failed")


def test_time_that_is_over_when_the_work_is_done_stops_nothing() -> None:
    watch = Watch(60)
    with watch:
        pass
    watch._tick(0, None)
    with watch:
        watch._tick(0, None)
    with watch:
        watch._tick(0, None)
        with pytest.raises(TooSlowError):
            watch._tick(0, None)


def test_the_clock_stands_still_when_the_program_clears_up() -> None:
    program = """
from guard.watch import Watch
Watch(0.001)
class Slow:
    def __del__(self): sum(range(500))
kept = [Slow() for _ in range(20_000)]
raise SystemExit(3)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 3


def test_a_judge_adds_findings_under_its_name() -> None:
    judge = Judge(Hit(rule=RULE, start=0, end=3))
    verdict = Guard(now=NOW, judges=[judge]).check(Post(id="p", text="Our shop is open."))
    assert [(f.source, f.prompt, f.quote) for f in verdict.findings] == [("llm", "reader@1", "Our")]
    assert verdict.checked.llm == "ok"


def test_a_judge_that_fails_never_silences_the_rules() -> None:
    verdict = Guard(now=NOW, judges=[Judge(error=CheckIncomplete("down"))]).check(Post(id="p", text=SALE))
    assert verdict.checked.llm == "failed"
    assert {"M001", "M101"} <= {f.code for f in verdict.findings}
    assert verdict.decision == "block"


def test_verdicts_are_byte_identical() -> None:
    first, second = (msgspec.json.encode(Guard(now=NOW).check(Post(id="p", text=SALE))) for _ in range(2))
    assert first == second


def test_a_post_is_judged_at_its_own_time() -> None:
    config = Config(accounts={"shop": Account(kind="brand", description="Bakery", country="GB")})
    post = Post(
        id="p",
        text="Celebrate with 20% off everything!",
        account="shop",
        scheduled_at=datetime(2026, 11, 11, 10, tzinfo=UTC),
    )
    assert Guard(config).check(post).policy == Guard(config).check(Post(id="q", text="x")).policy


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "\ud800",
        "Set your key: ............ and go",
        "🏳️‍🌈" * 2000,
        "a" * 100_000,
        "#" * 5000,
        "(" * 5000,
        "\u202e",
        "e\u0301\u0301" * 3000,
    ],
)
def test_odd_texts_are_survived(text: str) -> None:
    verdict = Guard(now=NOW).check(Post(id="p", text=text))
    assert verdict.checked.rules == "ok"
    assert all(0 <= f.span[0] <= f.span[1] <= len(text) for f in verdict.findings)


def rules_that_find(monkeypatch: pytest.MonkeyPatch, *, contextual: bool, severity: Severity) -> None:
    """Let the rules find one thing: of a rule that depends on context or not, at this severity."""
    rule = msgspec.structs.replace(RULE, contextual=contextual, severity=severity)
    monkeypatch.setattr(Guard, "_rules", lambda *_: [Hit(rule=rule, start=0, end=10)])


@pytest.mark.parametrize(
    ("contextual", "severity", "decision"),
    [
        (True, "review", "pass"),  # a doubt that the judge has taken away
        (False, "review", "review"),  # what depends on no context, no judge lowers
        (True, "block", "block"),  # nor what is forbidden
        (False, "block", "block"),
    ],
)
def test_a_judge_lowers_only_what_depends_on_context(
    monkeypatch: pytest.MonkeyPatch, *, contextual: bool, severity: Severity, decision: str
) -> None:
    rules_that_find(monkeypatch, contextual=contextual, severity=severity)
    verdict = Guard(now=NOW, judges=[Judge(sure=True)]).check(Post(id="p", text=SALE))
    assert verdict.decision == decision
    assert verdict.findings[0].message.endswith("advice only.") == (decision == "pass")  # and it says so


@pytest.mark.parametrize(("risk", "least", "most"), [(0.02, 0.0, 0.05), (0.5, 0.45, 0.55), (0.97, 0.95, 1.0)])
def test_the_score_of_a_quiet_post_is_the_risk_that_a_judge_sees(risk: float, least: float, most: float) -> None:
    verdict = Guard(now=NOW, judges=[Judge(risk=risk)]).check(Post(id="p", text="Our shop is open until six today."))
    assert least <= verdict.score <= most


def test_one_slip_of_the_key_is_one_finding() -> None:
    (found,) = Guard().check(Post(text=f"Come to {'the ' * 50_000}fair on Saturday.")).findings
    assert (found.code, found.span) == ("M510", (8, 8 + 4 * 50_000 - 1))
