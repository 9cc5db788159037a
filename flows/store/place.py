"""Where the casebook is: one SQLite file in the data folder of this user, or the database that a setting names.

The setting is ``MISHAP_CASEBOOK`` (a URL, or the path of a file); ``MISHAP_HOME`` is the folder of the file and of the
evidence when it should not be the platform's data folder.
"""

import os
import sys
from collections.abc import Mapping

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from flows.errors import CasebookError

FILE = "casebook.sqlite3"
_POSTGRESQL = {"postgres", "postgresql", "postgresql+psycopg"}
_FIX = "Give a file, or postgresql://user:password@host/database."


def place(setting: str | None = None, environ: Mapping[str, str] = os.environ) -> str:
    """Where the casebook is, fit for showing: the path of the file, or host and database without user and password."""
    return shown(casebook_url(setting, environ))


def home(environ: Mapping[str, str] = os.environ) -> str:
    """The folder of the casebook's files: ``MISHAP_HOME``, else this user's data folder on this platform."""
    if chosen := environ.get("MISHAP_HOME"):
        return os.path.abspath(os.path.expanduser(chosen))
    if sys.platform == "win32":
        return os.path.join(environ.get("LOCALAPPDATA") or os.path.expanduser("~"), "mishap")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Application Support/mishap")
    data = environ.get("XDG_DATA_HOME", "")
    return os.path.join(data if os.path.isabs(data) else os.path.expanduser("~/.local/share"), "mishap")


def casebook_url(setting: str | None = None, environ: Mapping[str, str] = os.environ) -> URL:
    """The database that ``setting`` names, else ``MISHAP_CASEBOOK``, else the file at home.

    Raises:
        CasebookError: it is neither a file nor a PostgreSQL database.
    """
    setting = (setting or environ.get("MISHAP_CASEBOOK") or "").strip()
    if not setting:
        return _file(os.path.join(home(environ), FILE))
    if "://" not in setting:
        return _file(setting)
    return _read(setting)


def evidence_folder(url: URL, environ: Mapping[str, str] = os.environ) -> str:
    """Where the evidence of this casebook is kept: beside its file, or at home when it is on a server."""
    folder = os.path.dirname(url.database or "") if is_file(url) else home(environ)
    return os.path.join(folder, "evidence")


def is_file(url: URL) -> bool:
    """Say whether the casebook is one SQLite file."""
    return url.get_backend_name() == "sqlite"


def shown(url: URL) -> str:
    """The place as it may stand in messages: no user, no password, no options, for any of them may hold a secret."""
    if is_file(url):
        return url.database or ""
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{url.host or 'localhost'}{port}/{url.database or ''}"


def _read(setting: str) -> URL:
    try:
        url = make_url(setting)
    except (ArgumentError, ValueError):
        # No part of what was given is shown, and no cause: either may hold a password.
        raise CasebookError(f"MISHAP_CASEBOOK is not the address of a database. {_FIX}") from None
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if is_file(url) and url.database not in {None, "", ":memory:"}:
        return _file(str(url.database))
    raise CasebookError(f"The casebook cannot be kept in {url.drivername} like that. {_FIX}")


def _file(path: str) -> URL:
    return URL.create("sqlite", database=os.path.abspath(os.path.expanduser(path)))
