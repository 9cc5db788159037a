"""`guard incident` as a person types it: the whole story, and everything that can be typed wrongly."""

import errno
import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.clock import TravelClock, system_clock
from flows.commands import deciding, ending, opening
from flows.store import Casebook
from flows.terminal import desk as desks
from guard.cli import root

EXAMPLE = Path(__file__).parents[3] / "examples" / "recovery"
BY = ("--by", "Ann")
OPEN = ("open", "post.txt", "--lead", "Ann", "--yes-to-nothing", *BY)
APOLOGY = (
    "We used a flood to sell coffee. That was wrong, and it was our doing. It hurt people who lost their homes. We are "
    "sorry. Ben pays for 400 hot meals by Friday. If our post hurt you, write to us here."
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A brand's folder, with the post and its replies."""
    place = tmp_path / "brand"
    place.mkdir()
    for name in ("post.txt", "replies.jsonl", "guard.toml"):
        shutil.copy(EXAMPLE / name, place)
    monkeypatch.chdir(place)
    return place


def run(*words, code=0, given=None):
    """What the command says; it must end with ``code``."""
    result = CliRunner().invoke(root, ["incident", *words], input=given, standalone_mode=False)
    ended = result.return_value if result.exception is None else result.exception.exit_code
    assert ended == code, (result.output, result.exception)
    return result.output if result.exception is None else str(getattr(result.exception, "message", result.exception))


def typed(*words, code=0, **settings):
    """The same in a process of its own, as people type it."""
    done = subprocess.run(
        [sys.executable, "-m", "guard", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
        env=os.environ | settings,
    )
    assert done.returncode == code, (done.stdout, done.stderr)
    return done.stdout + done.stderr


def the_name():
    with Casebook.open() as book:
        return book.incidents.all()[0].id


def posts():
    return sorted((Path(os.environ["MISHAP_HOME"]) / "outbox" / "posts").glob("*.json"))


def numbers(folder, today, after):
    """Half a year of mentions, with ``after`` more for each day since the incident."""
    lines = ["date,mention_volume"]
    for back in range(300, -1, -1):
        day = today - timedelta(days=back)
        since = (day - (today - timedelta(days=180))).days
        lines.append(f"{day},{100 + back % 3 + (after * 0.8**since if since >= 0 else 0):.0f}")
    (folder / "numbers.csv").write_text("\n".join(lines) + "\n")


# --- the whole story ------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_whole_story_in_the_terminal(folder, monkeypatch):
    """Opened, approved, published once, watched for half a year, closed, learnt: the same post is stopped."""
    clock = TravelClock(system_clock())
    monkeypatch.setattr(desks, "system_clock", clock)
    (folder / "apology.txt").write_text(APOLOGY)

    said = run(*OPEN, "--replies", "replies.jsonl", "--followers", "48000", code=3)
    assert "300 replies kept as evidence" in said
    assert "waits for a person to approve it" in said
    name = the_name()
    assert "awaiting approval" in run("list")
    assert run("go-on", name, "--yes-to-nothing", *BY, code=3).count("Stop the queues") == 0

    assert "The first answer lies in the outbox" in run("approve", name, "--holding", *BY)
    said = run("approve", name, "--text", "apology.txt", *BY)
    assert "Draft" in said
    assert "It lies in the outbox: file://" in said
    assert "Nobody has seen it there. A person must copy it to your account" in said
    assert "looks again on days 1, 2, 3, 7, 14, 30, 60, 90, 180" in said
    assert len(posts()) == 2
    assert "is out already" in run("approve", name, "--text", "apology.txt", *BY, code=2)
    assert run("brief", name).startswith("# Lantern & Quay: a post that went wrong")
    assert f"Every step of {name} is done" in run("go-on", name, *BY)
    run("approve", name, *BY)
    assert len(posts()) == 2

    due = (clock().date() + timedelta(days=9)).isoformat()
    assert "open" in run("remedy", name, "400 hot meals", "--owner", "Ben", "--due", due, *BY)
    clock.forward(timedelta(days=8))
    assert "1 promise is due" in run("check-ins")
    assert "day 14, on" in run("check-ins", "--list")
    assert "cannot be closed yet" in run("close", name, "--why", "Over.", *BY, code=2)
    assert "done" in run("remedy", name, "--prove", "1", "Receipt 4471", *BY)
    clock.forward(timedelta(days=172, hours=1))
    numbers(folder, clock().date(), 900)
    assert "Kept 301 numbers" in run("numbers", name, "numbers.csv", *BY)
    assert "day 180: The numbers are back inside the margins" in run("check-ins")

    said = run("close", name, "--why", "Half a year has passed.", "--phrase", "flood sale", *BY)
    assert f"guard incident learn {name} 1 --by NAME" in said
    assert "is closed: there is nothing to go on with" in run("go-on", name, *BY)
    ended = run("check-ins")
    assert ended.startswith("No check-in is planned.\n")
    assert f"{name} is closed since" in ended
    assert "guard thaw" in said
    assert "Added lesson 1" in run("learn", name, "1", *BY)
    assert "M951" in typed("check", "post.txt", code=1)
    assert "all are as they were written" in run("verify", name)

    run("report", name, "-o", "report.html")
    page = (folder / "report.html").read_text()
    assert "<svg" in page
    assert "tilda_wharf" not in page
    assert run("report", name).startswith("# Lantern")
    assert "closed" in run("list", "--all")
    assert "is open again" in run("reopen", name, "--why", "It has come back.", *BY)


@pytest.mark.slow
def test_another_apology_goes_out_beside_the_first(folder):
    (folder / "apology.txt").write_text(APOLOGY)
    (folder / "more.txt").write_text(APOLOGY.replace("by Friday", "each month"))
    run(*OPEN, "--replies", "replies.jsonl", code=3)
    name = the_name()
    assert "The apology is not out yet" in run("again", name, "--why", "They ask for more.", *BY, code=2)
    run("approve", name, "--text", "apology.txt", *BY)
    assert "the name of a person and a reason" in run("again", name, *BY, code=2)
    assert f"Round 2 of {name} has begun." in run("again", name, "--why", "They ask for more.", *BY, code=3)
    assert "is being written already" in run("again", name, "--why", "They ask for more.", *BY, code=2)
    assert "It lies in the outbox: file://" in run("approve", name, "--text", "more.txt", *BY)
    assert len(posts()) == 2
    assert "all are as they were written" in run("verify", name)


@pytest.mark.slow
def test_in_processes_of_their_own(folder):
    said = typed("incident", *OPEN, "--replies", "replies.jsonl", code=3)
    assert "Opened lantern-quay-" in said
    name = the_name()
    killed = typed("incident", "approve", name, "--yes", *BY, code=137, MISHAP_CRASH_AT="publish.sending")
    assert "It lies in the outbox" not in killed
    assert posts() == []
    said = typed("incident", "go-on", name, *BY, code=3)
    assert "Nobody knows whether" in said
    assert "guard incident not-posted" in said
    with Casebook.open() as book:
        (entry,) = book.publications.of(name)
    typed("incident", "not-posted", name, entry.key, "I have looked.", *BY, code=3)
    typed("incident", "retry", name, entry.key, "It works again.", *BY, MISHAP_CRASH_AT="publish.sent", code=137)
    assert len(posts()) == 1
    assert "It lies in the outbox" in typed("incident", "go-on", name, *BY)
    assert len(posts()) == 1
    assert "all are as they were written" in typed("incident", "verify", name)


def test_at_the_keyboard(folder, monkeypatch):
    """The person is shown the draft and asked."""
    monkeypatch.setattr(opening, "is_terminal", lambda: True)
    asked = [word for word in OPEN if word != "--yes-to-nothing"]
    said = run(*asked, "--replies", "replies.jsonl", code=3, given="later\n")
    assert "Approve, edit, reject or decide later?" in said
    name = the_name()
    said = run("go-on", name, *BY, code=3, given="reject\nToo cold.\n")
    assert "was rejected: Too cold." in said
    assert "It was rejected: Too cold." in run("show", name)
    (folder / "better.txt").write_text(APOLOGY)
    assert "It lies in the outbox" in run("approve", name, "--text", "better.txt", *BY)


@pytest.mark.parametrize(
    ("options", "terminal", "given", "code", "said", "out"),
    [
        ([], False, None, 3, "Nothing was approved, and nothing went out.", 0),
        ([], True, "n\n", 3, "Nothing was approved, and nothing went out.", 0),
        ([], True, "y\n", 0, "Shall this text go out all the same?", 1),
        (["--yes"], False, None, 0, "It lies in the outbox", 1),
        (["--text", "curt.txt"], False, None, 3, "add --yes to let it go out as it is", 0),
        (["--text", "whole.txt"], False, None, 0, "It lies in the outbox", 1),
    ],
)
def test_what_is_missing_is_asked_about_before_it_goes_out(  # noqa: PLR0917 - its table
    folder, monkeypatch, options, terminal, given, code, said, out
):
    monkeypatch.setattr(deciding, "is_terminal", lambda: terminal)
    (folder / "whole.txt").write_text(APOLOGY)
    (folder / "curt.txt").write_text("We used a flood to sell coffee. That was wrong. We are sorry.")
    run(*OPEN, "--replies", "replies.jsonl", code=3)
    name = the_name()
    told = run("approve", name, *options, *BY, code=code, given=given)
    assert said in told
    assert ("Missing in this text: " in told) == ("whole.txt" not in options)
    assert len(posts()) == out
    knows = bool(out) and "whole.txt" not in options
    for page in ("report", "brief", "show"):
        assert ("Ann said yes to draft" in run(page, name)) == knows, page


def test_nobody_hurt_then_more_replies(folder):
    (folder / "few.jsonl").write_text(
        '{"id": "1", "author": "x", "created_at": "2026-11-20T10:00:00Z", "text": "ok"}\n'
    )
    said = run(*OPEN, "--replies", "few.jsonl", code=3)
    assert "nobody to apologise to" in said
    name = the_name()
    said = run("replies", name, "replies.jsonl", *BY, code=3)
    assert "waits for a person to approve it" in said


def test_nobody_hurt_and_yet(folder):
    run(*OPEN, code=3)
    name = the_name()
    said = run("go-on", name, "--why", "The mayor called.", "--yes-to-nothing", *BY, code=3)
    assert "waits for a person to approve it" in said


def test_by_hand_where_no_account_is(folder):
    run(*OPEN, "--replies", "replies.jsonl", "--account", "x-main", "--platform", "x", code=3)
    name = the_name()
    said = run("approve", name, "--yes", *BY, code=3)
    assert "must be posted by hand" in said
    assert "Missing in this text: This apology does nothing to put it right." in said
    with Casebook.open() as book:
        key = book.publications.of(name)[0].key
    assert "looks again" in run("posted", name, key, "https://x.example/17", *BY)
    assert "https://x.example/17" in run("show", name)


def test_what_lies_in_the_outbox_is_not_public_before_somebody_says_where(folder):
    run(*OPEN, "--replies", "replies.jsonl", code=3)
    name = the_name()
    (folder / "apology.txt").write_text(APOLOGY)
    first = run("approve", name, "--text", "apology.txt", "--yes", *BY)
    with Casebook.open() as book:
        key = book.publications.of(name)[0].key
    how = f"guard incident posted {name} {key} ADDRESS --by NAME"
    assert how in first
    for words in (["approve", name, *BY], ["check-ins"], ["check-ins", "--list"]):
        said = run(*words)
        assert "is not public yet: it lies only in the outbox." in said.splitlines()[0]
        assert how in said
    assert f"The keys of {name}: {key}" in run("posted", name, "apology", "https://x.example/17", *BY, code=2)
    address = "https://x.example/17"
    assert f"is out: {address}" in run("posted", name, key, address, *BY)
    assert f"Every step of {name} is done. " in run("approve", name, *BY)
    assert "not public" not in run("check-ins")
    assert f"| out: a person posted it by hand | main, by hand: {address} |" in run("report", name)


# --- an account that cannot be reached ------------------------------------------------------------------------------


def absent(folder, *more):
    """Where what ``main`` needs is not set; ``more`` are further lines of accounts.toml."""
    os.makedirs(os.environ["MISHAP_HOME"], exist_ok=True)
    lines = ["[main]", 'platform = "outbox"', 'folder_env = "NO_FOLDER"', *more]
    (Path(os.environ["MISHAP_HOME"]) / "accounts.toml").write_text("\n".join(lines) + "\n")
    (folder / "apology.txt").write_text(APOLOGY)


def test_an_unset_password_stops_nothing_that_works_without_it(folder, monkeypatch):
    """It freezes here, names whom it could not reach, and says what to do when the text should go out."""
    absent(folder, "[blog]", 'platform = "outbox"', f'folder = "{folder}/blog"')
    said = run(*OPEN, "--replies", "replies.jsonl", code=3)
    assert "main COULD NOT BE STOPPED in its own queue. The account main could not be reached: " in said
    assert "NO_FOLDER is not set" in said
    assert "blog: nothing waits in its own queue." in said
    assert "300 replies kept as evidence" in said
    name = the_name()
    with Casebook.open() as book:
        assert [freeze.account for freeze in book.freezes.active()] == ["*"]
    assert "awaiting approval" in run("list")
    said = run("show", name)
    assert "could not be stopped" in said
    said = run("approve", name, "--text", "apology.txt", *BY, code=3)
    assert "has not gone out: the account main could not be reached" in said
    assert "NO_FOLDER is not set" in said
    assert f"guard incident go-on {name} --by NAME. Or post it by hand." in said
    assert f"guard incident approve {name} --holding --by NAME" in run("approve", name, "--holding", *BY, code=3)
    monkeypatch.setenv("NO_FOLDER", f"{folder}/main")
    assert "Listen" in run("go-on", name, *BY)
    assert len(list((folder / "main" / "posts").glob("*.json"))) == 1
    assert "all are as they were written" in run("verify", name)


def test_accounts_that_cannot_be_read_at_all_still_freeze(folder):
    os.makedirs(os.environ["MISHAP_HOME"], exist_ok=True)
    (Path(os.environ["MISHAP_HOME"]) / "accounts.toml").write_text("[main\n")
    assert "All accounts are frozen here, but" in run(*OPEN, "--replies", "replies.jsonl", code=2)
    with Casebook.open() as book:
        assert book.incidents.all() == ()
        assert [freeze.why for freeze in book.freezes.active()] == ["A post went wrong."]
    assert folder.exists()


# --- what can be wrong ----------------------------------------------------------------------------------------------


def write(folder, name, content):
    (folder / name).write_bytes(content)
    return name


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["open", "nothing.txt", "--lead", "Ann", *BY], "nothing.txt: does not exist"),
        (["open", "empty.txt", "--lead", "Ann", *BY], "empty.txt"),
        (["open", "latin.txt", "--lead", "Ann", *BY], "not valid UTF-8"),
        (["open", ".", "--lead", "Ann", *BY], "is a folder"),
        (["open", "two.jsonl", "--lead", "Ann", *BY], "holds 2 posts"),
        ([*OPEN, "--replies", "nothing.jsonl"], "there is no such file"),
        ([*OPEN, "--replies", "."], "cannot be read"),
        ([*OPEN, "--replies", "empty.txt", "--published", "2999-01-01T10:00Z"], "that is in the future"),
        ([*OPEN, "--replies", "post.txt"], "not one of its 1 lines is a reply"),
        ([*OPEN, "--published", "yesterday"], "must be a moment with its time zone"),
        ([*OPEN, "--published", "2026-11-20T10:00"], "must be a moment with its time zone"),
        ([*OPEN, "--account", "nobody"], "There is no account 'nobody' here; known are: main"),
        ([*OPEN, "--followers", "-1"], "-1 is not in the range"),
        (["open", "post.txt", "--lead", "Ann", "--by", " "], "must be the name of a person"),
        (["show", "acme-2026-01-01"], "There is no incident acme-2026-01-01"),
        (["approve", "acme-2026-01-01", *BY], "There is no incident acme-2026-01-01"),
        (["approve", "x", "--text", "a", "--reject", "b", *BY], "not both"),
        (["approve", "x", "--text", "nothing.txt", *BY], "the text cannot be read"),
        (["approve", "x", "--text", "empty.txt", *BY], "holds no text"),
        (["remedy", "x", "Meals", *BY], "needs --owner and --due"),
        (["remedy", "x", "Meals", "--due", "soon", *BY], "must be a day"),
        (["remedy", "x", "Meals", "--owner", "Ben", "--due", "2999-01-01"], "Say who you are: --by NAME"),
        (["remedy", "x", "--owner", "Ben", *BY], "Say in words what is promised"),
        (["remedy", "x"], "There is no incident x"),
        (["report", "x", "-o", "nowhere/report.html"], "There is no incident x"),
    ],
)
def test_a_clear_sentence_and_nothing_half_done(folder, words, why):
    write(folder, "empty.txt", b" \n")
    write(folder, "latin.txt", "Grüße".encode("latin-1"))
    write(folder, "two.jsonl", b'{"text": "one"}\n{"text": "two"}\n')
    assert why in run(*words, code=2)
    with Casebook.open() as book:
        assert book.incidents.all() == ()
        assert book.freezes.active() == ()


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("postgresql://somebody:hunter2@127.0.0.1:1/mishap", "the database does not answer"),
        ("mysql://127.0.0.1/mishap", "cannot be kept in mysql"),
        ("post.txt", "post.txt"),
    ],
)
def test_a_casebook_that_does_not_work(folder, place, why):
    said = run(*OPEN, "--casebook", place, code=4)
    assert why in said
    assert "hunter2" not in said
    assert (folder / "post.txt").read_text() == (EXAMPLE / "post.txt").read_text()


