"""`guard check` as it comes: the model reads with the rules, and says so."""

import json
import subprocess
import sys
from typing import Any

import pytest

QUIET = "Our shop is open until six today."


def checked(*options: str, text: str = QUIET) -> dict[str, Any]:
    """The verdict of a real command."""
    command = [sys.executable, "-m", "guard", "check", "--format", "jsonl", *options]
    ended = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    verdict: dict[str, Any] = json.loads(ended.stdout)
    return verdict


@pytest.mark.parametrize(("options", "status"), [((), "ok"), (("--model",), "ok"), (("--no-model",), "off")])
def test_whether_the_model_reads(options: tuple[str, ...], status: str) -> None:
    assert checked(*options)["checked"]["model"] == status


def test_a_language_that_the_model_does_not_read_is_said() -> None:
    verdict = checked(text="Наша пекарня открывается в понедельник в семь часов.")
    assert (verdict["checked"]["model"], [f["code"] for f in verdict["findings"]]) == ("off", ["M005"])


def test_verdicts_are_the_same_every_time() -> None:
    assert checked() == checked()
