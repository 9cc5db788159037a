"""Recorded answers to prompts: ``tests/prompts/recorded/<prompt>/<example>.json``.

After a change that is meant, ``RECORD_PROMPTS=1`` writes anew what came of them; read the difference before you commit
it.
"""

import json
import os
import re
from typing import Any

import prompts

FOLDER = os.path.join(os.path.dirname(__file__), "..", "prompts", "recorded")


def path_of(name: str, example: str) -> str:
    """The file of one recording."""
    return os.path.normpath(os.path.join(FOLDER, *name.split("/"), f"{example}.json"))


def cases(start: str) -> list[tuple[str, str]]:
    """The prompts whose names begin so, each with each of its examples."""
    return [(name, each) for name in prompts.names() if name.startswith(start) for each in prompts.load(name).examples]


def recorded(name: str, example: str) -> dict[str, Any]:
    """What was recorded."""
    with open(path_of(name, example), encoding="utf-8") as stream:
        found: dict[str, Any] = json.load(stream)
    return found


def expected(name: str, example: str, found: dict[str, Any]) -> dict[str, Any]:
    """What was recorded; where that is wanted, ``found`` is written in its place first."""
    if os.environ.get("RECORD_PROMPTS"):
        with open(path_of(name, example), "w", encoding="utf-8") as stream:
            json.dump(found, stream, ensure_ascii=False, indent=1)
            stream.write("\n")
    return recorded(name, example)


def lines(message: str) -> list[str]:
    """The lines of a message, with a word for the mark that is drawn anew each time."""
    mark = re.match(r"\[([0-9a-f]{32}) begin", message)
    assert mark
    return message.replace(mark[1], "MARK").splitlines()