def test_a_full_disk_keeps_the_incident_and_goes_on_later(folder, monkeypatch):
    """The evidence cannot be written: the incident is there, says why it waits, and goes on when there is room."""

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        said = run(*OPEN, "--replies", "replies.jsonl", code=4)
    assert "No space left" in said
    said = run("go-on", the_name(), "--yes-to-nothing", *BY, code=3)
    assert "300 replies kept" in said


def test_promises_are_listed_without_a_name_and_check_ins_say_why_there_are_none(folder):
    assert "No check-in is planned." in run("check-ins")
    run(*OPEN, "--replies", "replies.jsonl", code=3)
    name = the_name()
    assert "Nothing is promised yet. To promise something: guard incident remedy" in run("remedy", name)
    due = (system_clock().date() + timedelta(days=9)).isoformat()
    run("remedy", name, "400 hot meals", "--owner", "Ben", "--due", due, *BY)
    assert "Ben: 400 hot meals" in run("remedy", name)
    assert "as soon as the apology is out" in run("check-ins", "--list")
    (folder / "apology.txt").write_text(APOLOGY)
    run("approve", name, "--text", "apology.txt", *BY)
    said = run("close", name, "--why", "A drill.", "--anyway", "--yes", *BY)
    assert "9 planned check-ins were called off." in said
    said = run("check-ins")
    assert f"{name} is closed since" in said
    assert "all check-ins that were still planned were called off" in said


