"""`guard publish`, `guard freeze` and `guard thaw` as people call them: what they say and how they end."""

import json
import os
from datetime import timedelta

import pytest
from click.testing import CliRunner

from flows.clock import system_clock
from flows.commands import freeze, publish, thaw
from flows.platforms.base import Unclear, Unreachable
from flows.platforms.outbox import Outbox
from flows.store import Casebook
from guard.errors import ConfigError, GuardError, InputError, UsageError

from .conftest import BLOCKED, CLEAN, REVIEW
from .test_killed import HOUSE

COMMANDS = {"publish": publish.command, "freeze": freeze.command, "thaw": thaw.command}
SOON = (system_clock() + timedelta(hours=3)).isoformat(timespec="seconds")
BLOCK = HOUSE.replace("M901", "M902").replace("house-1", "house-2").replace("review", "block").replace(
    "is a knockout", "is dynamite"
)  # fmt: skip


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a guard.toml, in which the commands are called."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "guard.toml").write_text(HOUSE + BLOCK)
    return tmp_path


@pytest.fixture
def guard(place):
    """Call a command; gives its exit code and what it said."""

    def call(name, *arguments, text=None):
        done = CliRunner().invoke(COMMANDS[name], arguments, input=text, standalone_mode=False)
        if done.exception:
            raise done.exception
        return done.return_value, done.output

    return call


@pytest.fixture
def post(place):
    def write(text, name="post.txt"):
        (place / name).write_text(text, encoding="utf-8")
        return name

    return write


def published():
    folder = os.path.join(os.environ["MISHAP_HOME"], "outbox", "posts")
    found = []
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        with open(os.path.join(folder, name), encoding="utf-8") as stream:
            found.append(json.load(stream)["text"])
    return sorted(found)


def queued():
    with Casebook.open() as casebook:
        return {each.id: each.state for each in casebook.queue.all()}


# --- publish ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "options", "code", "words", "out"),
    [
        (CLEAN, [], 0, "Put into the outbox as number 1: file://", [CLEAN]),
        (CLEAN, ["--at", SOON], 0, "Queued as number 1: it goes out on main at ", []),
        (REVIEW, [], 3, "Draft 1 for main, not published. A person must look first", []),
        (
            REVIEW,
            ["--approve-as", "Ben", "--reason", "kindly meant"],
            0,
            "Nobody has seen it there. A person must copy it",
            [REVIEW],
        ),
        (BLOCKED, [], 1, "The guard blocks this post. Nothing was kept.", []),
        (BLOCKED, ["--approve-as", "Ben", "--reason", "kindly meant"], 1, "The guard blocks this post.", []),
    ],
)
def test_publishing(guard, post, text, options, code, words, out):  # noqa: PLR0917 - its table
    ended, said = guard("publish", post(text), "--to", "main", "--by", "Ana", *options)
    assert (ended, words in said, published()) == (code, True, out)
    assert ("It was a mishap once." in said) == (text != CLEAN and "Put into" not in said)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("post.md", f"---\nplatform: mastodon\n---\n{CLEAN}\n"),
        ("post.json", json.dumps({"id": "7", "text": CLEAN})),
        ("post.jsonl", json.dumps({"id": "7", "text": CLEAN, "other": 1}) + "\n"),
        ("post.csv", f"id,text\n7,{CLEAN}\n"),
    ],
)
def test_any_format_of_the_guard(guard, post, name, content):
    assert guard("publish", post(content, name), "--to", "main")[0] == 0
    assert published() == [CLEAN]


def test_standard_input(guard):
    assert guard("publish", "-", "--to", "main", text=CLEAN)[0] == 0
    assert published() == [CLEAN]


def test_a_calendar_is_queued_for_its_own_times(guard, post):
    lines = [json.dumps({"id": n, "text": f"News {n} of our bakery.", "scheduled_at": SOON}) for n in (1, 2)]
    path = post("\n".join([*lines, json.dumps({"id": 3, "text": REVIEW, "scheduled_at": SOON})]), "posts.jsonl")
    assert guard("publish", path, "--to", "main")[0] == 3
    assert (queued(), published()) == ({1: "waiting", 2: "waiting", 3: "draft"}, [])


