"""One OpenAI-compatible endpoint, and the one way to ask it: :meth:`Endpoint.ask`."""

import random
import time
from collections.abc import Callable, Sequence
from threading import Condition
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct

from guard.config_llm import LanguageModel
from guard.llm import keys
from guard.llm.failures import TOLD, Trouble
from guard.llm.memory import Answers
from guard.llm.outcome import Answer, Failure, Kind, Message
from guard.llm.shape import parse, schema_of
from guard.llm.spending import Account, most_tokens
from guard.llm.transport import OPENAI, client, send
from guard.llm.wire import Asking, Reply

if TYPE_CHECKING:
    from pydantic import BaseModel

T = TypeVar("T", bound="BaseModel")

TRIES = 4
"""Requests for one question when the server is busy or has a fault, the first included."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 8.0
"""Seconds of the first pause between two tries, which doubles; each is shortened by chance, up to a half."""
PATIENCE = 5
"""Failures in a row after which the endpoint counts as down."""
DOWN = 60.0
"""Seconds for which an endpoint that is down is not asked."""


class _Tried(Struct):
    """What one question has cost so far."""

    began: float
    end: float
    tokens_in: int = 0
    tokens_out: int = 0


class Endpoint:
    """An endpoint of the configuration, shared by any number of threads.

    ``key`` is a Prefect block's or anybody's ``SecretStr``; without one the key comes from the environment or the
    keyring, as ``settings`` say. ``folder`` is where answers and spending are kept. ``run`` names this run of the
    program for its limit of tokens: processes that work together give the same.
    """

    def __init__(  # noqa: PLR0913 - each is one thing that a caller may want otherwise, all by name
        self,
        settings: LanguageModel,
        *,
        key: "keys.Sealed | keys.Key | None" = None,
        http_client: Any = None,
        folder: str = "",
        run: str = "",
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings = settings
        self.asking = Asking(api=settings.api, model=settings.model, seed=settings.seed)
        self.account = Account(settings, folder=folder, run=run)
        self._answers = Answers(folder, days=settings.cache_days)
        self._key = keys.find(key_env=settings.key_env, keyring=settings.keyring, given=key)
        self._http_client, self._clock, self._sleep = http_client, clock, sleep
        self._client: Any = None
        self._state = Condition()
        self._quiet_until = 0.0
        self._failures = 0
        self._down: tuple[float, Kind] = (0.0, "unreachable")

    def ask(  # noqa: PLR0913 - each is one thing that a question may want otherwise, all by name
        self,
        messages: Sequence[Message],
        model: "type[T]",
        *,
        prompt: str = "",
        remembered_as: Sequence[str] | None = None,
        tokens: int = 0,
        seconds: float = 0.0,
    ) -> "Answer[T] | Failure":
        """Ask for an answer of the pydantic ``model``.

        Args:
            messages: what is sent; secrets are masked and texts of others fenced before.
            model: what the answer must be; its schema goes to the server, and its validation decides.
            prompt: ``name@version`` of the prompt; part of the key of the cache.
            remembered_as: all that the answer depends on besides ``prompt``, model and settings, such as the post and
                its context (not the messages, which hold a new mark each time). ``None``: always ask.
            tokens: the most that the answer may have, else ``tokens_per_answer`` of the configuration.
            seconds: the most that all of it may take, retries and repair included, else ``timeout_seconds``.

        Returns:
            An :class:`Answer` whose ``value`` is a ``model``, or a :class:`Failure`. It never raises for what a server
            does, and a failure is never remembered.
        """
        began = self._clock()
        kept_as = self._kept_as(model, prompt, remembered_as)
        if kept_as and (known := self._remembered(kept_as, model)):
            self.account.count(cached=True)
            return known
        tried = _Tried(began=began, end=began + (seconds or self.settings.timeout_seconds))
        outcome = self._unready() or self._asked(messages, model, tokens or self.settings.tokens_per_answer, tried)
        if isinstance(outcome, str):
            self.account.count(failed=True)
            return self._failure(outcome, tried)
        self.account.count()
        if kept_as:
            self._answers.put(kept_as, outcome.value.model_dump_json())
        return outcome

    # --- before a question -------------------------------------------------------------------------------------------

    def _unready(self) -> Kind | None:
        if not self.settings.model:
            return "not-configured"
        if not self._key and (self.settings.base_url or OPENAI) == OPENAI:
            return "no-key"
        until, kind = self._down
        return kind if self._clock() < until else None

    def _kept_as(self, model: "type[T]", prompt: str, parts: Sequence[str] | None) -> str:
        if parts is None:
            return ""
        from hashlib import sha256

        settings = self.settings
        about = [settings.base_url, settings.api, settings.model, settings.seed, prompt, schema_of(model), list(parts)]
        return sha256(msgspec.json.encode(about, order="sorted")).hexdigest()

    def _remembered(self, kept_as: str, model: "type[T]") -> "Answer[T] | None":
        body = self._answers.get(kept_as)
        if body is None:
            return None
        value = parse(body, model)
        if isinstance(value, str):  # the model has learnt a stricter rule since
            self._answers.forget(kept_as)
            return None
        return Answer(value=value, model=self.settings.model, cached=True)

    # --- one question, with its repair --------------------------------------------------------------------------------

    def _asked(self, messages: Sequence[Message], model: "type[T]", tokens: int, tried: _Tried) -> "Answer[T] | Kind":
        schema = schema_of(model)
        talk = list(messages)
        wrong: Kind = "malformed"
        for repaired in (False, True):
            reply = self._persistently(talk, schema, tokens, tried)
            if isinstance(reply, str):
                return reply
            if reply.ended == "refused":
                return "refused"
            value = "It was cut off: be much shorter." if reply.ended == "length" else parse(reply.text, model)
            if not isinstance(value, str):
                return Answer(
                    value=value,
                    model=reply.model or self.settings.model,
                    tokens_in=tried.tokens_in,
                    tokens_out=tried.tokens_out,
                    seconds=round(self._clock() - tried.began, 3),
                    repaired=repaired,
                )
            wrong = "cut-off" if reply.ended == "length" else "malformed"
            talk = [*messages, *_repair(reply.text, value)]
        return wrong

    def _persistently(
        self, messages: Sequence[Message], schema: dict[str, Any], tokens: int, tried: _Tried
    ) -> Reply | Kind:
        """Ask until there is a reply, the time is over, or trying again is of no use."""
        tries = 0
        while True:
            self._wait_until_welcome(tried)
            asking = self.asking
            reply = self._once(asking, messages, schema, tokens, tried)
            if isinstance(reply, Reply):
                self._failures = 0
                return reply
            if reply.kind == "bad-request" and (other := asking.without(reply.words)):
                self.asking = other
                continue
            tries += 1
            pause = self._pause(reply, tries)
            if not reply.again or tries >= TRIES or self._clock() + pause >= tried.end:
                self._note_failure(reply)
                return reply.kind
            self._sleep_for(pause, everybody=reply.wait is not None)

    def _once(
        self, asking: Asking, messages: Sequence[Message], schema: dict[str, Any], tokens: int, tried: _Tried
    ) -> Reply | Trouble:
        body = asking.body(messages, schema=schema, tokens=tokens)
        most = most_tokens(messages, schema, tokens)
        if not self.account.reserve(most, wait=lambda: tried.end - self._clock()):
            return Trouble(kind="over-limit")
        left = tried.end - self._clock()
        reply = send(self._made_client(), asking.api, body, seconds=left) if left > 0 else Trouble(kind="too-slow")
        if isinstance(reply, Trouble):
            self.account.settle(most, most if reply.maybe_spent else 0)
            return reply
        used_in = reply.tokens_in if reply.tokens_in is not None else most - tokens
        used_out = reply.tokens_out if reply.tokens_out is not None else tokens
        self.account.settle(most, used_in + used_out)
        tried.tokens_in += used_in
        tried.tokens_out += used_out
        return reply

    def _made_client(self) -> Any:
        with self._state:
            if self._client is None:
                settings = self.settings
                self._client = client(base_url=settings.base_url, key=self._key, http_client=self._http_client)
            return self._client

    # --- pauses and giving up ----------------------------------------------------------------------------------------

    def _pause(self, reply: Trouble, tries: int) -> float:
        if reply.wait is not None:
            return reply.wait + random.uniform(0, 0.1 * reply.wait)  # noqa: S311 - spreads requests, guards nothing
        longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1))
        return random.uniform(longest / 2, longest)  # noqa: S311 - as above

    def _sleep_for(self, pause: float, *, everybody: bool) -> None:
        """Pause; when the server named the time, no other thread asks it meanwhile either."""
        if everybody:
            self._quiet_until = max(self._quiet_until, self._clock() + pause)
        self._sleep(pause)

    def _wait_until_welcome(self, tried: _Tried) -> None:
        pause = min(self._quiet_until, tried.end) - self._clock()
        if pause > 0:
            self._sleep(pause)

    def _note_failure(self, reply: Trouble) -> None:
        """Count failures in a row: a bulk of posts must not wait its whole time limit for each of them."""
        if reply.kind == "over-limit":
            return
        self._failures = PATIENCE if reply.hopeless else self._failures + 1
        if self._failures >= PATIENCE or reply.wait is not None:
            self._failures = 0
            self._down = (self._clock() + max(reply.wait or 0.0, DOWN), reply.kind)

    def _failure(self, kind: Kind, tried: _Tried) -> Failure:
        return Failure(
            kind=kind,
            message=TOLD[kind],
            tokens_in=tried.tokens_in,
            tokens_out=tried.tokens_out,
            seconds=round(self._clock() - tried.began, 3),
        )


def _repair(said: str, wrong: str) -> list[Message]:
    """The one further try: what was answered, and what is wrong with it."""
    told = f"That answer cannot be used: {wrong} Answer again, with the JSON object of the schema and nothing else."
    return [{"role": "assistant", "content": said[:8_000] or "(empty)"}, {"role": "user", "content": told}]