@pytest.mark.parametrize(
    ("apologised", "options", "terminal", "given", "later", "code", "said"),
    [
        (True, [], False, None, 0, 3, "To close it now, without being asked, add --yes."),
        (True, [], True, "n\n", 0, 3, "stays open"),
        (True, [], True, "\n", 0, 3, "stays open"),
        (True, [], True, "y\n", 0, 0, "Close it all the same?"),
        (True, ["--yes"], False, None, 0, 0, "Closed "),
        (True, [], False, None, 23, 3, "ends its check-ins: on days 1, 2, 3, 7, 14, 30, 60, 90, 180 nobody"),
        (True, [], False, None, 24, 0, "Closed "),
        (False, [], False, None, 0, 3, "No apology of "),
        (False, [], False, None, 48, 3, "Once it is closed, none will go out"),
        (False, ["--yes"], False, None, 0, 0, "Closed "),
    ],
)
def test_closing_early_is_asked_about(  # noqa: PLR0917 - its table
    folder, monkeypatch, apologised, options, terminal, given, later, code, said
):
    clock = TravelClock(system_clock())
    monkeypatch.setattr(desks, "system_clock", clock)
    monkeypatch.setattr(ending, "is_terminal", lambda: terminal)
    run(*OPEN, "--replies", "replies.jsonl", code=3)
    name = the_name()
    if apologised:
        (folder / "apology.txt").write_text(APOLOGY)
        run("approve", name, "--text", "apology.txt", "--yes", *BY)
    clock.forward(timedelta(hours=later))
    told = run("close", name, "--why", "A drill.", *options, *BY, code=code, given=given)
    assert said in told
    with Casebook.open() as book:
        assert book.incidents.get(name).is_open == bool(code)


