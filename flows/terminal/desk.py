"""Where the terminal's recovery works: the casebook, the accounts, the guard.toml and the clock, opened together."""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import SecretStr

from flows.accounts_file import platforms
from flows.alerts.channels import alert_addresses
from flows.case import Case
from flows.clock import Clock, system_clock
from flows.platforms.base import Platform
from flows.store import Casebook
from guard import config_file
from guard.config import Config
from guard.judges import configured
from guard.judges.base import Judge

if TYPE_CHECKING:
    from guard.llm import Endpoint


class Desk:
    """Everything that the commands of the recovery share. ``addresses`` are those of the people who get alerts.

    ``endpoint`` is the language model that guard.toml names, where it may be asked for words. ``judges`` are the second
    reader and the moderation endpoint that it names: they read what is meant to go out, after the rules. ``run`` is
    the run whose limit of tokens they share.
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
        judges: Sequence[Judge] = (),
        run: str = "",
    ) -> None:
        self.casebook, self.accounts, self.config = casebook, dict(accounts), config
        self.folder, self.clock, self.addresses = folder, clock, tuple(addresses)
        self.endpoint, self.judges, self._run = endpoint, tuple(judges), run

    def costs(self) -> str:
        """What the language model has cost since this desk was opened; empty where it had nothing to do."""
        if not self._run or not self.config.llm.model:
            return ""
        from guard.llm.spending import Account

        account = Account(self.config.llm, run=self._run)
        spent, told = account.spent(), account.told(posts=False)
        account.close()
        return told if spent is None or spent.asked or spent.cached else ""

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
            judges=self.judges,
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
    folder = config_file.folder(file)
    models = models_of(brand, folder)
    try:
        yield Desk(
            book,
            accounts,
            brand,
            folder,
            clock,
            addresses=alert_addresses(brand),
            endpoint=models.endpoint,
            judges=models.judges,
            run=models.run,
        )
    finally:
        models.close()
        for platform in accounts.values():
            platform.close()
        book.close()


class Models(NamedTuple):
    """The models that guard.toml names, opened together: who words things, and who judges."""

    endpoint: "Endpoint | None"
    judges: tuple[Judge, ...]
    run: str

    def close(self) -> None:
        """Let go of connections and files."""
        open_ones: Iterable[Any] = (self.endpoint, *self.judges)
        for each in open_ones:
            if hasattr(each, "close"):
                each.close()


def models_of(config: Config, folder: str, key: SecretStr | None = None) -> Models:
    """The models that guard.toml (in ``folder``) names; whoever opens them closes them.

    ``key`` opens the language model where neither the environment nor a keyring does. All share one limit of tokens.
    """
    run = secrets.token_hex(8)
    judges = configured.judges(config, folder=folder, run=run, key=key)
    return Models(endpoint_of(config, key, run), tuple(judges), run)


def endpoint_of(config: Config, key: SecretStr | None = None, run: str = "") -> "Endpoint | None":
    """The language model that guard.toml names, where it may be asked for words; whoever opens it closes it."""
    if not config.llm.model or not config.llm.drafts:
        return None
    from guard.llm import Endpoint

    return Endpoint(config.llm, key=key, run=run)