def test_now_means_now_whatever_the_post_says(guard, post):
    path = post(json.dumps({"id": 1, "text": CLEAN, "scheduled_at": SOON}), "post.json")
    assert guard("publish", path, "--to", "main", "--at", "now")[0] == 0
    assert published() == [CLEAN]


@pytest.mark.parametrize(
    ("first", "words", "out"),
    [
        (SOON, "It was scheduled for ", []),
        ("now", "so the new time changes nothing. To say the same again, give the post another id: save", [CLEAN]),
    ],
)
def test_another_time_for_the_same_text(guard, post, first, words, out):
    later = (system_clock() + timedelta(days=2)).replace(microsecond=0)
    guard("publish", post(CLEAN), "--to", "main", "--at", first)
    code, said = guard("publish", post(CLEAN), "--to", "main", "--at", later.isoformat())
    assert (code, words in said.replace("\n", " "), published()) == (0, True, out), said
    if not out:
        with Casebook.open() as casebook:
            assert [each.at for each in casebook.queue.all()] == [later]


def test_a_post_of_which_nobody_knows_is_listed_with_what_to_do(guard, post, monkeypatch):
    def lost(*_, **__):
        raise Unclear("the connection was lost.")

    monkeypatch.setattr(Outbox, "publish", lost)
    assert guard("publish", post(CLEAN), "--to", "main")[0] == 3
    assert "Nobody knows whether it is out. Look there" in guard("publish", "--list")[1]
    assert guard("publish", "--due")[0] == 3
    ended, said = guard("publish", "--posted", "1", "--where", "https://social.example/1", "--by", "Ana")
    assert (ended, "https://social.example/1" in said, queued()) == (0, True, {1: "published"})


@pytest.mark.parametrize("options", [[], ["--at", SOON], ["--at", "now"]])
def test_several_posts_never_go_out_at_once(guard, post, options):
    path = post('{"text": "One."}\n{"text": "Two."}', "posts.jsonl")
    with pytest.raises(UsageError, match="they would go out all at once"):
        guard("publish", path, "--to", "main", *options)
    assert (queued(), published()) == ({}, [])


@pytest.mark.parametrize(
    ("content", "options", "error", "words"),
    [
        ('{"text": "One."}\n{"txt": "Two."}', ["--to", "main"], InputError, 'no field "text"'),
        ('{"text": "One."}', ["--to", "mian"], UsageError, "no account 'mian'"),
        ('{"text": "One."}', ["--to", "main", "--at", "2020-01-01T09:00Z"], UsageError, "has passed"),
        ('{"text": "One.", "scheduled_at": "2020-01-01T09:00Z"}', ["--to", "main"], UsageError, "has passed"),
        ('{"text": "One.", "media": [{"path": "no.png"}]}', ["--to", "main"], InputError, "no such file"),
        ('{"text": "One.", "in_reply_to": "Open?"}', ["--to", "main"], InputError, "--answers"),
    ],
)
def test_bad_input_publishes_nothing(guard, post, content, options, error, words):  # noqa: PLR0917 - its table
    with pytest.raises(error, match=words) as raised:
        guard("publish", post(content, "posts.jsonl"), *options)
    assert (raised.value.exit_code, queued(), published()) == (2, {}, [])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Name the file"),
        (["post.txt"], "--to is missing"),
        (["post.txt", "--due"], "cannot be done in one call"),
        (["--list", "--release", "1"], "cannot be done in one call"),
        (["post.txt", "--to", "main", "--at", "tomorrow"], "must be a moment with its time zone"),
        (["post.txt", "--to", "main", "--at", "2026-12-24T09:00"], "must be a moment with its time zone"),
        (["--release", "1", "--by", "Ana"], "--at TIME, or --at now"),
        (["--release", "1", "--at", "now"], "--by (your name) is missing"),
        (["--withdraw", "1", "--by", "Ana"], "--reason is missing"),
        (["--posted", "1", "--by", "Ana"], "--where is missing"),
        (["--not-posted", "1", "--by", "Ana"], "--reason is missing"),
    ],
)
def test_a_call_that_makes_no_sense(guard, post, arguments, words):
    post(CLEAN)
    with pytest.raises(Exception) as raised:  # noqa: PT011 - click's errors share no narrower class
        guard("publish", *arguments)
    assert (words in str(getattr(raised.value, "message", raised.value)), raised.value.exit_code) == (True, 2)
    assert published() == []


