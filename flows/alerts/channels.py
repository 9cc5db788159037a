"""Tells people that they are needed: by mail, chat or phone, through apprise (https://github.com/caronc/apprise).

An alert says what happened and where to look, never what a post says: it may be read on a lock screen. One that cannot
be delivered is reported to whoever sends it and stops nothing: the recovery goes on.
"""

import os
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Literal

from pydantic import SecretStr

from guard.config import Config

Kind = Literal["info", "success", "warning", "failure"]
Report = Callable[[str], None]

LONGEST_TITLE, LONGEST_BODY = 200, 4000
"""In characters; what is longer is cut, because some services refuse it whole."""


def alert_addresses(config: Config, environ: Mapping[str, str] = os.environ) -> tuple[SecretStr, ...]:
    """The addresses that guard.toml names, from the environment; one whose variable is not set is empty."""
    return tuple(SecretStr(environ.get(name, "").strip()) for name in config.alerts.addresses_env)


def _to_nobody(_: str) -> None:
    """The report of whoever does not want one."""


class Alerts:
    """Sends alerts to all ``addresses``, which are apprise URLs such as ``mailto://...`` or ``slack://...``.

    They hold passwords, so they are never shown: a report says "alert address 2 (mailto)". ``report`` is given one
    sentence for each address that an alert could not be delivered to, for the timeline.
    """

    def __init__(self, addresses: Sequence[SecretStr] = (), report: Report = _to_nobody) -> None:
        self._addresses, self._report = tuple(addresses), report

    def send(self, title: str, body: str, kind: Kind = "info") -> int:
        """Send it to every address and say how many took it. Never raises because of an address or its service."""
        title, body = " ".join(title.split())[:LONGEST_TITLE], body[:LONGEST_BODY]
        problems = [self._problem(address, title, body, kind) for address in self._addresses]
        for place, problem in enumerate(problems, 1):
            if problem:
                self._report(f"{self._named(place)}: {problem}")
        return problems.count("")

    def check(self) -> tuple[str, ...]:
        """One sentence for each address that can never work because of how it is written. Sends nothing."""
        wrong = (place for place, address in enumerate(self._addresses, 1) if _service(address) is None)
        return tuple(f"{self._named(place)}: {_miswritten(self._addresses[place - 1])}" for place in wrong)

    def _named(self, place: int) -> str:
        """How an address is called without showing it."""
        scheme, mark, _ = self._addresses[place - 1].get_secret_value().partition("://")
        return f"Alert address {place} ({scheme})" if mark and scheme.isalnum() else f"Alert address {place}"

    def _problem(self, address: SecretStr, title: str, body: str, kind: Kind) -> str:
        """Why it was not delivered; empty when it was."""
        try:
            service = _service(address)
            if service is None:
                return _miswritten(address)
            delivered = service.notify(title=title, body=body, notify_type=kind)
        except Exception as error:  # noqa: BLE001 - whatever a hundred services do wrong, the recovery goes on
            return f"it could not be delivered ({type(error).__name__})."
        return "" if delivered else "it was not delivered. Check the address, and whether the service can be reached."


_MISWRITTEN = "it is not written like an address of an alert service. See the list of services of apprise."
_EMPTY = "it is not written like an address: it is empty. Set the environment variable that guard.toml names."


def _miswritten(address: SecretStr) -> str:
    return _MISWRITTEN if address.get_secret_value() else _EMPTY


def _service(address: SecretStr) -> Any:
    """What sends to this address, or None when it is not written like one."""
    service = _apprise().Apprise()
    return service if service.add(address.get_secret_value()) and len(service) else None


@cache
def _apprise() -> Any:
    """Apprise with all its services loaded, which warns of a module of Python that it only looks for."""
    import apprise

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        apprise.Apprise().add("json://localhost")
    return apprise
