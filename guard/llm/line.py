"""The line to one server: its client, its key, how often and how long it is tried, and when it counts as down."""

import random
import time
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from guard.config import LanguageModel, Moderation
from guard.llm import keys
from guard.llm.failures import Trouble
from guard.llm.outcome import Kind
from guard.llm.transport import OPENAI, client

if TYPE_CHECKING:
    from openai import OpenAI

R = TypeVar("R")

TRIES = 4
"""Requests for one question when the server is busy or has a fault, the first included."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 8.0
"""Seconds of the first pause between two tries, which doubles; each is shortened by chance, up to a half."""
PATIENCE = 5
"""Failures in a row after which the server counts as down."""
DOWN = 60.0
"""Seconds for which a server that is down is not asked."""


class Clock(Struct, frozen=True, kw_only=True):
    """Time as the line sees it; tests give one of their own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Line:
    """A line that any number of threads share."""

    def __init__(
        self,
        settings: LanguageModel | Moderation,
        *,
        key: "keys.Sealed | keys.Key | None" = None,
        http_client: Any = None,
        clock: Clock | None = None,
    ) -> None:
        self.clock = clock or Clock()
        self._settings = settings
        self._key = keys.find(key_env=settings.key_env, keyring=settings.keyring, given=key)
        self._http_client = http_client
        self._client: OpenAI | None = None
        self._making = Lock()
        self._quiet_until = 0.0
        self._failures = 0
        self._down: tuple[float, Kind] = (0.0, "unreachable")

    def unready(self) -> Kind | None:
        """Why nothing can be asked now, if so."""
        if not self._settings.model:
            return "not-configured"
        if not self._key and (self._settings.base_url or OPENAI) == OPENAI:
            return "no-key"
        until, kind = self._down
        return kind if self.clock.now() < until else None

    def client(self) -> "OpenAI":
        """The client, made when it is first needed."""
        with self._making:
            if self._client is None:
                settings = self._settings
                self._client = client(base_url=settings.base_url, key=self._key, http_client=self._http_client)
            return self._client

    def close(self) -> None:
        """Hang up."""
        with self._making:
            if self._client is not None:
                self._client.close()
                self._client = None

    def persist(self, once: Callable[[], R | Trouble], end: float) -> R | Kind:
        """Do ``once`` until it succeeds, the time (of ``clock``) is over, or trying again is of no use."""
        tries = 0
        while True:
            self._wait_until_welcome(end)
            result = once()
            if not isinstance(result, Trouble):
                self._failures = 0
                return result
            tries += 1
            pause = _pause(result, tries)
            if not result.again or tries >= TRIES or self.clock.now() + pause >= end:
                self._note(result)
                return result.kind
            if result.wait is not None:
                # The server named the time, so no other thread asks it meanwhile either.
                self._quiet_until = max(self._quiet_until, self.clock.now() + pause)
            self.clock.sleep(pause)

    def _wait_until_welcome(self, end: float) -> None:
        pause = min(self._quiet_until, end) - self.clock.now()
        if pause > 0:
            self.clock.sleep(pause)

    def _note(self, trouble: Trouble) -> None:
        """Count failures in a row: a bulk of posts must not wait its whole time limit for each of them."""
        if trouble.kind == "over-limit":
            return
        self._failures = PATIENCE if trouble.hopeless else self._failures + 1
        if self._failures >= PATIENCE or (trouble.wait or 0.0) > LONGEST_PAUSE:
            self._failures = 0
            self._down = (self.clock.now() + (DOWN if trouble.wait is None else trouble.wait), trouble.kind)


def _pause(trouble: Trouble, tries: int) -> float:
    if trouble.wait is not None:
        return trouble.wait + random.uniform(0, 0.1 * trouble.wait)  # noqa: S311 - spreads requests, guards nothing
    longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1))
    return random.uniform(longest / 2, longest)  # noqa: S311 - as above
