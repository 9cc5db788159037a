"""Replies that were written for the purpose, with how each is meant; and those of storms and of the example."""

import gzip
import importlib.util
import os
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..", "..")


class Written(Struct, frozen=True):
    """One reply to ``post`` and the truth about it.

    ``demands`` holds all that it asks for, ``mishap`` names the post, ``set`` the hand that wrote it.
    """

    mishap: str
    post: str
    stance: str
    group: str
    demands: tuple[str, ...]
    language: str
    text: str
    set: str


def lines(path: str) -> Iterator[dict[str, Any]]:
    """The objects of a file with one a line, zipped or not."""
    with gzip.open(path, "rb") if path.endswith(".gz") else open(path, "rb") as stream:
        for line in stream:
            yield msgspec.json.decode(line)


def written(name: str) -> list[Written]:
    """The replies of ``data/NAME.jsonl.gz``."""
    posts = {one["id"]: one["post"] for one in lines(os.path.join(HERE, "data", "mishaps.jsonl.gz"))}
    return [
        Written(
            mishap=one["mishap"],
            post=posts[one["mishap"]],
            stance=one["stance"],
            group=one["group"],
            demands=_split(one["demand"]),
            language=one["language"],
            text=one["text"],
            set=one["set"],
        )
        for one in lines(os.path.join(HERE, "data", f"{name}.jsonl.gz"))
    ]


def _split(demands: str | None) -> tuple[str, ...]:
    return tuple(demands.split("+")) if demands else ()


def example() -> list[Written]:
    """The 300 replies of ``examples/recovery``; one set."""
    folder = os.path.join(ROOT, "examples", "recovery")
    with open(os.path.join(folder, "post.txt"), encoding="utf-8") as stream:
        post = stream.read()
    truths = {one["id"]: one for one in lines(os.path.join(folder, "truth.jsonl"))}
    return [
        _known(truths[one["id"]], post, one["text"], "example") for one in lines(os.path.join(folder, "replies.jsonl"))
    ]


def _known(truth: dict[str, Any], post: str, text: str, name: str) -> Written:
    return Written(
        mishap=name,
        post=post,
        stance=truth["stance"],
        group=truth["group"] or "",
        demands=_split(truth["demand"]),
        language="",
        text=text,
        set=name,
    )


def storm(size: int, seed: int) -> list[Written]:
    """Replies of a synthetic storm (``tests/benchmarks/storms.py``) but for those of programs and copies."""
    path = os.path.join(ROOT, "tests", "benchmarks", "storms.py")
    spec = importlib.util.spec_from_file_location("storms", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    storms = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(storms)
    made = storms.storm(size, seed)
    return [
        _known(truth._asdict(), storms.POST, reply.text, "storm")
        for reply, truth in zip(made.replies, made.truth, strict=True)
        if not truth.bot and not truth.copy
    ]
