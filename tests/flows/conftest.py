"""A casebook in SQLite and one in PostgreSQL; the server is Debian's own, started once on this machine for the tests."""

import glob
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from flows.clock import TravelClock
from flows.incident import Incident
from flows.store import Casebook

START = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
"""When the stories of these tests begin."""

TEMPLATE = "template_casebook"

_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


class Postgres:
    """A server of its own, on a free port of this machine, with a ready casebook to copy from."""

    def __init__(self, programs: str) -> None:
        self._programs = programs
        self.folder = tempfile.mkdtemp(prefix="mishap-pg-", dir=_quick_folder())
        self.user = _server_user()
        self._numbers = itertools.count(1)
        if self.user:
            shutil.chown(self.folder, self.user)

    def start(self) -> None:
        data = os.path.join(self.folder, "data")
        self._run("initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
        self.port = _free_port()
        options = f"-h 127.0.0.1 -p {self.port} -k {self.folder} {_FAST}"
        self._run(
            "pg_ctl", "-D", data, "-w", "-t", "60", "-l", os.path.join(self.folder, "log"), "-o", options, "start"
        )
        self.command(f"CREATE DATABASE {TEMPLATE}")
        Casebook.open(self.url(TEMPLATE), evidence=self.folder).close()

    def stop(self) -> None:
        data = os.path.join(self.folder, "data")
        if os.path.exists(os.path.join(data, "postmaster.pid")):
            self._run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder)

    def url(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def command(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def new_database(self, template: str = TEMPLATE) -> str:
        name = f"test_{next(self._numbers)}"
        self.command(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def _run(self, program: str, *arguments: str) -> None:
        command = [os.path.join(self._programs, program), *arguments]
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(
                command, check=False, stdout=said, stderr=said, cwd=self.folder, user=self.user, timeout=120
            )
            said.seek(0)
            assert done.returncode == 0, said.read().decode()


def _quick_folder() -> str | None:
    """A disk in memory with room enough, where there is one: a database a test is much to write."""
    memory = "/dev/shm"  # noqa: S108
    return memory if os.path.isdir(memory) and shutil.disk_usage(memory).free > 1_000_000_000 else None


def _server_user() -> str | None:
    """Who may run the server: this user, or somebody humbler when this user is root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _programs() -> str | None:
    """The folder of PostgreSQL's programs, the newest of Debian's or one on the path."""
    on_path = shutil.which("pg_ctl")
    debian = sorted(glob.glob("/usr/lib/postgresql/*/bin/pg_ctl"), key=lambda path: int(path.split("/")[4]))
    found = debian[-1] if debian else on_path
    return os.path.dirname(os.path.realpath(found)) if found else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here (on Debian: apt-get install postgresql)")
    server = Postgres(programs)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """The URL of a fresh database with the casebook's tables in it."""
    name = postgres.new_database()
    yield postgres.url(name)
    postgres.command(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A casebook without anything in it, to copy from."""
    path = str(tmp_path_factory.mktemp("template") / "casebook.sqlite3")
    Casebook.open(path).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def setting(request: pytest.FixtureRequest, tmp_path: object) -> str:
    """Where a casebook is, in each of the two databases."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgres_url")
        return url
    return str(shutil.copy(request.getfixturevalue("sqlite_file"), f"{tmp_path}/casebook.sqlite3"))


@pytest.fixture
def casebook(setting: str, tmp_path: object) -> Iterator[Casebook]:
    with Casebook.open(setting, evidence=f"{tmp_path}/evidence") as casebook:
        yield casebook


@pytest.fixture
def clock() -> TravelClock:
    return TravelClock(START)


@pytest.fixture
def incident(casebook: Casebook) -> Incident:
    return casebook.incidents.open(
        "Acme",
        account="acme-x",
        platform="x",
        post={"text": "Our spring sale is a riot!"},
        lead="Ann",
        now=START,
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes minutes, unless it is asked for by its marker."""
    if "heavy" not in config.option.markexpr:
        for item in items:
            if item.get_closest_marker("heavy"):
                item.add_marker(pytest.mark.skip(reason="takes minutes; make test-heavy runs it"))


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """No test reads or writes the casebook of the person who runs it."""
    for name in [name for name in os.environ if name.startswith("MISHAP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MISHAP_HOME", f"{tmp_path}/home")
