"""Settings of accounts, and the table of platforms."""

import pytest
from pydantic import TypeAdapter, ValidationError

from flows.clock import system_clock
from flows.platforms import platform_for, platform_names
from flows.platforms.accounts import Account
from flows.platforms.base import NotSupported, Unreachable
from flows.platforms.clients import load
from flows.platforms.patience import WAITS, patiently

ACCOUNT = TypeAdapter(Account)
SETTINGS = {
    "outbox": {"platform": "outbox", "folder": "/tmp/outbox"},  # noqa: S108 - nothing is written there
    "bluesky": {"platform": "bluesky", "handle": "acme.example.com", "app_password": "abcd-efgh"},
    "mastodon": {"platform": "mastodon", "server": "https://example.social/", "access_token": "abcd-efgh"},
}


@pytest.mark.parametrize("name", platform_names())
def test_every_platform_opens_from_its_settings(name):
    platform = platform_for(ACCOUNT.validate_python(SETTINGS[name]), system_clock)
    assert platform.name == name
    assert platform.capabilities.publish
    platform.close()


@pytest.mark.parametrize("name", platform_names())
def test_secrets_are_never_shown(name):
    account = ACCOUNT.validate_python(SETTINGS[name])
    assert "abcd-efgh" not in f"{account!r}{account}{account.model_dump_json()}{vars(platform_for(account))!r}"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"platform": "myspace"}, "does not match any of the expected tags"),
        ({"server": "example.social"}, "Write the address with https://"),
        ({"server": "http://example.social"}, "the password could be read on its way"),
        ({"server": "https://"}, "Write the address with https://"),
        ({"access_token": None}, "should be a valid string"),
        ({"visibility": "secret"}, "Input should be 'public'"),
        ({"timeout": 0}, "greater than 0"),
        ({"tokn": "x"}, "Extra inputs are not permitted"),
    ],
)
def test_wrong_settings_are_said(changes, said):
    with pytest.raises(ValidationError, match=said):
        ACCOUNT.validate_python(SETTINGS["mastodon"] | changes)


def test_this_machine_may_be_reached_without_encryption():
    account = ACCOUNT.validate_python(SETTINGS["mastodon"] | {"server": "http://127.0.0.1:3000/"})
    assert account.server == "http://127.0.0.1:3000"


def test_a_missing_client_says_what_to_install():
    with pytest.raises(NotSupported, match=r"pip install 'prefect-mishap\[myspace\]'"):
        load("no_such_module", "myspace")


def test_waits_grow_and_end():
    waits = []

    def never():
        raise Unreachable("no answer.")

    with pytest.raises(Unreachable):
        patiently(never, waits.append)
    assert all(most / 2 <= wait <= most for wait, most in zip(waits, WAITS, strict=True))
