"""What asking costs: the limits of tokens are never passed, not by one, and every question is counted."""

import secrets
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Condition
from typing import Any, Literal

import msgspec

from guard.config import LanguageModel
from guard.llm.memory import Ledger, Spent
from guard.llm.outcome import Message

A_MESSAGE = 16
"""Tokens, at most, that a chat format puts around a message."""


class Account:
    """The budget of one endpoint, for one ``run``; processes that name the same run share it."""

    def __init__(self, settings: LanguageModel, *, folder: str = "", run: str = "") -> None:
        self.per_run, self.per_day = settings.tokens_per_run, settings.tokens_per_day
        self._folder, self._run = folder, run or secrets.token_hex(8)
        self._opened: Ledger | None = None
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
            with suppress(OSError, sqlite3.Error):  # then the larger number, which was reserved, stays
                self._ledger().settle(reserved, used)
            self._change.notify_all()

    def count(self, what: Literal["asked", "cached", "failed", "dropped"], number: int = 1) -> None:
        """Count a question that was asked, answered by the cache, or not answered; or quotes that were invented."""
        with self._change, suppress(OSError, sqlite3.Error):
            self._ledger().count(what, number)

    def spent(self) -> Spent | None:
        """What this run has cost so far; ``None`` where nothing can be written down."""
        with self._change, suppress(OSError, sqlite3.Error):
            return self._ledger().spent()
        return None

    def told(self, *, posts: bool = True) -> str:
        """What this run has cost so far, in a sentence with the limits; ``posts``: it was asked about posts alone."""
        spent = self.spent()
        if spent is None:
            return "the language model's costs could not be written down."
        said = [
            f"asked about {_counted(spent.asked, 'post')}" if posts else f"asked {_counted(spent.asked, 'question')}",
            *([f"{spent.failed:,} of them without an answer"] if spent.failed else []),
            *([f"{spent.cached:,} answers from earlier"] if spent.cached else []),
        ]
        run, today = f"{spent.tokens:,} tokens{_of(self.per_run)}", f"{spent.today:,}{_of(self.per_day)} today"
        more = f" It quoted {spent.dropped:,} times what is not there; that was dropped." if spent.dropped else ""
        return f"the language model was {', '.join(said)}: {run} in this run, {today}.{more}"

    def close(self) -> None:
        """Let go of the file."""
        with self._change:
            if self._opened:
                self._opened.close()
                self._opened = None

    def _take(self, tokens: int) -> bool:
        try:
            return self._ledger().reserve(tokens)
        except (OSError, sqlite3.Error):
            # A limit that cannot be kept is not passed either.
            return not self.per_run and not self.per_day

    def _ledger(self) -> Ledger:
        if self._opened is None:
            self._opened = Ledger(self._folder, run=self._run, per_run=self.per_run, per_day=self.per_day)
        return self._opened


def most_tokens(messages: Sequence[Message], schema: dict[str, Any], answer: int) -> int:
    """The most tokens that a request can cost: no tokeniser makes more tokens than there are bytes."""
    written = sum(len(each["content"].encode("utf-8", "surrogatepass")) + A_MESSAGE for each in messages)
    return written + len(msgspec.json.encode(schema)) + A_MESSAGE + answer


def _of(limit: int) -> str:
    return f" of {limit:,}" if limit else ""


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
