"""No text can make a pattern of the secrets, personal-data and link rules slow: their cost grows with the text, not faster.

The parse tree of each pattern is searched for what makes backtracking explode, and each pattern is run over long texts that are
built to provoke it.
"""

import re
import time
from importlib import import_module
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from guard import detectors
from guard.text.credential_formats import FORMATS, PRIVATE_KEY

TEXT_MODULES = (
    "links",
    "hosts",
    "impostors",
    "credentials",
    "checksums",
    "people",
    "private_people",
    "streets",
    "numbers",
)
LENGTH = 20_000
SECONDS = 0.25
PROVOCATIONS = {
    "letters": "a" * LENGTH,
    "capitals": "A" * LENGTH,
    "digits": "1" * LENGTH,
    "numbers": "12 " * (LENGTH // 3),
    "words": "ab " * (LENGTH // 3),
    "names": "Anna " * (LENGTH // 5),
    "labels": "a." * (LENGTH // 2),
    "hyphens": "a-" * (LENGTH // 2),
    "slashes": "/a" * (LENGTH // 2),
    "signs": "=:" * (LENGTH // 2),
    "base64": "eyJ" + "a1B" * (LENGTH // 3),
    "password": "password " * (LENGTH // 9),
    "commas": "abc, " * (LENGTH // 5),
    "brackets": "[{(<" * (LENGTH // 4),
    "spaces": " " * LENGTH,
}


def modules() -> list[Any]:
    chosen = [import_module(f"guard.text.{name}") for name in TEXT_MODULES]
    for place in range(len(detectors.REGISTRY)):
        module = detectors.load(place)
        if "M401" <= module.RULE.code <= "M499" or "M620" <= module.RULE.code <= "M639":
            chosen.append(module)
    return chosen


def patterns() -> dict[str, re.Pattern[str]]:
    found = {f"format {what}": re.compile(source) for what, _, source in FORMATS}
    found["private key"] = re.compile(PRIVATE_KEY)
    for module in modules():
        for name, value in vars(module).items():
            if getattr(value, "__module__", module.__name__) != module.__name__ and not isinstance(value, re.Pattern):
                continue
            made = value() if hasattr(value, "cache_info") and not value.__wrapped__.__code__.co_argcount else value
            if isinstance(made, re.Pattern):
                found[f"{module.__name__}.{name}"] = made
    return found


PATTERNS = patterns()


def repeats(tree: Any, inside: bool = False) -> list[str]:
    """What is dangerous in a parse tree: an endless repeat inside a repeat, or two endless repeats side by side."""
    trouble = []
    previous_endless = False
    for op, value in tree:
        endless = False
        if op in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
            _, most, body = value
            endless = most == codes.MAXREPEAT
            if endless and inside:
                trouble.append("an endless repeat inside a repeat")
            if endless and previous_endless:
                trouble.append("two endless repeats side by side")
            trouble += repeats(body, inside=inside or most != 1)
        elif op is codes.SUBPATTERN:
            trouble += repeats(value[-1], inside)
        elif op is codes.BRANCH:
            for branch in value[1]:
                trouble += repeats(branch, inside)
        elif op in {codes.ASSERT, codes.ASSERT_NOT}:
            trouble += repeats(value[1], inside)
        elif op is codes.GROUPREF:
            trouble.append("a reference back")
        previous_endless = endless
    return trouble


def test_there_are_patterns() -> None:
    assert len(PATTERNS) > 130


@pytest.mark.parametrize("name", PATTERNS)
def test_parse_tree_is_harmless(name: str) -> None:
    pattern = PATTERNS[name]
    assert repeats(parser.parse(pattern.pattern, pattern.flags)) == []


@pytest.mark.parametrize("name", PATTERNS)
def test_long_texts_stay_cheap(name: str) -> None:
    slow = {}
    for kind, text in PROVOCATIONS.items():
        start = time.process_time()
        for _ in PATTERNS[name].finditer(text):
            pass
        spent = time.process_time() - start
        if spent > SECONDS:
            slow[kind] = round(spent, 2)
    assert slow == {}