def test_a_file_that_is_not_there(guard):
    with pytest.raises(InputError, match=r"nothing\.txt: does not exist"):
        guard("publish", "nothing.txt", "--to", "main")


def test_a_draft_is_listed_and_released(guard, post):
    guard("publish", post(REVIEW), "--to", "main")
    assert REVIEW in guard("publish", "--list")[1]
    assert guard("publish", "--release", "1", "--at", "now", "--by", "Ana")[0] == 3
    ended = guard("publish", "--release", "1", "--at", SOON, "--by", "Ana", "--approve-as", "Ben", "--reason", "ok")
    assert (ended[0], queued()) == (0, {1: "waiting"})
    assert guard("publish", "--due") == (0, "Nothing is due.\n")
    assert guard("publish", "--withdraw", "1", "--reason", "no", "--by", "Ana")[0] == 0
    assert guard("publish", "--release", "1", "--at", "now", "--by", "Ana")[0] == 0
    assert (published(), guard("publish", "--list")) == ([REVIEW], (0, "Nothing is queued.\n"))
    with pytest.raises(UsageError, match="Number 1 is published"):
        guard("publish", "--withdraw", "1", "--reason", "no", "--by", "Ana")
    with pytest.raises(UsageError, match="no queued post 9"):
        guard("publish", "--release", "9", "--at", "now", "--by", "Ana")


def test_a_casebook_that_does_not_work_publishes_nothing(guard, post, tmp_path):
    (tmp_path / "broken").write_text("this is no database, " * 100)
    with pytest.raises(GuardError) as raised:
        guard("publish", post(CLEAN), "--to", "main", "--casebook", str(tmp_path / "broken"))
    assert (raised.value.exit_code, published()) == (4, [])


# --- freeze and thaw --------------------------------------------------------------------------------------------------


def test_freezing_and_thawing(guard, post):
    guard("publish", post(CLEAN), "--to", "main", "--at", SOON)
    ended, said = guard("freeze", "--by", "Cy", "--why", "an accident")
    assert (ended, queued()) == (0, {1: "held"})
    assert said.startswith("All accounts are frozen since ")
    assert CLEAN in said

    ended, said = guard("publish", post("Another.", "other.txt"), "--to", "main")
    assert (ended, "by Cy: an accident" in said) == (3, True)
    assert "All accounts are frozen" in guard("publish", "--list")[1]

    assert CLEAN in guard("thaw")[1]
    ended, said = guard("thaw", "--by", "Cy", "--why", "over")
    assert (ended, queued(), published()) == (0, {1: "draft", 2: "draft"}, [])
    assert said.startswith("Thawed all accounts. Nothing was published.\n")
    assert "guard publish --release NUMBER" in said
    assert guard("publish", "--due") == (0, "Nothing is due.\n")
    assert guard("thaw") == (0, "Nothing is frozen.\n")


@pytest.mark.parametrize(
    ("scheduled", "silent", "code", "words"),
    [
        (0, False, 0, "main: nothing waits in a queue of the platform's own."),
        (1, False, 0, "main: 1 post was stopped in the platform's own queue, which was read again: nothing is left"),
        (2, False, 0, "main: 2 posts were stopped in the platform's own queue, which was read again: nothing is left"),
        (
            1,
            True,
            3,
            "main: COULD NOT BE STOPPED in its own queue. What is sent from here is frozen.\n  no answer. Look at",
        ),
    ],
)
def test_a_freeze_says_no_more_than_is_known(guard, monkeypatch, scheduled, silent, code, words):  # noqa: PLR0917 - its table
    outbox = Outbox(os.path.join(os.environ["MISHAP_HOME"], "outbox"), system_clock)
    for number in range(scheduled):
        outbox.publish(f"Post {number}.", key=str(number), at=system_clock() + timedelta(hours=3))

    def no_answer(_):
        raise Unreachable("no answer.")

    if silent:
        monkeypatch.setattr(Outbox, "queue", no_answer)
    ended, said = guard("freeze", "--by", "Cy", "--why", "an accident")
    assert (ended, words in said) == (code, True), said


