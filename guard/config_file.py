"""Find guard.toml and load it; :mod:`guard.config_reading` says every mistake in it with file, line and key.

``load`` gives the typed :class:`~guard.config.Config`; the paths in it stay as written and count from ``folder(path)``.
"""

import os
from collections.abc import Iterator

from guard.config import Config
from guard.errors import ConfigError, UsageError

NAME = "guard.toml"
SHARED = "pyproject.toml"


def find(start: str = ".") -> str | None:
    """The configuration for files in or below ``start``: the nearest guard.toml upwards, else pyproject.toml.

    A pyproject.toml counts when it has a table ``[tool.guard]``. A guard.toml that is a link to nowhere counts too:
    ``load`` says what is wrong with it.

    Raises:
        UsageError: the folder that we are in was deleted.
    """
    shared = None
    for place in _upwards(start):
        path = _in(place, NAME)
        if os.path.isfile(path) or os.path.islink(path):
            return path
        if shared is None and _is_ours(path := _in(place, SHARED)):
            shared = path
    return shared


def chosen(path: str | None) -> str | None:
    """The file that ``--config`` names; without that option the one that ``find`` finds.

    Raises:
        UsageError: the option stands there without a name.
    """
    if path == "":
        raise UsageError("--config needs the name of a file.")
    return path or find()


def _in(place: str, name: str) -> str:
    """The file ``name`` in a folder; short, as in messages, when that is the folder we are in."""
    return name if place == os.getcwd() else os.path.join(place, name)


def load(path: str | None = None) -> Config:
    """The configuration in the file ``path``; without one the nearest upwards from here, else the built-in defaults.

    Raises:
        ConfigError: the file cannot be read or is wrong; one line for each mistake, with file, line and key.
    """
    path = path or find()
    if path is None:
        return Config()
    from guard.config_reading import from_document
    from guard.toml_source import read

    return from_document(read(path))


def folder(path: str | None) -> str:
    """Where the relative paths of the configuration in ``path`` start: its folder."""
    return os.path.dirname(path or "") or "."


def from_text(text: str, name: str = NAME) -> Config:
    """The configuration in ``text``, as if it stood in the file ``name``. Raises ConfigError."""
    from guard.config_reading import from_document
    from guard.toml_source import parse

    return from_document(parse(text, name))


def _upwards(start: str) -> Iterator[str]:
    try:
        folder = os.path.abspath(start or ".")
    except FileNotFoundError:
        raise UsageError("the folder that you are in no longer exists. Go to another one.") from None
    if not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent


def _is_ours(path: str) -> bool:
    """Say whether a pyproject.toml speaks to the guard; when it does and is broken, ``load`` will say so."""
    try:
        with open(path, "rb") as stream:
            text = stream.read().translate(None, b" \t\"'")
    except OSError:
        return False
    # Most pyproject files never name us, and reading TOML costs a third of the cold start: look at the letters first.
    if b"tool.guard" not in text and not (b"[tool]" in text and b"guard" in text):
        return False
    from guard.config_reading import our_table
    from guard.toml_source import read

    try:
        return our_table(read(path).values) is not None
    except ConfigError:
        return b"[tool.guard" in text
