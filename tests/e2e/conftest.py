"""A browser, a Prefect server, and the whole recovery served beside it as ``deployments/local.py`` does on one machine.

The browser is Debian's chromium. It sees this machine and nothing else.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import httpx
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from flows.clock import system_clock
from flows.platforms.outbox import Outbox

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "recovery"
POST = (EXAMPLE / "post.txt").read_text(encoding="utf-8").strip()
PATIENCE = 180
"""In seconds: this machine may be busy with something else."""

ALONE = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
WINDOW = {"width": 1280, "height": 800}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Work through pages in a browser only where that is asked for by its marker."""
    if "browser" not in config.option.markexpr:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="takes minutes; make test-browser runs it"))


@pytest.fixture(scope="session")
def chromium() -> str:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("no browser is here: apt-get install chromium, or name one with CHROMIUM=/path/to/it")
    return path


@pytest.fixture
def page(chromium: str) -> Iterator[Page]:
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=chromium, args=ALONE)
        page = browser.new_page(viewport=WINDOW, timezone_id="UTC", locale="en-GB")
        page.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        yield page
        browser.close()


def waited_for(what: str, asked: Callable[[], Any]) -> Any:
    """What ``asked`` gives as soon as it gives something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := asked():
            return found
        time.sleep(0.5)
    raise AssertionError(f"Waited {PATIENCE} seconds for {what}.")


class Place:
    """A team's machine: its folder, its outbox, its Prefect server, and what serves the flows."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.home = folder, folder / "home"
        shutil.copytree(EXAMPLE, self.home)
        self.outbox = Outbox(str(self.home / "outbox"), system_clock)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.env = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")} | {
            "DO_NOT_TRACK": "1",
            "MISHAP_HOME": str(self.home),
            "PREFECT_API_URL": f"{self.address}/api",
            "PREFECT_HOME": str(folder / "prefect"),
            "PREFECT_RUNNER_POLL_FREQUENCY": "2",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_SERVER_API_PORT": str(port),
            "PREFECT_UI_API_URL": f"{self.address}/api",
        }
        self._log: IO[bytes] = (folder / "log.txt").open("ab")
        self._started: list[subprocess.Popen[bytes]] = []
        self._port = port

    def open(self) -> None:
        """Start the server alone: two programs that start together on its empty database would collide."""
        self._start("-m", "prefect", "server", "start", "--port", str(self._port))
        waited_for("the server", self._is_up)

    def serve(self) -> None:
        """Serve the flows as one machine does."""
        self._start(str(ROOT / "deployments" / "local.py"))
        waited_for("the deployments", lambda: self.deployment("draft-recovery"))

    def close(self) -> None:
        for process in reversed(self._started):
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._log.close()

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """What a command of this project's says and how it ends, typed in the team's folder."""
        program = Path(sys.executable).parent / command[0]
        return subprocess.run(
            [str(program), *command[1:]], cwd=self.home, env=self.env, capture_output=True, text=True, check=False
        )

    def ask(self, what: str, **body: object) -> Any:
        return httpx.post(f"{self.address}/api/{what}", json=body, timeout=60).raise_for_status().json()

    def deployment(self, name: str) -> str | None:
        found = [each["id"] for each in self.ask("deployments/filter") if each["name"] == name]
        return found[0] if found else None

    def runs(self, flow: str) -> list[dict[str, Any]]:
        return list(self.ask("flow_runs/filter", flows={"name": {"any_": [flow]}}, limit=200))

    def run_that_is(self, state: str, flow: str) -> dict[str, Any]:
        """The run of a flow, once it is in this state."""

        def found() -> dict[str, Any] | None:
            runs = self.runs(flow)
            failed = [run["state"]["message"] for run in runs if run["state_name"] in {"Failed", "Crashed"}]
            assert not failed, f"{failed}\n{self.said()}"
            return next((run for run in runs if run["state_name"] == state), None)

        try:
            run: dict[str, Any] = waited_for(f"{flow} to be {state}", found)
        except AssertionError as error:
            states = [(run["name"], run["state_name"]) for run in self.runs(flow)]
            raise AssertionError(f"{error}\n{states}\n{self.said()}") from None
        return run

    def said(self) -> str:
        """The end of what the server and the flows have said."""
        return "\n".join((self._folder / "log.txt").read_text(encoding="utf-8").splitlines()[-40:])

    def artifacts(self, run: str) -> dict[str, str]:
        """What a run shows: the address of each artifact's page, by the last word of its key."""
        found = self.ask("artifacts/filter", flow_runs={"id": {"any_": [run]}})
        return {each["key"].rsplit("-", 1)[1]: f"{self.address}/v2/artifacts/artifact/{each['id']}" for each in found}

    def published(self) -> list[str]:
        """The texts that are out."""
        posts = [json.loads(path.read_text(encoding="utf-8")) for path in self.home.glob("outbox/posts/*.json")]
        return [post["text"] for post in posts if post["status"] == "published"]

    def _start(self, *arguments: str) -> None:
        self._started.append(
            subprocess.Popen(
                [sys.executable, *arguments],
                cwd=self.home,
                env=self.env,
                stdout=self._log,
                stderr=self._log,
                start_new_session=True,
            )
        )

    def _is_up(self) -> bool:
        try:
            return httpx.get(f"{self.address}/api/health", timeout=10).is_success
        except httpx.HTTPError:
            return False


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    try:
        place.open()
        yield place
    finally:
        place.close()