def test_one_account_stays_frozen_while_all_are(guard):
    guard("freeze", "main", "--by", "Cy", "--why", "taken over")
    guard("freeze", "--by", "Cy", "--why", "an accident")
    assert "Still frozen: main, by Cy: taken over" in guard("thaw", "--by", "Cy", "--why", "over")[1]


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("freeze", ["mian", "--by", "Cy", "--why", "x"], "no account 'mian'"),
        ("thaw", ["--by", "Cy", "--why", "x"], "no freeze of"),
        ("thaw", ["--why", "x"], "needs the name of a person"),
    ],
)
def test_what_cannot_be_frozen_or_thawed(guard, name, arguments, words):
    if words.startswith("needs"):
        guard("freeze", "--by", "Cy", "--why", "x")
    with pytest.raises(UsageError, match=words):
        guard(name, *arguments)


def test_a_brake_works_although_the_accounts_cannot_be_read(guard, post):
    guard("publish", post(CLEAN), "--to", "main", "--at", SOON)
    with open(os.path.join(os.environ["MISHAP_HOME"], "accounts.toml"), "w", encoding="utf-8") as stream:
        stream.write("[main\n")
    with pytest.raises(ConfigError, match="All accounts are frozen here, but the platforms' own queues were not read"):
        guard("freeze", "--by", "Cy", "--why", "an accident")
    assert queued() == {1: "held"}


# --- an account whose password is not set -----------------------------------------------------------------------------


@pytest.fixture
def one_is_absent(place):
    """``main`` is an outbox, and the password of ``news`` is not set."""
    del place
    os.makedirs(os.environ["MISHAP_HOME"], exist_ok=True)
    with open(os.path.join(os.environ["MISHAP_HOME"], "accounts.toml"), "w", encoding="utf-8") as stream:
        outbox = os.path.join(os.environ["MISHAP_HOME"], "outbox")
        stream.write(f'[main]\nplatform = "outbox"\nfolder = "{outbox}"\n')
        stream.write('[news]\nplatform = "mastodon"\nserver = "https://a.example"\naccess_token_env = "NO_TOKEN"\n')


@pytest.mark.usefixtures("one_is_absent")
def test_a_freeze_stops_what_it_can_and_names_what_it_could_not_reach(guard, post):
    guard("publish", post(CLEAN), "--to", "main", "--at", SOON)
    ended, said = guard("freeze", "--by", "Cy", "--why", "an accident")
    assert (ended, queued()) == (3, {1: "held"})
    assert "main: nothing waits in a queue of the platform's own." in said
    assert "news: COULD NOT BE STOPPED in its own queue." in said
    assert "NO_TOKEN is not set" in said
    assert guard("thaw")[0] == 0


@pytest.mark.usefixtures("one_is_absent")
def test_what_needs_no_password_works_without_one_and_the_rest_says_what_is_missing(guard, post):
    assert guard("publish", post(CLEAN), "--to", "main")[0] == 0
    ended, said = guard("publish", "--list")
    assert (ended, "Nothing can be published on news from here" in said) == (0, True)
    with pytest.raises(ConfigError, match="NO_TOKEN is not set") as error:
        guard("publish", post("Another.", "other.txt"), "--to", "news")
    assert error.value.exit_code == 2


def test_a_post_whose_password_is_missing_when_it_is_due_stays_queued(guard, post, place, monkeypatch):
    path = os.path.join(os.environ["MISHAP_HOME"], "accounts.toml")
    os.makedirs(os.environ["MISHAP_HOME"])
    with open(path, "w", encoding="utf-8") as stream:
        stream.write('[main]\nplatform = "mastodon"\nserver = "https://a.example"\naccess_token_env = "TOKEN"\n')
    monkeypatch.setenv("TOKEN", "x")
    guard("publish", post(CLEAN), "--to", "main", "--at", SOON)
    monkeypatch.delenv("TOKEN")
    assert guard("publish", "--due") == (0, "Nothing is due.\n")
    with monkeypatch.context() as patch:
        patch.setattr("flows.terminal.desk.system_clock", lambda: system_clock() + timedelta(hours=4))
        ended, said = guard("publish", "--due")
    assert (ended, queued()) == (2, {1: "waiting"})
    assert "Number 1 waits: " in said
    assert "TOKEN is not set" in said
    guard("publish", "--withdraw", "1", "--reason", "x", "--by", "Ana")
    with pytest.raises(ConfigError, match="TOKEN is not set"):
        guard("publish", "--release", "1", "--at", "now", "--by", "Ana")
    assert queued() == {1: "draft"}
