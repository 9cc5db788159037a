"""How the tests judge a sample: one post, optionally with surroundings and a configuration."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

import msgspec

from guard.config import Config
from guard.engine import Guard
from guard.model import RANK, Post, Verdict

QUIET_DAY = datetime(2026, 3, 3, 12, tzinfo=UTC)
"""A moment without a remembrance day, unless a sample says otherwise."""


@cache
def _guard(config: str, profile: str) -> Guard:
    return Guard(msgspec.convert(msgspec.json.decode(config), Config), profile=profile)


def judge(case: str | dict[str, Any]) -> Verdict:
    """Judge one sample: a text, or Post fields with ``config`` (as in guard.toml) and ``profile`` beside them."""
    fields = {"text": case} if isinstance(case, str) else dict(case)
    config = msgspec.json.encode(fields.pop("config", {})).decode()
    profile = fields.pop("profile", "post")
    fields.setdefault("scheduled_at", QUIET_DAY)
    return _guard(config, profile).check(msgspec.convert({"id": "sample", **fields}, Post))


def codes(verdict: Verdict, *, least: str = "info") -> set[str]:
    """The codes of the findings that are at least this severe."""
    return {f.code for f in verdict.findings if RANK[f.severity] >= RANK[least]}
