"""Where the key of an endpoint comes from: given by a program, the environment, a keyring. Never from guard.toml."""

import os
from contextlib import suppress
from importlib import import_module
from typing import Protocol


class Sealed(Protocol):
    """A secret that shows itself only when asked, as pydantic's ``SecretStr`` and Prefect's blocks give it."""

    def get_secret_value(self) -> str:
        """The secret."""
        ...


class Key:
    """A key that neither prints nor pickles itself."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The key itself, for the header of a request and for nothing else."""
        return self._value

    def __repr__(self) -> str:
        return "Key(hidden)"

    def __reduce__(self) -> str:
        raise TypeError("a key is not written down")


def find(*, key_env: str, keyring: str, given: Sealed | Key | None = None) -> Key | None:
    """The key: the one ``given``, else of the environment variable ``key_env``, else of the keyring; ``None`` without.

    ``keyring`` is ``service`` or ``service/user``; it needs the package of that name, which is asked only then.
    """
    if isinstance(given, Key):
        return given
    value = given.get_secret_value() if given else os.environ.get(key_env, "") if key_env else ""
    value = value.strip() or _from_keyring(keyring)
    return Key(value) if value else None


def _from_keyring(entry: str) -> str:
    if not entry:
        return ""
    service, _, user = entry.partition("/")
    with suppress(Exception):  # a keyring that is locked or not installed is one that holds no key
        return import_module("keyring").get_password(service, user or "guard") or ""
    return ""