def test_without_a_draft_it_says_how_to_get_one(folder):
    run(*OPEN, code=3)
    name = the_name()
    said = run("approve", name, "--yes", *BY, code=3)
    assert "There is no draft yet." in said
    assert f"guard incident go-on {name} --by NAME" in said


def test_closed_by_mistake_it_goes_on_where_it_was(folder):
    run(*OPEN, "--replies", "replies.jsonl", code=3)
    name = the_name()
    run("close", name, "--why", "A mistake.", "--yes", *BY)
    assert f"{name} was closed on " in run("close", name, "--why", "Once more.", *BY)
    (folder / "apology.txt").write_text(APOLOGY)
    with Casebook.open() as book:
        before = len(book.timeline.of(name))
    for act in (["approve", name, "--yes"], ["approve", name, "--text", "apology.txt"], ["approve", name, "--holding"],
                ["replies", name, "replies.jsonl"]):  # fmt: skip
        assert f"guard incident reopen {name}" in run(*act, *BY, code=2)
    with Casebook.open() as book:
        assert len(book.timeline.of(name)) == before
    assert f"guard incident go-on {name}" in run("reopen", name, "--why", "It was one.", *BY)
    run("approve", name, "--text", "apology.txt", "--yes", *BY)
    with Casebook.open() as book:
        assert book.incidents.get(name).state == "long_haul"
        assert len(book.check_ins.of(name)) == 9
        before = len(book.timeline.of(name))
    run("approve", name, *BY)  # it is out: there is nothing to approve
    with Casebook.open() as book:
        assert len(book.timeline.of(name)) == before


