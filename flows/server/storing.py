"""What `guard deploy` keeps on the server, so that a worker on any machine works as the terminal does here.

That is the brand's guard.toml, the accounts, where the casebook is, whom to tell, and the key of a language model.
Secrets become secrets of the server: they are masked where it shows them. Where it is reached without a password,
secrets are not sent there; ``guard deploy`` says so. What has no setting here stays as it is on the server.
"""

import os
from collections.abc import Iterator, Mapping

from prefect.blocks.core import Block
from pydantic import SecretStr

from flows.accounts_file import NAME, accounts
from flows.alerts.channels import alert_addresses
from flows.blocks import SETTINGS, AccountBlock, AlertsBlock, BrandBlock, CasebookBlock, LanguageModelBlock
from flows.platforms.accounts import Account
from flows.server.office import ALERTS, BRAND, CASEBOOK, LANGUAGE_MODEL
from flows.store.place import casebook_url, evidence_folder, home
from guard import config_file
from guard.config import Config


def store(environ: Mapping[str, str] = os.environ, *, secrets: bool = True) -> Iterator[str]:
    """Keep it all in blocks and say what was kept, one sentence each. Without ``secrets`` what is secret is left out.

    Raises:
        ConfigError: guard.toml, or the accounts, cannot be read.
    """
    file = config_file.find()
    config = config_file.load(file)
    yield _brand(file)
    if os.path.exists(os.path.join(home(environ), NAME)):
        for name, account in accounts(environ).items():
            yield _account(name, account, secrets=secrets)
    else:
        yield f"There is no {NAME} in {home(environ)}: everything goes to an outbox there, where nobody sees it."
    yield _casebook(environ, secrets=secrets)
    yield from _alerts(config, environ, secrets=secrets)
    yield from _model(config, environ, secrets=secrets)


def _brand(file: str | None) -> str:
    if file is None or os.path.basename(file) != config_file.NAME:
        return "No guard.toml is near: the workers judge by the built-in rules (guard init writes one)."
    config_file.load(file)
    with open(file, encoding="utf-8") as stream:
        block = BrandBlock(guard_toml=stream.read(), folder=os.path.abspath(config_file.folder(file)))
    return _kept(block, BRAND, f"The brand's rules ({file}) are")


def _account(name: str, account: Account, *, secrets: bool) -> str:
    settings = {key: value for key in SETTINGS if (value := getattr(account, key, None)) is not None}
    if not secrets and any(isinstance(value, SecretStr) for value in settings.values()):
        return f"The account {name} is NOT kept: it has a password, and the server asks for none."
    if "folder" in settings:
        settings["folder"] = os.path.abspath(settings["folder"])
    return _kept(AccountBlock(**settings), name, f"The account {name} ({account.platform}) is")


def _casebook(environ: Mapping[str, str], *, secrets: bool) -> str:
    url = casebook_url(None, environ)
    if not secrets and url.password:
        return "The casebook's place is NOT kept: it holds a password, and the server asks for none."
    block = CasebookBlock(
        place=SecretStr(
            url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=False)
        ),
        evidence=os.path.abspath(evidence_folder(url, environ)),
    )
    return _kept(block, CASEBOOK, "The casebook's place is")


def _alerts(config: Config, environ: Mapping[str, str], *, secrets: bool) -> Iterator[str]:
    addresses = [each for each in alert_addresses(config, environ) if each.get_secret_value()]
    if missing := len(config.alerts.addresses_env) - len(addresses):
        yield f"{missing} addresses for alerts that guard.toml names are not set in the environment."
    if addresses and not secrets:
        yield "The addresses for alerts are NOT kept: they hold passwords, and the server asks for none."
    elif addresses:
        yield _kept(AlertsBlock(addresses=addresses), ALERTS, f"{len(addresses)} addresses for alerts are")


def _model(config: Config, environ: Mapping[str, str], *, secrets: bool) -> Iterator[str]:
    key = environ.get(config.llm.key_env, "") if config.llm.model and config.llm.key_env else ""
    if key and not secrets:
        yield "The key of the language model is NOT kept: the server asks for no password."
    elif key:
        yield _kept(LanguageModelBlock(key=SecretStr(key)), LANGUAGE_MODEL, "The key of the language model is")


def _kept(block: Block, name: str, what: str) -> str:
    """Keep a block under its name, in the place of an earlier one."""
    block.save(name, overwrite=True)
    return f"{what} kept in the block {block.get_block_type_slug()}/{name}."
