"""Where the terminal's recovery works: the casebook, the accounts, the guard.toml and the clock, opened together."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pydantic import SecretStr

from flows.accounts_file import platforms
from flows.alerts import alert_addresses
from flows.case import Case
from flows.clock import Clock, system_clock
from flows.platforms.base import Platform
from flows.store import Casebook
from guard import config_file
from guard.config import Config

if TYPE_CHECKING:
    from guard.llm import Endpoint


class Desk:
    """Everything that the commands of the recovery share. ``addresses`` are those of the people who get alerts.

    ``endpoint`` is the language model that guard.toml names, where it may be asked.
    """

    def __init__(  # noqa: PLR0913 - everything that there is to share
        self,
        casebook: Casebook,
        accounts: Mapping[str, Platform],
        config: Config,
        folder: str,
        clock: Clock,
        *,
        addresses: Sequence[SecretStr] = (),
        endpoint: "Endpoint | None" = None,
    ) -> None:
        self.casebook, self.accounts, self.config = casebook, dict(accounts), config
        self.folder, self.clock, self.addresses = folder, clock, tuple(addresses)
        self.endpoint = endpoint

    def case(self, name: str, *, by: str) -> Case:
        """The incident ``name``, worked on by ``by``.

        Raises:
            NotInCasebook: there is no such incident.
        """
        self.casebook.incidents.get(name)
        return Case(
            self.casebook,
            name,
            by=by,
            platforms=self.accounts,
            config=self.config,
            folder=self.folder,
            clock=self.clock,
            endpoint=self.endpoint,
        )


@contextmanager
def desk(*, casebook: str | None = None, config: str | None = None, clock: Clock | None = None) -> Iterator[Desk]:
    """Open everything; ``casebook`` and ``config`` as on the command line.

    Raises:
        CasebookError, ConfigError: one of them cannot be opened.
    """
    file = config or config_file.find()
    brand = config_file.load(file)
    clock = clock or system_clock
    accounts = platforms(clock)
    book = Casebook.open(casebook)
    model = endpoint_of(brand)
    try:
        yield Desk(
            book,
            accounts,
            brand,
            config_file.folder(file),
            clock,
            addresses=alert_addresses(brand),
            endpoint=model,
        )
    finally:
        if model:
            model.close()
        for platform in accounts.values():
            platform.close()
        book.close()


def endpoint_of(config: Config, key: SecretStr | None = None) -> "Endpoint | None":
    """The language model that guard.toml names, where it may be asked; whoever opens it closes it.

    ``key`` opens it where neither the environment nor a keyring does.
    """
    if not config.llm.model or config.llm.ask == "never":
        return None
    from guard.llm import Endpoint

    return Endpoint(config.llm, key=key)
