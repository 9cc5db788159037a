"""Invented verdicts, and what runs them through a report."""

import io

import pytest

from guard import reports
from guard.errors import InputError
from guard.model import Checked, Finding, Media, Post, Precedent, Rule, Verdict
from guard.tally import Tally


def pytest_addoption(parser):
    """``pytest tests/reports --update-golden`` writes the expected reports anew; read the diff before committing it."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/report.* anew")


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch):
    """The same terminal everywhere: 60 columns, no colours asked for."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture(autouse=True)
def two_known_rules(monkeypatch):
    """The list of all rules grows; the expected reports should not change with it."""

    def rule(code, slug, category):
        return Rule(
            code=code, slug=slug, category=category, severity="block", summary=f"About {slug}.", why="W.", instead="I."
        )

    rules = [rule("M101", "promotion-on-tragedy", "tragedy_exploitation"), rule("M201", "profanity", "profanity")]
    monkeypatch.setattr("guard.reports.sarif.known_rules", lambda: rules)


class Desk:
    """Makes posts, findings, verdicts and reports."""

    def finding(self, text, words, **changes):
        """A finding about ``words``, the first time they stand in ``text``."""
        start = text.index(words)
        values = {
            "code": "M101",
            "rule": "promotion-on-tragedy",
            "category": "tragedy_exploitation",
            "severity": "block",
            "field": "text",
            "span": (start, start + len(words)),
            "quote": words,
            "message": "This sells something beside a tragedy.",
            "why": "People who are grieving will read that their loss is your sales opportunity.",
            "instead": "Take the product, price and link out, or do not post.",
            "offended": ("the people who are suffering", "their families"),
            "precedent": None,
            "confidence": 0.85,
            "source": "rule",
            "prompt": None,
            "fingerprint": "4f2a9c01d7e3",
        }
        return Finding(**values | changes)

    def verdict(self, post, *findings, **checked):
        """The verdict that these findings make."""
        decision = max((f.severity for f in findings), key=["info", "review", "block"].index, default="info")
        return Verdict(
            id=post.id,
            decision="pass" if decision == "info" else decision,
            score=0.25,
            findings=findings,
            checked=Checked(**checked),
            policy="5e" * 32,
            version="0.1.0",
        )

    def one(self, text, words, *, place="posts/a.txt:1", post=None, **changes):
        """A post with one finding, as a test wants it: text, words, then fields of the finding."""
        made = Post(text=text, id=place.rpartition("/")[2], place=place, **post or {})
        return made, self.verdict(made, self.finding(text, words, **changes))

    def report(self, form, *items, verbose=False, stream=None):
        """What the report says, and what is said outside it. Items are (post, verdict) or errors."""
        out, errors, tally = stream or io.StringIO(), io.StringIO(), Tally()
        report = reports.new(form, out, verbose=verbose, errors=errors)
        report.start()
        for item in items:
            if isinstance(item, InputError):
                report.error(item)
                tally.unreadable += 1
            else:
                report.post(*item)
                tally.add(item[1])
        report.end(tally)
        return (out.getvalue() if hasattr(out, "getvalue") else "", errors.getvalue())


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def campaign(desk):
    """One of everything that a report has to show."""
    clean = Post(text="Our shop is open until six.", id="campaign.jsonl:1", place="campaign.jsonl:1")
    text = "Half the coast is under water 🌊 Stay in:\n20% off all boots with code STORM. 日本 too, damn it!"
    bad = Post(text=text, id="storm", place="posts/storm.md:5")
    picture = Post(
        text="Look!",
        id="campaign.jsonl:4",
        place="campaign.jsonl:4",
        alt_text="A damn cake",
        media=(Media(path="c.jpg"),),
    )
    precedent = Precedent("Brand X", 2011, "sold boots beside a flood; apologised the same day")
    return [
        (clean, desk.verdict(clean, events="2026-11-20")),
        (
            bad,
            desk.verdict(
                bad,
                desk.finding(text, "under water", precedent=precedent),
                desk.finding(text, "code STORM"),
                desk.finding(
                    text,
                    "damn",
                    code="M201",
                    rule="profanity",
                    category="profanity",
                    severity="review",
                    message="This swears.",
                    why="Some readers leave.",
                    instead="Leave the word out.",
                    offended=(),
                    source="model",
                    prompt="tiny@1",
                    fingerprint="aa00bb11cc22",
                ),
                desk.finding(
                    text,
                    "20% off",
                    code="M640",
                    rule="price-without-end",
                    severity="info",
                    message="The offer has no end.",
                    instead="Say until when.",
                ),
                events="2026-11-20",
            ),
        ),
        InputError("is not valid JSON (column 9: Expecting value).", where="campaign.jsonl:3", fix="Correct the line."),
        (
            picture,
            desk.verdict(
                picture,
                desk.finding(
                    "A damn cake", "damn", field="alt_text", severity="review", code="M901", rule="our-own-rule"
                ),
                events="2026-11-20",
                model="failed",
            ),
        ),
    ]
