"""A server on this machine that answers like an OpenAI-compatible one, by a script: a function of the request."""

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from msgspec import Struct


class Said(Struct):
    """One response: what is said, or the bare body, status and headers."""

    content: str = ""
    finish: str = "stop"
    refusal: str | None = None
    status: int = 200
    headers: dict[str, str] = {}
    body: bytes | None = None
    usage: tuple[int, int] | None = (100, 20)


Script = Callable[[dict[str, Any]], Said]


class Scripted:
    """Runs inside ``with``; ``asked`` are the requests' bodies, ``most_at_once`` how many there were at a time."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.keys: list[str] = []
        self.tokens = 0
        self.most_at_once = self._now = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def enter(self, path: str, body: dict[str, Any], key: str) -> None:
        with self._lock:
            self.asked.append(body)
            self.paths.append(path)
            self.keys.append(key)
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)

    def leave(self, said: Said) -> None:
        with self._lock:
            self._now -= 1
            self.tokens += sum(said.usage or ()) if said.status == 200 else 0

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        scripted = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                length = int(self.headers.get("content-length", 0))
                body = json.loads(self.rfile.read(length))
                scripted.enter(self.path, body, self.headers.get("authorization", ""))
                said = scripted.script(body)
                data = said.body if said.body is not None else completion(said)
                scripted.leave(said)
                with suppress(ConnectionError):  # who asked has given up
                    self.respond(said, data)

            def respond(self, said: Said, data: bytes) -> None:
                self.send_response(said.status)
                for name, value in {"content-type": "application/json", **said.headers}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def section(url: str, **settings: Any) -> str:
    """The section [llm] of a guard.toml that names the server at ``url``."""
    told = {"model": "scripted", "base_url": url, **settings}
    return "[llm]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in told.items())


def completion(said: Said) -> bytes:
    """The body of a chat completion."""
    message = {"role": "assistant", "content": said.content, "refusal": said.refusal}
    usage = said.usage and {"prompt_tokens": said.usage[0], "completion_tokens": said.usage[1]}
    choices = [{"index": 0, "finish_reason": said.finish, "message": message}]
    return json.dumps({"object": "chat.completion", "model": "scripted", "choices": choices, "usage": usage}).encode()


def told(body: dict[str, Any]) -> str:
    """What stands in the user's message."""
    return next(each["content"] for each in body["messages"] if each["role"] == "user")


def part(body: dict[str, Any], name: str) -> str:
    """One of the fenced texts of the user's message, as a model would see it: between its two lines."""
    lines = told(body).split("\n")
    start = next((i for i, line in enumerate(lines) if line.endswith(f" begin {name}]") and len(line) > 40), None)
    if start is None:
        return ""
    mark = lines[start].removeprefix("[").split(" ")[0]
    return "\n".join(lines[start + 1 : lines.index(f"[{mark} end {name}]")])


def seen(quote: str, category: str = "tone_deaf", severity: str = "review", **more: Any) -> dict[str, Any]:
    """A finding as the second reader answers it."""
    words = {"why": "It hurts.", "who_is_hurt": ["readers"], "instead": "Leave it out.", "confidence": 0.9}
    return {"category": category, "severity": severity, "quote": quote, **words, **more}


def reading(*findings: dict[str, Any], speaks: bool = False, harmless: tuple[str, ...] = ()) -> Said:
    """The second reader's answer."""
    answer = {"speaks_to_the_reader": speaks, "harmless": list(harmless), "findings": list(findings)}
    return Said(content=json.dumps(answer))
