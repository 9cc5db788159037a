"""The two ways in which OpenAI-compatible servers are asked, and what they answer, as plain values.

Chat completions are what every such server speaks. Responses are asked where the configuration says so. Servers differ
in what they take (``seed``, ``temperature``, ``response_format``): what one of them refuses with HTTP 400 is left out
from then on, see :meth:`Asking.without`.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from guard.llm.outcome import Message

LARGEST = 4_000_000
"""Bytes of an answer that are read; more is no answer to a question of ours."""


class Reply(Struct, frozen=True, kw_only=True):
    """What came back with HTTP 200. ``ended`` is ``stop``, ``length``, ``refused``, or another word of the server."""

    text: str
    ended: str
    model: str = ""
    tokens_in: int | None = None
    tokens_out: int | None = None


class Asking(Struct, frozen=True, kw_only=True):
    """How to ask one server: what it was found to take."""

    api: str
    model: str
    seed: int | None
    temperature: float | None = 0.0
    form: str = "json_schema"
    limit_name: str = "max_tokens"

    def without(self, refusal: str) -> "Asking | None":
        """Ask again without what the words of an HTTP 400 name; ``None`` when they name nothing that can go."""
        if "max_completion_tokens" in refusal and self.limit_name == "max_tokens":
            return self._but(limit_name="max_completion_tokens")
        if "temperature" in refusal and self.temperature is not None:
            return self._but(temperature=None)
        if "seed" in refusal and self.seed is not None:
            return self._but(seed=None)
        if any(word in refusal for word in _ABOUT_FORM) and self.form != "plain":
            return self._but(form="json_object" if self.form == "json_schema" else "plain")
        return None

    def body(self, messages: Sequence[Message], *, schema: dict[str, Any], tokens: int) -> dict[str, Any]:
        """The arguments for the client's ``create``."""
        made = _responses(self, messages, schema) if self.api == "responses" else _chat(self, messages, schema)
        limit = "max_output_tokens" if self.api == "responses" else self.limit_name
        return {"model": self.model, limit: tokens, **made, **self._tuning()}

    def _tuning(self) -> dict[str, Any]:
        settings = {"temperature": self.temperature, "seed": None if self.api == "responses" else self.seed}
        return {name: value for name, value in settings.items() if value is not None}

    def _but(self, **changes: Any) -> "Asking":
        return msgspec.structs.replace(self, **changes)


_ABOUT_FORM = ("response_format", "json_schema", "json_object", "text.format", "grammar", "schema")


def _chat(asking: Asking, messages: Sequence[Message], schema: dict[str, Any]) -> dict[str, Any]:
    form = {
        "json_schema": {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": schema}},
        "json_object": {"type": "json_object"},
    }.get(asking.form)
    return {"messages": list(messages), **({"response_format": form} if form else {})}


def _responses(asking: Asking, messages: Sequence[Message], schema: dict[str, Any]) -> dict[str, Any]:
    form = {
        "json_schema": {"type": "json_schema", "name": "answer", "strict": True, "schema": schema},
        "json_object": {"type": "json_object"},
    }.get(asking.form)
    return {"input": list(messages), "store": False, **({"text": {"format": form}} if form else {})}


# --- what comes back -------------------------------------------------------------------------------------------------


class _Said(Struct):
    content: str | None = None
    refusal: str | None = None


class _Choice(Struct):
    message: _Said
    finish_reason: str | None = None


class _Usage(Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None


class _Chat(Struct):
    choices: list[_Choice]
    model: str | None = None
    usage: _Usage | None = None


class _Part(Struct):
    type: str | None = None
    text: str | None = None
    refusal: str | None = None


class _Item(Struct):
    type: str | None = None
    content: list[_Part] | None = None


class _Why(Struct):
    reason: str | None = None


class _Response(Struct):
    output: list[_Item]
    status: str | None = None
    incomplete_details: _Why | None = None
    model: str | None = None
    usage: _Usage | None = None


def reply(api: str, body: bytes) -> Reply | None:
    """The body of an HTTP 200 as a reply; ``None`` when it is none."""
    try:
        if api == "responses":
            return _from_response(msgspec.json.decode(body, type=_Response))
        return _from_chat(msgspec.json.decode(body, type=_Chat))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _from_chat(chat: _Chat) -> Reply | None:
    if not chat.choices:
        return None
    first = chat.choices[0]
    ended = first.finish_reason or "stop"
    usage = chat.usage or _Usage()
    return Reply(
        text=first.message.content or "",
        ended="refused" if first.message.refusal or ended == "content_filter" else ended,
        model=chat.model or "",
        tokens_in=usage.prompt_tokens,
        tokens_out=usage.completion_tokens,
    )


def _from_response(response: _Response) -> Reply:
    parts = [part for item in response.output if item.type == "message" for part in item.content or ()]
    why = response.incomplete_details.reason if response.incomplete_details else None
    refused = why == "content_filter" or any(part.refusal for part in parts)
    usage = response.usage or _Usage()
    return Reply(
        text="".join(part.text or "" for part in parts if part.type == "output_text"),
        ended="refused" if refused else "length" if why == "max_output_tokens" else "stop",
        model=response.model or "",
        tokens_in=usage.input_tokens,
        tokens_out=usage.output_tokens,
    )
