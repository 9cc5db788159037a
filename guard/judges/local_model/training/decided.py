"""Posts with a decision: those of the mission files, and those that were written for this project."""

import os
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
import yaml

from guard import detectors
from guard.config import Config
from guard.judges.local_model.training.labelled import Example, judged, lines, rows
from guard.model import Post, Span
from guard.surroundings import Surroundings

OWN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
"""The folder of the posts that were written for this model."""


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


# --- Posts of this project's tests ----------------------------------------------------------------------------------

CASE_TRUST = 0.5
"""How far a rule's samples are trusted as posts: they were written for one rule, whatever else may be wrong."""


def written(folder: str) -> Iterator[Example]:
    """The posts in ``tests/corpus/written``, labelled as posts are for ``guard eval``."""
    nearby = Surroundings(Config())
    for name in sorted(os.listdir(folder)):
        for number, row in enumerate(lines(os.path.join(folder, name)) if name.endswith(".jsonl") else ()):
            post = Post(
                text=row["text"], account_kind=row["account_kind"], account_description=row["account_description"]
            )
            group = f"{name}/{number // NEIGHBOURS}"
            yield judged(post, row["decision"], row["categories"], [], nearby, source="written", group=group, row=row)


def cases(folder: str) -> Iterator[Example]:
    """The samples of the rules in ``tests/detectors/cases``: what a rule stops, and what it lets pass."""
    nearby = Surroundings(Config())
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as stream:
            table = yaml.safe_load(stream)
        rule = detectors.load(detectors.REGISTRY.index(name.removesuffix(".yaml").replace("-", "_"))).RULE
        if rule.severity == "info" or rule.category in OUTSIDE:
            continue
        for sample, risky in [*((s, True) for s in table["flags"]), *((s, False) for s in table["passes"])]:
            told = {"text": sample} if isinstance(sample, str) else sample
            if "config" in told or "profile" in told:
                continue
            post = msgspec.convert({key: told[key] for key in CARRIED if key in told}, Post)
            known = {"source": "case", "group": f"case/{name}", "row": {"text": post.text}, "weight": CASE_TRUST}
            decision, found = (rule.severity, [rule.category]) if risky else ("pass", [])
            yield judged(post, decision, found, [], nearby, **known)


OUTSIDE = {"platform", "guard", "house"}
CARRIED = ("text", "account_kind", "account_description", "in_reply_to", "alt_text")
