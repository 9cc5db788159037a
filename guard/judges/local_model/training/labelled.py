"""What the model learns from: texts with what is known about them, from files of several makers.

A label that nobody gave is missing, not false: the loss leaves it out. Each source says how far its labels are trusted.
"""

import gzip
import json
import os
import random
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from msgspec import Struct

from guard.config import Config
from guard.detectors import _moods as moods
from guard.judges.local_model.fields import around
from guard.judges.local_model.heads import CATEGORIES
from guard.judges.local_model.reading import Reading, read
from guard.model import Post, Span
from guard.surroundings import Surroundings
from guard.view import Text, View

NOON = datetime.fromisoformat("2026-03-04T12:00:00+00:00")
"""The moment of posts that name none: a day that no calendar remembers."""

OWN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
"""The folder of the posts that were written for this model."""


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


# --- Posts with a decision ------------------------------------------------------------------------------------------


def mission(path: str) -> Iterator[Example]:
    """The posts of a mission file (see the data's README), in its order."""
    nearby = Surroundings(Config())
    for number, row in enumerate(rows(path)):
        post = Post(
            text=row["text"],
            platform=row["platform"],
            account_kind=row["account_kind"],
            account_description=row["account_description"],
            scheduled_at=datetime.fromisoformat(row["scheduled_at"]) if row["scheduled_at"] else None,
            in_reply_to=row["in_reply_to"],
            alt_text=row["alt_text"],
        )
        spans = [(span["start"], span["end"]) for span in row["spans"]]
        group = row["family"] or f"{row['set']}/{number // NEIGHBOURS}"
        yield judged(post, row["decision"], row["categories"], spans, nearby, source="mission", group=group, row=row)


NEIGHBOURS = 10
"""Rows of a file that stay together: neighbours are often contrasts of each other."""


MARKED = 4
"""Values of a line that always stand there; what is known besides may follow."""


def own(folder: str = OWN) -> Iterator[Example]:
    """The posts written for this model: lines of ``[decision, categories, account, marked text, more]``."""
    nearby = Surroundings(Config())
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".jsonl.gz"):
            continue
        for number, row in enumerate(rows(os.path.join(folder, name))):
            decision, categories, account, marked = row[:4]
            more: dict[str, Any] = row[4] if len(row) > MARKED else {}
            text, spans = unmarked(marked)
            kind, _, description = account.partition(":")
            date = more.get("date")
            post = Post(
                text=text,
                account_kind=kind.strip() or None,
                account_description=description.strip() or None,
                scheduled_at=datetime.fromisoformat(f"{date}T12:00:00+00:00") if date else None,
                in_reply_to=more.get("reply"),
                alt_text=more.get("alt"),
            )
            found = [name for name in categories.split("+") if name]
            group = f"{name}/{number // NEIGHBOURS}"
            yield judged(post, decision, found, spans, nearby, source="own", group=group, row={"text": text})


def unmarked(marked: str) -> tuple[str, list[Span]]:
    """The text without its ``[[`` ``]]``, and the places in between."""
    text, spans = "", []
    for piece in re.split(r"(\[\[.*?\]\])", marked, flags=re.DOTALL):
        inside = piece.startswith("[[") and piece.endswith("]]")
        shown = piece[2:-2] if inside else piece
        if inside:
            spans.append((len(text), len(text) + len(shown)))
        text += shown
    return text, spans


def judged(
    post: Post,
    decision: str,
    categories: list[str],
    spans: list[Span],
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
    return Example(
        reading=reading,
        around=around(view, nearby.context(account, post.scheduled_at or NOON, "post")),
        labels=labels,
        spans=marked,
        weight=1.0,
        **known,
    )


def _in_reading(reading: Reading, spans: list[Span]) -> tuple[Span, ...]:
    """Where the author's ``spans`` stand in what the model reads."""
    found = []
    for start, end in spans:
        inside = [place for place, (first, last) in enumerate(reading.places) if first < end and last > start]
        if inside:
            found.append((inside[0], inside[-1] + 1))
    return tuple(found)


# --- Texts of the public --------------------------------------------------------------------------------------------

Labels = dict[str, float]


def public(path: str, split: str, share: dict[str, float], seed: int = 0) -> Iterator[Example]:
    """The texts of public_train of one ``split``, of each source the ``share`` (by the name in its key) of them."""
    chance = random.Random(seed)
    for row in rows(path):
        if row["split"] != split:
            continue
        maker = next(name for name in MAKERS if name in row["source"])
        if chance.random() >= share.get(maker, 1.0):
            continue
        told = MAKERS[maker](row)
        if told is not None:
            yield plain(row, told, weight=TRUST.get(maker, 1.0), source=maker)


def crises(path: str, share: float, seed: int = 0) -> Iterator[Example]:
    """Posts in disasters; the question is whether they speak of one."""
    chance = random.Random(seed)
    for row in rows(path):
        kinds = row["categories"]
        if chance.random() >= share or "Not labeled" in kinds or "Not applicable" in kinds:
            continue
        yield plain(row, {"disaster": float("Not related" not in kinds)}, weight=1.0, source="crisis")


def plain(row: dict[str, Any], labels: Labels, *, weight: float, source: str) -> Example:
    """An example from a text without surroundings."""
    reading = read(Text(row["text"]))
    return Example(
        reading=reading, around="", labels=labels, spans=None, weight=weight, source=source, group=row["id"], row=row
    )


def _hate(row: dict[str, Any]) -> Labels:
    return {"hate": 1.0, "offence": 1.0} if row["label"] else {"hate": 0.0}


def _implicit(row: dict[str, Any]) -> Labels:
    return {"hate": float(row["label"])}


def _davidson(row: dict[str, Any]) -> Labels:
    if "hate" in row["categories"]:
        return {"hate": 1.0, "offence": 1.0}
    return {"hate": 0.0, "offence": float(row["label"])}


def _templates(row: dict[str, Any]) -> Labels:
    return {"offence": 1.0} if row["label"] else {"hate": 0.0, "offence": 0.0, "risky": 0.0}


def _sexism(row: dict[str, Any]) -> Labels:
    return {"hate": 1.0, "sexism": 1.0} if row["label"] else {"sexism": 0.0}


def _toxic(_row: dict[str, Any]) -> Labels:
    return {"offence": 1.0}


ANGRY = {"anger", "annoyance", "disgust", "disapproval"}
GLAD = {"admiration", "gratitude", "love", "joy", "optimism", "caring", "excitement", "pride", "relief", "amusement"}
SAD = {"sadness", "disappointment", "fear", "remorse", "grief", "nervousness", "embarrassment"}


def _emotions(row: dict[str, Any]) -> Labels:
    kinds = set(row["categories"])
    labels = {"positive": float(bool(kinds & GLAD)), "negative": float(bool(kinds & (SAD | ANGRY)))}
    return labels if kinds & ANGRY else labels | {"hate": 0.0, "offence": 0.0}


MAKERS = {
    "GoEmotions": _emotions,
    "hate-speech-and-offensive-language": _davidson,
    "Measuring Hate Speech": _hate,
    "sentence_templates": _templates,
    "implicit-hate": _implicit,
    "edos": _sexism,
    "toxic_spans": _toxic,
    "Hatemoji": _hate,
    "online-misogyny": _sexism,
    "TOXIGEN": _implicit,
}
"""What the labels of each source mean; the key stands in the source's name."""

TRUST = {"sentence_templates": 0.3, "hate-speech-and-offensive-language": 0.5, "GoEmotions": 0.5}
"""How far labels are trusted that are template-like, biased against a dialect, or meant for something else."""
