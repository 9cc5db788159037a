"""Where the recovery works when Prefect runs it: what the server's blocks say, else what stands on this machine.

A block named ``casebook`` says where the casebook is, the block ``brand`` what the brand's guard.toml says, the block
``alerts`` whom to tell, the block ``language-model`` the key of the model that guard.toml names, and each account
block is an account. What no block says is found as the terminal finds it (``flows.terminal.desk``).
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TypeVar

from prefect.blocks.core import Block
from prefect.client.orchestration import get_client
from prefect.exceptions import PrefectHTTPStatusError
from pydantic import TypeAdapter, ValidationError

from flows import accounts_file
from flows.alerts.channels import alert_addresses
from flows.blocks import AccountBlock, AlertsBlock, BrandBlock, CasebookBlock, LanguageModelBlock
from flows.clock import Clock, system_clock
from flows.platforms import platform_for
from flows.platforms.absent import ELSEWHERE, Absent
from flows.platforms.accounts import Account
from flows.platforms.base import Platform
from flows.store import Casebook
from flows.terminal.desk import Desk, models_of
from guard import config_file
from guard.config import Config
from guard.errors import ConfigError

ALERTS, BRAND, CASEBOOK, LANGUAGE_MODEL = "alerts", "brand", "casebook", "language-model"
"""The names of the blocks of which there is one."""

_ACCOUNT: TypeAdapter[Account] = TypeAdapter(Account)
_Kind = TypeVar("_Kind", bound=Block)


@asynccontextmanager
async def office(clock: Clock = system_clock, *, needed: str | None = None) -> AsyncIterator[Desk]:
    """Everything that a flow works with, opened together and closed at the end.

    With ``needed``, an account, a flow works although the file of the accounts cannot be read: a mishap must be
    contained at once, and who contains it hears what is wrong with the file.

    Raises:
        CasebookError, ConfigError: something cannot be opened, or a block is filled in wrongly.
    """
    config, folder = _brand(await _blocks(BrandBlock))
    platforms = _platforms(await _blocks(AccountBlock), clock, needed)
    alerts = (await _blocks(AlertsBlock)).get(ALERTS)
    addresses = tuple(alerts.addresses) if alerts else alert_addresses(config)
    keys = (await _blocks(LanguageModelBlock)).get(LANGUAGE_MODEL)
    casebook = _casebook(await _blocks(CasebookBlock))
    models = models_of(config, folder, keys.key if keys else None)
    try:
        yield Desk(
            casebook,
            platforms,
            config,
            folder,
            clock,
            addresses=addresses,
            endpoint=models.endpoint,
            judges=models.judges,
            run=models.run,
        )
    finally:
        models.close()
        for platform in platforms.values():
            platform.close()
        casebook.close()


async def _blocks(kind: type[_Kind]) -> dict[str, _Kind]:
    """All blocks of a kind, by name; none where the server does not know the kind yet."""
    async with get_client() as client:
        try:
            documents = await client.read_block_documents_by_type(kind.get_block_type_slug(), include_secrets=True)
        except PrefectHTTPStatusError as error:
            if error.response.status_code != HTTPStatus.NOT_FOUND:
                raise
            return {}
    return {document.name: kind._from_block_document(document) for document in documents if document.name}  # noqa: SLF001 - the server's answer is read once for all names


def _brand(blocks: dict[str, BrandBlock]) -> tuple[Config, str]:
    block = blocks.get(BRAND)
    if block is None:
        place = config_file.find()
        return config_file.load(place), config_file.folder(place)
    return config_file.from_text(block.guard_toml, f"the block mishap-brand/{BRAND}"), block.folder


def _platforms(blocks: dict[str, AccountBlock], clock: Clock, needed: str | None) -> dict[str, Platform]:
    """The platforms of the accounts; one whose block is wrong is absent, and the others work without it."""
    if blocks:
        return {name: _platform(name, block, clock) for name, block in blocks.items()}
    try:
        return accounts_file.platforms(clock)
    except ConfigError as problem:
        if needed is None:
            raise
        return {needed: Absent(needed, ELSEWHERE, problem)}


def _platform(name: str, block: AccountBlock, clock: Clock) -> Platform:
    try:
        return platform_for(_account(name, block), clock)
    except ConfigError as problem:
        return Absent(name, block.platform, problem)


def _account(name: str, block: AccountBlock) -> Account:
    try:
        return _ACCOUNT.validate_python(block.settings())
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        field = _field(first["loc"])
        raise ConfigError(f"{field}: {first['msg']}.", where=f"the block mishap-account/{name}") from None


def _field(place: Iterable[int | str]) -> str:
    """What a person calls the part of the block that is wrong."""
    return ".".join(str(part) for part in place if part not in {"outbox", "bluesky", "mastodon"}) or "the account"


def _casebook(blocks: dict[str, CasebookBlock]) -> Casebook:
    block = blocks.get(CASEBOOK)
    if block is None:
        return Casebook.open()
    return Casebook.open(block.place.get_secret_value(), evidence=block.evidence)