def test_an_open_promise_is_named_before_anything_is_asked(folder, monkeypatch):
    monkeypatch.setattr(ending, "is_terminal", lambda: True)
    run(*OPEN, code=3)
    name = the_name()
    due = (system_clock().date() + timedelta(days=9)).isoformat()
    run("remedy", name, "400 hot meals", "--owner", "Ben", "--due", due, *BY)
    said = run("close", name, "--why", "Over.", *BY, code=2)
    assert "A promise is open: 400 hot meals" in said
    assert "Close it all the same?" not in said
    assert "stays open" in run("close", name, "--why", "Over.", "--anyway", *BY, code=3, given="n\n")


def test_a_report_that_cannot_be_written(folder):
    run(*OPEN, code=3)
    assert "the report cannot be written" in run("report", the_name(), "-o", "nowhere/report.html", code=2)


def test_drafts_of_others(folder):
    run(*OPEN, "--replies", "replies.jsonl", code=3)
    first = the_name()
    run(*OPEN, "--replies", "replies.jsonl", code=3)
    second = next(name for name in _names() if name != first)
    with Casebook.open() as book:
        theirs = book.drafts.of(first)[0].id
        for_a_group = next(d for d in book.drafts.of(second) if d.audience != "everybody" and d.purpose == "apology").id
    assert "is not of" in run("approve", second, "--draft", str(theirs), *BY, code=2)
    assert "what goes out is for everybody" in run("approve", second, "--draft", str(for_a_group), *BY, code=2)


