"""Replies written for the tests, and the moments at which they came."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from flows.platforms.base import Reply

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HERE = os.path.dirname(os.path.abspath(__file__))


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
