"""Which accounts the recovery may speak to from this machine: ``accounts.toml`` in the recovery's folder.

::

    [main]
    platform = "bluesky"
    handle = "brand.example.com"
    app_password_env = "MISHAP_MAIN_PASSWORD"   # the name of an environment variable, never the password itself

A key that ends in ``_env`` names the variable that holds the value; secrets are taken from there only. Without a file,
``main`` is an outbox: a folder of files, where everything can be tried without anybody seeing it.
"""

import os
import tomllib
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from flows.clock import Clock, system_clock
from flows.platforms import platform_for
from flows.platforms.absent import ELSEWHERE, Absent
from flows.platforms.accounts import Account
from flows.platforms.base import Platform
from flows.store.place import home
from guard.errors import ConfigError

NAME = "accounts.toml"
SECRETS = frozenset({"app_password", "access_token"})
_ACCOUNT: TypeAdapter[Account] = TypeAdapter(Account)


def platforms(clock: Clock = system_clock, environ: Mapping[str, str] = os.environ) -> dict[str, Platform]:
    """The platforms of the accounts, by the names of these. No connection is opened.

    An account whose settings are wrong, say because its password is not set, is `Absent`: the others work without it.

    Raises:
        ConfigError: the file cannot be read.
    """
    return {name: _platform(name, table, clock, environ) for name, table in _tables(environ).items()}


def accounts(environ: Mapping[str, str] = os.environ) -> dict[str, Account]:
    """The settings of the accounts, by name.

    Raises:
        ConfigError: the file cannot be read, or an account in it cannot be.
    """
    return {name: _account(name, table, environ) for name, table in _tables(environ).items()}


def _tables(environ: Mapping[str, str]) -> dict[str, Any]:
    path = os.path.join(home(environ), NAME)
    try:
        with open(path, "rb") as stream:
            return tomllib.load(stream)
    except FileNotFoundError:
        return {"main": {"platform": "outbox", "folder": os.path.join(home(environ), "outbox")}}
    except OSError as error:
        raise ConfigError(f"the accounts cannot be read ({error.strerror}).", where=path) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"the accounts cannot be read ({error}).", where=path) from error


def _platform(name: str, table: Any, clock: Clock, environ: Mapping[str, str]) -> Platform:
    try:
        return platform_for(_account(name, table, environ), clock)
    except ConfigError as problem:
        told = table.get("platform") if isinstance(table, dict) else None
        return Absent(name, told if isinstance(told, str) and told else ELSEWHERE, problem)


def _account(name: str, table: Any, environ: Mapping[str, str]) -> Account:
    path = os.path.join(home(environ), NAME)
    where = f"{path}: [{name}]"
    if not isinstance(table, dict):
        raise ConfigError(
            "an account is a table of settings.", where=where, fix=f"Write [{name}] and its keys below it."
        )
    if written := SECRETS & table.keys():
        key = min(written)
        fix = f'Write {key}_env = "NAME" and put the secret into the environment variable NAME.'
        raise ConfigError(f"{key} must not stand in a file.", where=where, fix=fix)
    try:
        return _ACCOUNT.validate_python(
            {key.removesuffix("_env"): _value(key, table[key], environ, where) for key in table}
        )
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"] if part not in {"outbox", "bluesky", "mastodon"})
        raise ConfigError(f"{place or 'the account'}: {first['msg']}.", where=where) from None


def _value(key: str, value: Any, environ: Mapping[str, str], where: str) -> Any:
    if not key.endswith("_env"):
        return value
    if not environ.get(str(value)):
        raise ConfigError(
            f"the environment variable {value} is not set.",
            where=where,
            fix=f"Set it in this terminal: export {value}=... ({key} names it).",
        )
    return environ[str(value)]
