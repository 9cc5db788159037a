"""What asking costs: the limits of tokens are never passed, not by one, and every question is counted."""

import secrets
import sqlite3
from collections.abc import Callable, Sequence
from threading import Condition
from typing import Any

import msgspec
from msgspec import Struct

from guard.config import LanguageModel
from guard.llm.memory import Ledger
from guard.llm.outcome import Message

A_MESSAGE = 16
"""Tokens, at most, that a chat format puts around a message."""


class Counts(Struct):
    """What was asked in this process."""

    asked: int = 0
    cached: int = 0
    failed: int = 0
    tokens: int = 0


class Account:
    """The budget of one endpoint. A limit of 0 is none; without both limits nothing is written to disk."""

    def __init__(self, settings: LanguageModel, *, folder: str = "", run: str = "") -> None:
        self.counts = Counts()
        self.per_run, self.per_day = settings.tokens_per_run, settings.tokens_per_day
        self._folder, self._run = folder, run or secrets.token_hex(8)
        self._ledger: Ledger | None = None
        self._open = 0
        self._change = Condition()

    def reserve(self, tokens: int, *, wait: Callable[[], float] = lambda: 0.0) -> bool:
        """Take the most that a request can cost from what is left.

        Where that is too little, but other requests are under way that may give something back, wait for them, as
        long as ``wait`` says that there is time.
        """
        with self._change:
            while not self._take(tokens):
                if not self._open or not self._change.wait(max(0.0, wait())):
                    return False
            self._open += 1
        return True

    def settle(self, reserved: int, used: int) -> None:
        """A request is over, and has cost ``used``."""
        with self._change:
            self._open -= 1
            self.counts.tokens += used
            if self._ledger:
                self._ledger.settle(reserved, used)
            self._change.notify_all()

    def count(self, *, cached: bool = False, failed: bool = False) -> None:
        """Count a question: answered by the server, by the cache, or not at all."""
        with self._change:
            self.counts.cached += cached
            self.counts.failed += failed
            self.counts.asked += not cached

    def told(self) -> str:
        """The counts in a sentence, with the limits."""
        counts = self.counts
        parts = [f"asked {counts.asked:,} times", f"{counts.cached:,} answers from earlier runs"]
        if counts.failed:
            parts.append(f"{counts.failed:,} without an answer")
        spent = f"{counts.tokens:,} tokens"
        if self._ledger:
            run, day = self._ledger.spent()
            spent = f"{run:,} tokens{_of(self.per_run)} in this run, {day:,}{_of(self.per_day)} today"
        return f"the language model was {', '.join(parts)}; {spent}."

    def _take(self, tokens: int) -> bool:
        if not self.per_run and not self.per_day:
            return True
        try:
            self._ledger = self._ledger or Ledger(
                self._folder, run=self._run, per_run=self.per_run, per_day=self.per_day
            )
            return self._ledger.reserve(tokens)
        except (OSError, sqlite3.Error):
            return False  # a limit that cannot be kept is not passed either


def most_tokens(messages: Sequence[Message], schema: dict[str, Any], answer: int) -> int:
    """The most tokens that a request can cost: no tokeniser makes more tokens than there are bytes."""
    written = sum(len(each["content"].encode("utf-8", "surrogatepass")) + A_MESSAGE for each in messages)
    return written + len(msgspec.json.encode(schema)) + A_MESSAGE + answer


def _of(limit: int) -> str:
    return f" of {limit:,}" if limit else ""
