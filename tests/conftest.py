"""What all tests share: a fence around the network, and a machine that looks the same everywhere."""

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("tests", deadline=None, max_examples=60, derandomize=bool(os.environ.get("CI")))
settings.load_profile("tests")

Address = Any
"""What a socket takes: (host, port, ...), or the path of a local socket."""


class OutsideWorldError(OSError):
    """A test tried to reach another machine."""


class Fence:
    """Refuses every connection and name look-up that leaves this machine, and remembers each try.

    Remembering matters: code that survives a lost connection would otherwise hide that it tried.
    """

    LOCAL_NAMES = ("localhost", "ip6-localhost", "")

    def __init__(self) -> None:
        self.tries: list[str] = []

    def check(self, host: object) -> None:
        """Raise unless ``host`` is this machine."""
        name = host.decode() if isinstance(host, bytes) else str(host or "")
        if name in self.LOCAL_NAMES or name == "::1" or name.startswith("127."):
            return
        self.tries.append(name)
        raise OutsideWorldError(f"tests stay on this machine, but one tried to reach {name}")

    def check_address(self, address: Address) -> None:
        """Raise unless ``address`` is on this machine; paths of local sockets are."""
        if isinstance(address, tuple):
            self.check(address[0])


@pytest.fixture(scope="session", autouse=True)
def fence() -> Iterator[Fence]:
    """The fence, up from before the first test until after the last."""
    fence = Fence()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name), fence))
        look_up = socket.getaddrinfo

        def getaddrinfo(host: object, *args: Any, **kwargs: Any) -> Any:
            fence.check(host)
            return look_up(host, *args, **kwargs)  # type: ignore[arg-type]

        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield fence


def _guarded(method: Any, fence: Fence) -> Any:
    def guarded(self: socket.socket, address: Address) -> Any:
        fence.check_address(address)
        return method(self, address)

    return guarded


@pytest.fixture(autouse=True)
def stays_on_this_machine(fence: Fence) -> Iterator[None]:
    """Fail the test that tried to leave, also when the code under test swallowed the error."""
    fence.tries.clear()
    yield
    assert not fence.tries, f"the test tried to reach {', '.join(fence.tries)}"


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the person who runs the tests changes what they see."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "OPENAI_API_KEY", "OPENAI_BASE_URL", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    for name in [key for key in os.environ if key.startswith("GUARD_")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """`guard check` and `guard eval` read without the guard's own model, unless a test asks for it with ``--model``.

    What the rules say is the same for ever, what the model says changes with its weights; tests/judges/local_model
    tries both together, and the command as it comes.
    """
    monkeypatch.setattr("guard.judges.local_model.SHIPS", False)
