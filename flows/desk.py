"""Where the terminal's recovery works: the casebook, the accounts, the guard.toml and the clock, opened together."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from pydantic import SecretStr

from flows.accounts_file import platforms
from flows.alerts import alert_addresses
from flows.case import Case
from flows.clock import Clock, system_clock
from flows.platforms.base import Platform
from flows.store import Casebook
from guard import config_file
from guard.config import Config


class Desk:
    """Everything that the commands of the recovery share. ``addresses`` are those of the people who get alerts.

    ``model_key`` opens the language model that guard.toml names, where neither the environment nor a keyring does.
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
        model_key: SecretStr | None = None,
    ) -> None:
        self.casebook, self.accounts, self.config = casebook, dict(accounts), config
        self.folder, self.clock, self.addresses = folder, clock, tuple(addresses)
        self._model_key = model_key

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
            model_key=self._model_key,
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
    try:
        yield Desk(book, accounts, brand, config_file.folder(file), clock, addresses=alert_addresses(brand))
    finally:
        for platform in accounts.values():
            platform.close()
        book.close()
