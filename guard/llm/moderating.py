"""A moderation endpoint: scores by category for texts and pictures, through the same line as a language model."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import msgspec
from msgspec import Struct

from guard.config import Moderation
from guard.llm import keys
from guard.llm.failures import Trouble
from guard.llm.line import Clock, Line
from guard.llm.memory import Answers
from guard.llm.outcome import Kind
from guard.llm.transport import send


class Scores(Struct, frozen=True):
    """What an endpoint says of one question: a score from 0 to 1 for each of its categories."""

    scores: dict[str, float]


class _Result(Struct):
    category_scores: dict[str, float | None]


class _Results(Struct):
    results: list[_Result]


class Moderator:
    """A moderation endpoint of the configuration, shared by any number of threads."""

    def __init__(
        self,
        settings: Moderation,
        *,
        key: "keys.Sealed | keys.Key | None" = None,
        http_client: Any = None,
        folder: str = "",
        clock: Clock | None = None,
    ) -> None:
        self.settings = settings
        self._answers = Answers(folder, days=settings.cache_days)
        self._line = Line(settings, key=key, http_client=http_client, clock=clock)

    def scores(self, text: str, pictures: Sequence[str] = ()) -> Scores | Kind:
        """The scores of a text with its ``pictures`` (data URLs), or what went wrong; it never raises."""
        kept_as = self._kept_as(text, pictures)
        if known := self._answers.get(kept_as):
            return msgspec.json.decode(known, type=Scores)
        end = self._line.clock.now() + self.settings.timeout_seconds
        once: Callable[[], Scores | Trouble] = partial(self._once, text, pictures, end)
        if unready := self._line.unready():
            return unready
        outcome: Scores | Kind = self._line.persist(once, end)
        if isinstance(outcome, Scores):
            self._answers.put(kept_as, msgspec.json.encode(outcome).decode())
        return outcome

    def close(self) -> None:
        """Let go of connections and files."""
        self._line.close()
        self._answers.close()

    def _once(self, text: str, pictures: Sequence[str], end: float) -> Scores | Trouble:
        shown = [{"type": "image_url", "image_url": {"url": url}} for url in pictures]
        given: Any = [{"type": "text", "text": text}, *shown] if shown else text
        left = end - self._line.clock.now()
        if left <= 0:
            return Trouble(kind="too-slow")
        body = {"model": self.settings.model, "input": given}
        return send(self._line.client().moderations, body, _read, seconds=left)

    def _kept_as(self, text: str, pictures: Sequence[str]) -> str:
        from hashlib import sha256

        about = [self.settings.base_url, self.settings.model, "moderation", text, list(pictures)]
        return sha256(msgspec.json.encode(about)).hexdigest()


def _read(body: bytes) -> Scores | None:
    """The highest score of each category over the results; ``None`` when the body is no answer."""
    try:
        results = msgspec.json.decode(body, type=_Results).results
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    scores: dict[str, float] = {}
    for result in results:
        for name, score in result.category_scores.items():
            scores[name] = max(scores.get(name, 0.0), score or 0.0)
    return Scores(scores) if results else None