def _names():
    with Casebook.open() as book:
        return [incident.id for incident in book.incidents.all()]


def test_a_changed_casebook_is_seen(folder):
    run(*OPEN, "--replies", "replies.jsonl", code=3)
    name = the_name()
    (evidence,) = [
        p
        for p in Path(os.environ["MISHAP_HOME"]).rglob("*")
        if p.is_file() and p.stat().st_size > 30_000 and "sqlite" not in p.name
    ]
    evidence.chmod(0o600)
    evidence.write_bytes(evidence.read_bytes().replace(b"flood", b"sunny"))
    assert "not all are as they were written" in run("verify", name, code=1)


def test_a_post_with_front_matter_tells_its_account(folder):
    write(
        folder,
        "post.md",
        b"---\naccount: main\nscheduled_at: 2026-11-20T08:30:00Z\n---\nHalf of Harrowmere is under water: flood sale!\n",
    )
    run("open", "post.md", *OPEN[2:], code=3)
    with Casebook.open() as book:
        incident = book.incidents.all()[0]
    assert (incident.account, incident.published_at.isoformat()) == ("main", "2026-11-20T08:30:00+00:00")
    assert json.loads(json.dumps(incident.plan))["post"]["account_description"].startswith("Lantern & Quay")


def test_help_names_every_command_and_where_says_where(folder):
    from flows.commands.incident import _PARTS

    said = CliRunner().invoke(root, ["incident", "--help"]).output
    assert all(f"  {name} " in said for name in _PARTS)
    for name in _PARTS:
        assert CliRunner().invoke(root, ["incident", name, "--help"]).exit_code == 0
    assert run("where").strip().endswith("casebook.sqlite3")
    assert "No incident is open" in run("list")
