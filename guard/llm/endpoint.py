"""One OpenAI-compatible endpoint, and the one way to ask it: :meth:`Endpoint.ask`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct

from guard.config import LanguageModel
from guard.llm import keys
from guard.llm.failures import TOLD, Trouble
from guard.llm.line import Clock, Line
from guard.llm.memory import Answers
from guard.llm.outcome import Answer, Failure, Kind, Message
from guard.llm.shape import parse, schema_of
from guard.llm.spending import Account, most_tokens
from guard.llm.transport import ask_once
from guard.llm.wire import Asking, Reply

if TYPE_CHECKING:
    from pydantic import BaseModel

T = TypeVar("T", bound="BaseModel")


class _Tried(Struct):
    """What one question has cost so far, and when its time is over."""

    began: float
    end: float
    tokens_in: int = 0
    tokens_out: int = 0


class Endpoint:
    """An endpoint of the configuration, shared by any number of threads.

    ``key`` is a Prefect block's or anybody's ``SecretStr``; without one the key comes from the environment or the
    keyring, as ``settings`` say. ``folder`` is where answers and spending are kept. ``run`` names this run of the
    program for its limit of tokens: processes that work together give the same. ``http_client`` is for tests, and for
    those who need a proxy or certificates of their own.
    """

    def __init__(  # noqa: PLR0913 - each is one thing that a caller may want otherwise, all by name
        self,
        settings: LanguageModel,
        *,
        key: "keys.Sealed | keys.Key | None" = None,
        http_client: Any = None,
        folder: str = "",
        run: str = "",
        clock: Clock | None = None,
    ) -> None:
        self.settings = settings
        self.account = Account(settings, folder=folder, run=run)
        self._asking = Asking(api=settings.api, model=settings.model, seed=settings.seed)
        self._answers = Answers(folder, days=settings.cache_days)
        self._line = Line(settings, key=key, http_client=http_client, clock=clock)

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
        kept_as = self._kept_as(model, prompt, remembered_as)
        if kept_as and (known := self._remembered(kept_as, model)):
            self.account.count("cached")
            return known
        began = self._line.clock.now()
        tried = _Tried(began=began, end=began + (seconds or self.settings.timeout_seconds))
        outcome = self._line.unready() or self._asked(messages, model, tokens or self.settings.tokens_per_answer, tried)
        self.account.count("asked")
        if isinstance(outcome, str):
            self.account.count("failed")
            return self._failure(outcome, tried)
        if kept_as:
            self._answers.put(kept_as, outcome.value.model_dump_json())
        return outcome

    def close(self) -> None:
        """Let go of connections and files; the next question takes them up again, but remembers no answer any more."""
        self._line.close()
        self._answers.close()
        self.account.close()

    # --- answers that are known already ------------------------------------------------------------------------------

    def remembers(self, model: "type[T]", *, prompt: str = "", remembered_as: Sequence[str]) -> bool:
        """Say whether this question would be answered without asking the server."""
        return self._remembered(self._kept_as(model, prompt, remembered_as), model) is not None

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

    # --- one question, with its repair -------------------------------------------------------------------------------

    def _asked(self, messages: Sequence[Message], model: "type[T]", tokens: int, tried: _Tried) -> "Answer[T] | Kind":
        schema = schema_of(model)
        talk = list(messages)
        wrong: Kind = "malformed"
        for repaired in (False, True):
            reply = self._line.persist(lambda talk=talk: self._once(talk, schema, tokens, tried), tried.end)  # type: ignore[misc]
            if isinstance(reply, str):
                return reply
            if reply.ended == "refused":
                return "refused"
            value = CUT_OFF if reply.ended == "length" else parse(reply.text, model)
            if not isinstance(value, str):
                return self._answer(value, reply, tried, repaired=repaired)
            wrong = "cut-off" if reply.ended == "length" else "malformed"
            talk = [*messages, *_repair(reply.text, value)]
        return wrong

    def _once(self, messages: Sequence[Message], schema: dict[str, Any], tokens: int, tried: _Tried) -> Reply | Trouble:
        """One request; what the server does not take is left out, and asked again without."""
        while True:
            asking = self._asking
            reply = self._paid(
                asking,
                asking.body(messages, schema=schema, tokens=tokens),
                most_tokens(messages, schema, tokens),
                tried,
            )
            other = asking.without(reply.words) if isinstance(reply, Trouble) and reply.words else None
            if other is None:
                return reply
            self._asking = other

    def _paid(self, asking: Asking, body: dict[str, Any], most: int, tried: _Tried) -> Reply | Trouble:
        """Ask, when the limits leave room for the ``most`` tokens that it can cost; then pay what it did cost."""
        now = self._line.clock.now
        if not self.account.reserve(most, wait=lambda: tried.end - now()):
            return Trouble(kind="over-limit")
        left = tried.end - now()
        reply = ask_once(self._line.client(), asking.api, body, seconds=left) if left > 0 else Trouble(kind="too-slow")
        if isinstance(reply, Trouble):
            self.account.settle(most, most if reply.maybe_spent else 0)
            return reply
        unknown = reply.tokens_in is None or reply.tokens_out is None
        self.account.settle(most, most if unknown else (reply.tokens_in or 0) + (reply.tokens_out or 0))
        tried.tokens_in += reply.tokens_in or 0
        tried.tokens_out += reply.tokens_out or 0
        return reply

    def _answer(self, value: T, reply: Reply, tried: _Tried, *, repaired: bool) -> Answer[T]:
        return Answer(
            value=value,
            model=reply.model or self.settings.model,
            tokens_in=tried.tokens_in,
            tokens_out=tried.tokens_out,
            seconds=round(self._line.clock.now() - tried.began, 3),
            repaired=repaired,
        )

    def _failure(self, kind: Kind, tried: _Tried) -> Failure:
        return Failure(
            kind=kind,
            message=TOLD[kind],
            tokens_in=tried.tokens_in,
            tokens_out=tried.tokens_out,
            seconds=round(self._line.clock.now() - tried.began, 3),
        )


CUT_OFF = "It was cut off: be much shorter."


def _repair(said: str, wrong: str) -> list[Message]:
    """The one further try: what was answered, and what is wrong with it."""
    told = f"That answer cannot be used: {wrong} Answer again, with the JSON object of the schema and nothing else."
    return [{"role": "assistant", "content": said[:8_000] or "(empty)"}, {"role": "user", "content": told}]
