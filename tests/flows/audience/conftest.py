"""Replies written for the tests, and the moments at which they came."""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from flows.audience.reading import Judgement
from flows.platforms.base import Reply

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HERE = os.path.dirname(os.path.abspath(__file__))


class SimpleReader:
    """Reads by single words, so that a test of what becomes of readings does not hang on how well replies are read."""

    name = "simple@1"

    def read(self, texts: Sequence[str]) -> list[Judgement]:
        return [self._judged(text) for text in texts]

    def _judged(self, text: str) -> Judgement:
        asked = {"Delete": "remove", "apologise": "apology", "refund": "refund"}
        hurt = any(word in text for word in ("miner", "nurse", "Shame", "vergüenza"))
        own = tuple(f"{name}s" for name in ("miner", "nurse") if f"a {name}" in text)
        return Judgement(
            stance="offended" if hurt else "supportive" if "love" in text else "question" if "?" in text else "neutral",
            confidence=0.9 if hurt else 0.3,
            demand=next((demand for word, demand in asked.items() if word in text), None) if hurt else None,
            speaks_for=own,
            names=("miners",) if hurt and "miners" in text and not own else (),
            language="es" if "vergüenza" in text else "en",
            news="in the news" in text,
            strength=0.5 if hurt else 0.0,
        )


@pytest.fixture
def simple_reader() -> SimpleReader:
    return SimpleReader()


@pytest.fixture
def reply() -> Callable[..., Reply]:
    """Makes a reply: its number is its id and the minutes after the post."""

    def made(
        number: int, text: str = "Shame on you", author: str = "", minutes: float | None = None, likes: int = 0
    ) -> Reply:
        at = START + timedelta(minutes=number if minutes is None else minutes)
        return Reply(
            id=f"r{number}", author=author or f"anna_{number % 97}_park", created_at=at, text=text, likes=likes
        )

    return made


@pytest.fixture(scope="session", params=["seen.tsv", "unseen.tsv"])
def written(request: pytest.FixtureRequest) -> list[tuple[str, str, str, str]]:
    """Replies written by hand, with stance, group and demand."""
    with open(os.path.join(HERE, request.param), encoding="utf-8") as stream:
        return [tuple(line.rstrip("\n").split("\t")) for line in stream]
