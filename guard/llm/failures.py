"""What a server or the network does wrong, as failures with a sentence for people.

The sentences are ours alone: what a server writes may repeat the key or the post.
"""

import time
from contextlib import suppress
from typing import Any

from msgspec import Struct

from guard.llm.outcome import Kind

TOLD: dict[Kind, str] = {
    "not-configured": "No language model is configured: guard.toml names none in [llm].",
    "no-key": "There is no key for the language model: set the environment variable that [llm] key_env names.",
    "over-limit": "The limit of tokens for the language model is used up (tokens_per_run, tokens_per_day in [llm]).",
    "unreachable": "The language model cannot be reached.",
    "too-slow": "The language model did not answer in time.",
    "refused": "The language model declined to answer.",
    "cut-off": "The language model's answer was cut off at its limit of tokens.",
    "malformed": "The language model's answer could not be understood.",
    "bad-request": "The language model's server did not accept the question: check model and base_url in [llm].",
    "not-allowed": "The language model's server refused the key (HTTP 401 or 403).",
    "too-many": "The language model's server takes no more questions for now (HTTP 429).",
    "server-error": "The language model's server has a fault of its own.",
}


class Trouble(Struct, frozen=True, kw_only=True):
    """One request that went wrong: whether to try again, and how many seconds the server wants us to wait.

    ``words`` are the server's own, for :meth:`guard.llm.wire.Asking.without` alone. ``maybe_spent`` is true when
    the server may have answered without our seeing it, ``hopeless`` when no other question would fare better.
    """

    kind: Kind
    again: bool = False
    wait: float | None = None
    words: str = ""
    maybe_spent: bool = False
    hopeless: bool = False


def trouble(error: Exception) -> Trouble:
    """What an exception of the client means."""
    import openai

    if isinstance(error, openai.APITimeoutError):
        return Trouble(kind="too-slow", again=True, maybe_spent=True)
    if isinstance(error, openai.APIStatusError):
        return _status(error)
    if isinstance(error, openai.APIConnectionError):
        return Trouble(kind="unreachable", again=True)
    return Trouble(kind="unreachable", again=True, maybe_spent=True)


def _status(error: Any) -> Trouble:
    status, headers = error.status_code, error.response.headers
    if status in {401, 403}:
        return Trouble(kind="not-allowed", hopeless=True)
    if status == 429:
        return Trouble(kind="too-many", again=_worth_waiting(error), wait=_wait(headers))
    if status in {408, 409} or status >= 500:
        return Trouble(kind="server-error", again=True, wait=_wait(headers))
    return Trouble(kind="bad-request", words=_words(error), hopeless=status == 404)


def _worth_waiting(error: Any) -> bool:
    """An account without money answers 429 as well, and no waiting helps."""
    return "insufficient_quota" not in _words(error)


def _words(error: Any) -> str:
    with suppress(Exception):  # whatever it wrote, it only helps to guess
        return str(error.response.text)[:4_000]
    return ""


def _wait(headers: Any) -> float | None:
    """Seconds until the server wants to be asked again: ``retry-after-ms``, or ``Retry-After`` as seconds or date."""
    with suppress(ValueError):
        if milliseconds := headers.get("retry-after-ms"):
            return max(0.0, float(milliseconds) / 1000)
    after = headers.get("retry-after")
    if not after:
        return None
    with suppress(ValueError):
        return max(0.0, float(after))
    from email.utils import parsedate_to_datetime

    with suppress(ValueError, TypeError):
        return max(0.0, parsedate_to_datetime(after).timestamp() - time.time())
    return None
