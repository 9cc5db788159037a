"""What can be wrong with what a recovery is given: each a clear sentence, and nothing half done.

The same table is tried in the terminal and on a Prefect server. No disk space is a real one: a tiny disk in memory,
full at different moments of the recovery; where this machine does not let us mount one, that part is skipped.
"""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.blocks import CasebookBlock
from flows.publishing import publish_post
from flows.recovery import recover
from flows.server.deploying import deploy as deploy_all
from flows.store import Casebook
from guard.cli import root

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

OPEN = ("open", "post.txt", "--lead", "Ann", "--by", "Ann", "--yes-to-nothing")
REPLIES = os.path.join(os.path.abspath(__file__).partition("tests")[0], "examples", "recovery", "replies.jsonl")
DEAD = "postgresql://ann:hunter2@127.0.0.1:1/mishap"

TABLE = {
    "missing post": (
        ["open", "nothing.txt", *OPEN[2:]],
        {"post": {"text": " \n"}},
        ("nothing.txt: does not exist", "The post is empty"),
    ),
    "replies that are not there": (
        [*OPEN, "--replies", "nothing.jsonl"],
        {"replies_file": "nothing.jsonl"},
        ("nothing.jsonl: there is no such file",) * 2,
    ),
    "unreadable replies": (
        [*OPEN, "--replies", "broken.jsonl"],
        {"replies_file": "broken.jsonl"},
        ("not one of its 2 lines is a reply",) * 2,
    ),
    "a date in the future": (
        [*OPEN, "--published", "2999-01-01T00:00Z"],
        {"post": {"text": "Sale!", "published_at": "2999-01-01T00:00:00Z"}},
        ("that is in the future",) * 2,
    ),
    "an unknown account": (
        [*OPEN, "--account", "nobody"],
        {"post": {"text": "Sale!", "account": "nobody"}},
        ("There is no account 'nobody' here; known are: main",) * 2,
    ),
    "a dead database": ([*OPEN, "--casebook", DEAD], DEAD, ("the database does not answer",) * 2),
}
"""What is wrong -> the command, what the flow is started with (or the casebook it has), what each of them says."""


@pytest.fixture
def folder(home):
    """A post, replies that are none; nothing of the recovery is there yet."""
    for name, text in (("post.txt", "Earthquake sale!"), ("broken.jsonl", "{broken\n[]\n")):
        with open(name, "w", encoding="utf-8") as stream:
            stream.write(text)
    return home


def is_untouched():
    with Casebook.open() as book:
        return (book.incidents.all(), book.freezes.active(), book.queue.all()) == ((), (), ())


@pytest.mark.parametrize("case", TABLE)
def test_in_the_terminal(folder, case):
    words, _, (why, _) = TABLE[case]
    result = CliRunner().invoke(root, ["incident", *words], standalone_mode=False)
    assert result.exception.exit_code == (4 if case == "a dead database" else 2)
    said = str(getattr(result.exception, "message", result.exception)) + result.output
    assert why in said
    assert "hunter2" not in said
    assert is_untouched()


@pytest.mark.parametrize("case", TABLE)
def test_on_a_server(folder, client, deploy, case):
    _, told, (_, why) = TABLE[case]
    block = None
    if isinstance(told, str):
        block, told = CasebookBlock(place=told).save("casebook", overwrite=True), {}
    recovery = deploy(recover)
    try:
        mishap = {"brand": "Acme", "lead": "Ann", "post": {"text": "Sale!"}} | told
        run = recovery.start(recovery.create(mishap=mishap))
    finally:
        if block:
            client.delete_block_document(block)
    assert run.state.type.value == "FAILED"
    assert why in run.state.message
    assert "hunter2" not in run.state.message
    assert is_untouched()


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"account": "nobody"}, "nobody"),
        ({"at": "2020-01-01T00:00:00Z"}, "that has passed"),
        ({"text": " "}, "has no words"),
    ],
)
def test_an_everyday_post(folder, deploy, told, why):
    publishing = deploy(publish_post)
    run = publishing.start(publishing.create(post={"text": "Open until six.", "by": "Ann"} | told))
    assert run.state.type.value == "FAILED"
    assert why in run.state.message
    assert is_untouched()


# --- no disk space --------------------------------------------------------------------------------------------------


@pytest.fixture
def disk(folder, tmp_path):
    """Gives a disk of so many KiB as the recovery's folder, and lets it grow afterwards."""
    place = str(tmp_path / "disk")
    os.makedirs(place)

    def mounted(size):
        options = f"size={size}k" + (",remount" if os.path.ismount(place) else "")
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=False, capture_output=True)
        if done.returncode:
            pytest.skip("this machine does not let us mount a disk in memory; a full disk is simulated elsewhere")
        return place

    yield mounted
    if os.path.ismount(place):
        subprocess.run(["umount", "-l", place], check=True)


def typed(*words, home):
    done = subprocess.run(
        [sys.executable, "-m", "guard", "incident", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
        env=os.environ | {"MISHAP_HOME": home},
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("size", [64, 300, 500, 700])
def test_no_disk_space(disk, size):
    """Full before the incident is opened, while it is contained, while it is weighed, while drafts are written."""
    words = (*OPEN, "--replies", REPLIES)
    place = disk(size)
    code, said = typed(*words, home=place)
    assert (code, "the disk is full" in said or "No space left" in said) == (4, True), said
    disk(50_000)
    with Casebook.open(f"{place}/casebook.sqlite3") as book:
        names = [incident.id for incident in book.incidents.all()]
    assert len(names) == (0 if size == 64 else 1)
    more = ("go-on", names[0], "--by", "Ann", "--yes-to-nothing") if names else words
    code, said = typed(*more, home=place)
    assert code == 3, said
    with Casebook.open(f"{place}/casebook.sqlite3") as book:
        (incident,) = book.incidents.all()
        assert incident.state == "awaiting_approval"
        assert len(book.drafts.of(incident.id, purpose="holding")) == 1
        assert book.verify(incident.id).is_whole


# --- a server that is open to others --------------------------------------------------------------------------------


def test_a_server_without_a_password_that_others_reach(folder, monkeypatch):
    monkeypatch.setattr("flows.server.deploying.require_server", lambda _: None)
    monkeypatch.setattr("flows.server.deploying.get_client", _nobody)
    with temporary_settings({PREFECT_API_URL: "http://ann:hush@prefect.example.com/api"}):
        said = next(deploy_all())
    assert said.startswith("WARNING: http://prefect.example.com/api can be reached from other machines")
    assert "hush" not in said


def _nobody(**_):
    """A connection that is never used: the warning comes before anything is registered."""
    from contextlib import nullcontext

    return nullcontext()
