"""`accounts.toml`: which accounts there are, and no secret in it."""

import os

import pytest

from flows.accounts_file import NAME, accounts, platforms
from flows.clock import system_clock
from flows.platforms.absent import Absent
from flows.platforms.base import NoAccess, QueuedItem
from flows.platforms.outbox import Outbox
from guard.errors import ConfigError

BLUESKY = '[main]\nplatform = "bluesky"\nhandle = "acme.example.com"\napp_password_env = "PASSWORD"\n'


def write(text):
    os.makedirs(os.environ["MISHAP_HOME"], exist_ok=True)
    with open(os.path.join(os.environ["MISHAP_HOME"], NAME), "w", encoding="utf-8") as stream:
        stream.write(text)


def test_without_a_file_main_is_an_outbox():
    (main,) = platforms().values()
    assert main.name == "outbox"


def test_secrets_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("PASSWORD", "hunter2")
    write(f'{BLUESKY}\n[blog]\nplatform = "outbox"\nfolder = "out"\n')
    found = accounts()
    assert list(found) == ["main", "blog"]
    assert "hunter2" not in repr(found)
    assert [platform.name for platform in platforms().values()] == ["bluesky", "outbox"]


def test_an_account_without_its_password_is_absent_and_the_others_are_there():
    write(f'{BLUESKY}\n[blog]\nplatform = "outbox"\nfolder = "out"\n')
    found = platforms()
    assert {name: (type(each), each.name) for name, each in found.items()} == {
        "main": (Absent, "bluesky"),
        "blog": (Outbox, "outbox"),
    }
    main, moment = found["main"], system_clock()
    item = QueuedItem(id="1", at=moment, text="x", where="there")
    for call in (
        lambda: main.publish("x", key="k"),
        lambda: main.find("k", text="x"),
        lambda: main.read("1"),
        lambda: list(main.replies("1")),
        lambda: list(main.quotes("1")),
        lambda: main.counts("1"),
        main.queue,
        lambda: main.hold("1"),
        lambda: main.release(item, key="k", at=moment),
        lambda: main.delete("1"),
        main.followers,
    ):
        with pytest.raises(NoAccess, match=r"The account main could not be reached: .* PASSWORD is not set"):
            call()
    assert main.unreadable() == ()
    main.close()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (BLUESKY, "the environment variable PASSWORD is not set"),
        ('[main]\nplatform = "bluesky"\nhandle = "a.example"\napp_password = "hunter2"\n', "must not stand in a file"),
        ('[main]\nplatform = "pigeon"\n', r"\[main\]"),
        ('[main]\nplatform = "outbox"\n', "folder"),
        ('[main]\nplatform = "outbox"\nfolder = "x"\ncolour = "red"\n', "colour"),
        ('main = "outbox"\n', "an account is a table"),
        ("[main\n", "cannot be read"),
    ],
)
def test_a_mistake_is_named_and_no_secret_told(text, why):
    write(text)
    with pytest.raises(ConfigError, match=why) as error:
        accounts()
    assert NAME in str(error.value)
    assert "hunter2" not in str(error.value)
