"""One request through the openai client, with an end in sight: no server, however slow, holds us past the deadline."""

import time
from collections.abc import Callable
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from guard.llm.failures import Trouble, trouble
from guard.llm.keys import Key
from guard.llm.wire import LARGEST, Reply, reply

if TYPE_CHECKING:
    from openai import OpenAI

R = TypeVar("R")

OPENAI = "https://api.openai.com/v1"
NOBODY = "none"
"""The key for servers on one's own machine that ask for none; the client insists on one."""


def client(*, base_url: str, key: Key | None, http_client: Any = None) -> "OpenAI":
    """The one place where a client is made.

    It follows no redirect (the post would go to another host), and never tries again by itself: we do, within our time
    limit. ``http_client`` is for tests and for those who need a proxy or certificates of their own.
    """
    import openai

    inner = http_client or openai.DefaultHttpxClient(follow_redirects=False)
    return openai.OpenAI(
        base_url=base_url or OPENAI, api_key=key.reveal() if key else NOBODY, max_retries=0, http_client=inner
    )


def ask_once(client: "OpenAI", api: str, body: dict[str, Any], *, seconds: float) -> Reply | Trouble:
    """Ask a model once, for at most ``seconds``."""
    door: Any = client.responses if api == "responses" else client.chat.completions
    return send(door, body, partial(reply, api), seconds=seconds)


def send(door: Any, body: dict[str, Any], read: Callable[[bytes], R | None], *, seconds: float) -> R | Trouble:
    """One request at a ``door`` of the client, and what ``read`` makes of the body of its HTTP 200."""
    end = time.monotonic() + seconds

    def work() -> R | Trouble:
        try:
            with door.with_streaming_response.create(**body, timeout=seconds) as answer:
                whole = _body(answer, end)
        except Exception as error:  # noqa: BLE001 - whatever a library below raises is a request that went wrong
            return trouble(error)
        if whole is None:
            return Trouble(kind="too-slow", maybe_spent=True)
        return read(whole) or Trouble(kind="malformed", maybe_spent=True)

    return within(seconds, work) or Trouble(kind="too-slow", maybe_spent=True)


def _body(answer: Any, end: float) -> bytes | None:
    """All of the body; ``None`` when time or patience ends first, as with a server that sends a byte a second."""
    parts: list[bytes] = []
    length = 0
    for part in answer.iter_bytes():
        length += len(part)
        if time.monotonic() > end or length > LARGEST:
            return None
        parts.append(part)
    return b"".join(parts)


def within(seconds: float, work: Callable[[], R]) -> R | None:
    """What ``work`` gives, or ``None`` once the time is over; a thread that is left behind keeps no process alive."""
    done: SimpleQueue[R] = SimpleQueue()
    Thread(target=lambda: done.put(work()), daemon=True).start()
    try:
        return done.get(timeout=max(seconds, 0.001) + GRACE)
    except Empty:
        return None


GRACE = 0.25
"""Seconds beyond the deadline for the client to notice it itself, so that the connection is closed properly."""
