"""`guard deploy`: everything is set up, a second time changes nothing, and what is dangerous or wrong is said."""

import asyncio
import os

import pytest
import yaml
from click.testing import CliRunner
from prefect.settings import PREFECT_API_URL, temporary_settings
from pydantic import TypeAdapter

from flows.accounts_file import accounts
from flows.blocks import SETTINGS, AccountBlock
from flows.commands.deploy import command
from flows.errors import RecoveryError
from flows.platforms.accounts import Account, BlueskyAccount, MastodonAccount, OutboxAccount
from flows.server.deploying import POOL, deploy, deployments, plans
from flows.server.exposure import warnings
from flows.server.office import office
from tests.contracts.fake_server import Answer, FakePlatform

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))


def on_server(client):
    found = {each.name: each for each in client.read_deployments()}
    schedules = {name: len(each.schedules) for name, each in found.items()}
    automations = sorted(each.name for each in client.read_automations())
    return schedules, automations


def test_a_second_time_adds_nothing(client, home):
    with open("guard.toml", "w", encoding="utf-8") as stream:
        stream.write('[brand]\nname = "Acme"\n')
    said = list(deploy())
    first = on_server(client)
    assert list(deploy())[1:] != []
    assert on_server(client) == first
    schedules, automations = first
    assert {plan.flow.name for plan in plans()} <= schedules.keys()
    assert schedules["sweep"] == schedules["baseline"] == schedules["refresh-events"] == 1
    assert len(automations) == 5
    assert client.read_work_pool(POOL).type == "process"
    assert any("mishap-brand/brand" in line for line in said)
    assert not any("WARNING" in line for line in said)


ACCOUNTS = """
[main]
platform = "mastodon"
server = "http://127.0.0.1:9"
access_token_env = "OUR_TOKEN"
visibility = "unlisted"
longest_text = 1000
timeout = 7

[tryout]
platform = "outbox"
folder = "tryout"
"""


def test_workers_find_on_the_server_what_the_terminal_finds_here(client, home, monkeypatch):
    monkeypatch.setenv("OUR_TOKEN", "hush")
    monkeypatch.setenv("OUR_MAIL", "json://127.0.0.1:9")
    with open("guard.toml", "w", encoding="utf-8") as stream:
        stream.write('[brand]\nname = "Acme"\n\n[alerts]\naddresses_env = ["OUR_MAIL"]\n')
    with open("accounts.toml", "w", encoding="utf-8") as stream:
        stream.write(ACCOUNTS)
    here = accounts()
    said = " ".join(deploy())
    assert "hush" not in said
    for name in ("guard.toml", "accounts.toml"):
        os.remove(name)
    for name in ("OUR_TOKEN", "OUR_MAIL"):
        monkeypatch.delenv(name)

    async def elsewhere():
        async with office() as desk:
            return desk.config.brand.name, desk.accounts.keys(), desk.addresses, desk.casebook.place

    brand, names, addresses, place = asyncio.run(elsewhere())
    assert (brand, set(names)) == ("Acme", {"main", "tryout"})
    assert [each.get_secret_value() for each in addresses] == ["json://127.0.0.1:9"]
    assert place == os.path.join(home, "casebook.sqlite3")
    kept = client.read_block_document_by_name("main", "mishap-account", include_secrets=True)
    assert TypeAdapter(Account).validate_python(AccountBlock._from_block_document(kept).settings()) == here["main"]


def test_an_open_server_is_given_no_secret(client, home, monkeypatch):
    monkeypatch.setenv("OUR_TOKEN", "hush")
    monkeypatch.setattr("flows.server.exposure.warnings", lambda: iter(["WARNING: it is open."]))
    with open("accounts.toml", "w", encoding="utf-8") as stream:
        stream.write(ACCOUNTS)
    said = " ".join(deploy())
    assert "The account main is NOT kept" in said
    kept = client.read_block_documents_by_type("mishap-account", include_secrets=True)
    assert [each.name for each in kept] == ["tryout"]


def test_an_account_block_knows_every_setting_of_an_account():
    known = {name for kind in (OutboxAccount, BlueskyAccount, MastodonAccount) for name in kind.model_fields}
    assert set(SETTINGS) == known


def test_without_a_server_it_says_what_to_do(home):
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}):
        with pytest.raises(RecoveryError, match=r"no Prefect server answers there .* Start it"):
            list(deploy())
        done = CliRunner().invoke(command)
        assert isinstance(done.exception, RecoveryError)


def test_with_no_server_set_none_is_started(home):
    with temporary_settings({PREFECT_API_URL: None}), pytest.raises(RecoveryError, match="prefect server start"):
        list(deploy())


@pytest.mark.parametrize(
    ("address", "password", "warned"),
    [
        ("http://127.0.0.1:4200/api", None, False),
        ("http://localhost:4200/api", None, False),
        ("http://prefect.example.com/api", None, True),
        ("http://ann:hush@10.0.0.7:4200/api", None, True),
        ("http://10.0.0.7:4200/api", "ann:hush", False),
    ],
)
def test_an_open_server_is_warned_of(monkeypatch, address, password, warned):
    monkeypatch.delenv("PREFECT_SERVER_API_AUTH_STRING", raising=False)
    monkeypatch.setattr("flows.server.exposure.own_addresses", tuple)
    if password:
        monkeypatch.setenv("PREFECT_SERVER_API_AUTH_STRING", password)
    with temporary_settings({PREFECT_API_URL: address}):
        said = list(warnings())
    assert bool(said) == warned
    assert "hush" not in "".join(said)


class Server(FakePlatform):
    """Answers as a Prefect server does: to everybody, or only to those who know the password."""

    def __init__(self, password):
        super().__init__()
        self.password = password

    def respond(self, asked):
        let_in = not self.password or "Authorization" in asked.headers
        return Answer("3.9.1" if asked.path == "/api/admin/version" else "", status=200 if let_in else 401)


@pytest.mark.parametrize(
    ("password", "elsewhere", "warned"),
    [("", "127.0.0.1", True), ("ann:hush", "127.0.0.1", False), ("", "127.0.0.2", False)],
    ids=["open", "with a password", "on this machine only"],
)
def test_a_server_that_answers_at_other_addresses_too_is_found_out(monkeypatch, password, elsewhere, warned):
    """127.0.0.1 stands for an address that others reach, 127.0.0.2 for one at which the server does not listen."""
    monkeypatch.setattr("flows.server.exposure.own_addresses", lambda: (elsewhere,))
    server = Server(password)
    with temporary_settings({PREFECT_API_URL: f"{server.url.replace('127.0.0.1', 'localhost')}/api"}):
        assert bool(list(warnings())) == warned
    server.close()


def test_prefect_yaml_says_the_same():
    with open(os.path.join(ROOT, "deployments", "prefect.yaml"), encoding="utf-8") as stream:
        written = {each["name"]: each for each in yaml.safe_load(stream)["deployments"]}
    ours = {each.name: each for each in deployments()}
    assert written.keys() == ours.keys()
    for name, each in ours.items():
        assert written[name]["entrypoint"] == each.entrypoint
        assert sorted(written[name]["tags"]) == sorted(each.tags)
        assert [one["cron"] for one in written[name].get("schedules", [])] == [
            one.schedule.cron for one in each.schedules
        ]
