"""What the fake platforms have in common: a web server on this machine that can misbehave when a test asks for it."""

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class Asked:
    """One request as a fake platform sees it."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    def json(self):
        return json.loads(self.body)

    def form(self):
        return {name: values[-1] for name, values in parse_qs(self.body.decode(), keep_blank_values=True).items()}


@dataclass
class Answer:
    """What it answers: an object of JSON, and headers where they matter."""

    content: object
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class FakePlatform:
    """A web server that answers what ``respond`` of the subclass says. ``misbehave`` takes effect for one request.

    ``lose``: the request is done, but the connection breaks before the answer. ``stall``: it is done, and the answer
    takes for ever. A number: it is answered with this status, and nothing is done.
    """

    WRITES = ("POST", "DELETE", "PUT")

    def __init__(self):
        self.asked = []
        self._misbehaviours = []
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def respond(self, asked):
        raise NotImplementedError

    def misbehave(self, how, *, times=1, only="write"):
        self._misbehaviours += [(how, only)] * times

    def close(self):
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def _how(self, asked):
        kind = "write" if asked.method in self.WRITES and not self.is_login(asked) else "read"
        if self._misbehaviours and self._misbehaviours[0][1] == kind:
            return self._misbehaviours.pop(0)[0]
        return None

    def is_login(self, asked):  # noqa: ARG002 - for those who have a login
        return False

    def _handler(platform):  # noqa: N805 - the handler below has a self of its own
        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                parts = urlsplit(self.path)
                query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                asked = Asked(
                    self.command, parts.path, query, {name.lower(): value for name, value in self.headers.items()}, body
                )
                with platform._lock:
                    platform.asked.append(asked)
                    how = platform._how(asked)
                    answer = Answer({"error": "made to fail"}, how) if isinstance(how, int) else platform.respond(asked)
                if how == "stall":
                    platform._closing.wait(10)
                if how in {"lose", "stall"}:
                    self.close_connection = True
                    return
                self.send(answer)

            do_GET = do_POST = do_DELETE = do_PUT = answer  # noqa: N815 - the names that http.server asks for

            def send(self, answer):
                data = json.dumps(answer.content).encode()
                self.send_response(answer.status)
                for name, value in ({"Content-Type": "application/json"} | answer.headers).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        return Handler
