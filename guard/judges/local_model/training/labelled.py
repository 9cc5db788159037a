"""What the model learns from: a text with what is known about it. A label that nobody gave is missing, not false."""

import gzip
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from guard.detectors import _moods as moods
from guard.judges.local_model.fields import around
from guard.judges.local_model.heads import CATEGORIES
from guard.judges.local_model.reading import Reading, read
from guard.model import Post, Span
from guard.surroundings import Surroundings
from guard.view import View

NOON = datetime.fromisoformat("2026-03-04T12:00:00+00:00")
"""The moment of posts that name none: a day that no calendar remembers."""


class Example(Struct, frozen=True, kw_only=True):
    """One text to learn from.

    ``labels`` are values between 0 and 1 by head; ``spans`` the places of ``reading`` that are the trouble, None where
    nobody marked any. ``weight`` says how far the labels are trusted. ``group`` is what may not be split.
    """

    reading: Reading
    around: str
    labels: dict[str, float]
    spans: tuple[Span, ...] | None
    weight: float
    source: str
    group: str
    row: dict[str, Any] = {}


def rows(path: str) -> Iterator[Any]:
    """The values of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def lines(path: str) -> Iterator[Any]:
    """The values of a JSON Lines file."""
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def judged(
    post: Post,
    decision: str,
    categories: Sequence[str],
    spans: Sequence[Span],
    nearby: Surroundings,
    **known: Any,
) -> Example:
    """An example from a post that somebody decided about."""
    account = nearby.account(post)
    view = View(post, account.description)
    reading = read(view.text)
    risky = decision != "pass"
    labels = {"risky": float(risky), "block": float(decision == "block")}
    labels |= {name: float(name in categories) for name in CATEGORIES}
    labels["promotion"] = float(bool(moods.offers(view.text) or moods.sells(view.text)))  # the rules' own word for it
    marked = _in_reading(reading, spans) if spans or not risky else None
    known.setdefault("weight", 1.0)
    return Example(
        reading=reading,
        around=around(view, nearby.context(account, post.scheduled_at or NOON, "post")),
        labels=labels,
        spans=marked,
        **known,
    )


def _in_reading(reading: Reading, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Where the author's ``spans`` stand in what the model reads."""
    found = []
    for start, end in spans:
        inside = [place for place, (first, last) in enumerate(reading.places) if first < end and last > start]
        if inside:
            found.append((inside[0], inside[-1] + 1))
    return tuple(found)
