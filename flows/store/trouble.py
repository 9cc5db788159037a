"""Says in plain words what went wrong with a database, without ever repeating what was in a statement.

The messages of drivers can hold the values that were written (texts of posts) and addresses, so none is passed on; only
known phrases in them are recognised.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from flows.errors import CasebookError
from guard.errors import GuardError

_KNOWN: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("disk is full", "no space left", "could not extend file"),
        "the disk is full. Nothing was changed. Free some space and run the same again.",
    ),
    (
        ("readonly database", "read-only"),
        "it can only be read here. Nothing was changed. Allow writing to it, or name another place in MISHAP_CASEBOOK.",
    ),
    (
        ("unable to open database file",),
        "the file cannot be opened. Check that its folder exists and that you may write there.",
    ),
    (
        ("database is locked", "database table is locked", "lock timeout"),
        "something else has kept it busy for too long. Nothing was changed. Run the same again in a minute.",
    ),
    (
        ("not a database", "malformed", "disk i/o error"),
        "the file is damaged or no casebook. Put it aside and bring back your last copy of it.",
    ),
    (
        ("password authentication", "no password supplied", "authentication failed", "role "),
        "the database does not let this user in. Check user and password in MISHAP_CASEBOOK.",
    ),
    (("does not exist",), "there is no such database or table. Create the database first, or correct MISHAP_CASEBOOK."),
    (("permission denied",), "this user may not do that in the database. Let its owner allow it."),
    (("too many clients", "connection slots"), "the database takes no more connections. Run the same again shortly."),
    (("append-only",), "what happened and what was approved is never changed or removed. Add a new entry instead."),
    (
        ("connect", "server closed", "consuming input", "terminating", "resolve", "translate host", "timeout", "lost"),
        "the database does not answer. Nothing is lost: run the same again once it is back.",
    ),
)


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn what a database raises into a CasebookError about ``place``; errors of this program pass through."""
    try:
        yield
    except SQLAlchemyError as error:
        raise explain(error, place) from None


def _said(cause: object) -> str:
    """What the driver says, without the lines in which it repeats values."""
    text = str(cause).lower()
    is_about_values = type(cause).__name__ in {"IntegrityError", "DataError"}
    return text.partition("\n")[0] if is_about_values else text


def explain(error: SQLAlchemyError, place: str) -> GuardError:
    """The error to raise instead of ``error``."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, GuardError):
        return cause
    said = _said(cause)
    for phrases, meaning in _KNOWN:
        if any(phrase in said for phrase in phrases):
            return CasebookError(f"{place}: {meaning}")
    code = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None) or "no code"
    return CasebookError(f"{place}: the database refused ({type(cause).__name__}, {code}). Nothing was changed.")
