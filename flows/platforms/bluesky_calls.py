"""What an error of Bluesky's client means: whether the thing certainly did not happen, or may have happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from flows.platforms.base import Gone, NoAccess, PlatformError, Refused, Unclear, Unreachable
from flows.platforms.clients import load

_WHERE = "Bluesky"
_MISSING = {"RecordNotFound", "NotFound", "RepoNotFound", "CouldNotLocateRecord"}
_CLOSED = {"AuthenticationRequired", "ExpiredToken", "InvalidToken", "AccountTakedown", "AuthMissing", "InvalidHandle"}
_LOGIN = "Check the handle and the app password of the account."
_LATER = "Nothing was changed. Try again in a few minutes."
_LOOK = "Look at the account before anything is sent again."


@contextmanager
def reading() -> Iterator[None]:
    """Around a call that changes nothing that anybody sees."""
    try:
        yield
    except _errors() as error:
        raise _answered(error) or Unreachable("there was no readable answer.", where=_WHERE, fix=_LATER) from None


@contextmanager
def writing() -> Iterator[None]:
    """Around the one call that sends something, and the reading of what came back."""
    try:
        yield
    except (AttributeError, TypeError, ValueError):
        raise Unclear("the answer makes no sense: it may have happened.", where=_WHERE, fix=_LOOK) from None
    except _errors() as error:
        _raise_after_sending(error)


def _errors() -> tuple[type[Exception], ...]:
    """All that the client raises; it does not translate every error of the connection below it."""
    from httpx import HTTPError

    return load("atproto_core.exceptions", "bluesky").AtProtocolError, HTTPError


def _raise_after_sending(error: Exception) -> NoReturn:
    if _never_left(error):
        raise Unreachable("there is no connection.", where=_WHERE, fix=_LATER) from None
    raise _answered(error) or Unclear("the answer got lost: it may have happened.", where=_WHERE, fix=_LOOK) from None


def _never_left(error: BaseException) -> bool:
    """Say whether the connection was never made, so that nothing can have been sent."""
    from httpx import ConnectError, ConnectTimeout, PoolTimeout

    return isinstance(error, (ConnectError, ConnectTimeout, PoolTimeout)) or (
        error.__cause__ is not None and _never_left(error.__cause__)
    )


def _answered(error: Exception) -> PlatformError | None:
    """The meaning of a clear answer of the server; None when there was none, or the server itself failed."""
    response = getattr(error, "response", None)
    status = getattr(response, "status_code", 0)
    name, said = _said(response)
    if status == 429:
        return Unreachable("too many requests in a short time.", where=_WHERE, fix=_LATER)
    if not 400 <= status < 500 or status == 408:
        return None
    if name in _MISSING or status == 404 or "not found" in said.lower():
        return Gone(f"there is no such thing, or no longer ({said or name}).", where=_WHERE)
    if status in {401, 403} or name in _CLOSED:
        return NoAccess(f"the account may not do this ({said or name}).", where=_WHERE, fix=_LOGIN)
    return Refused(f"it was refused ({said or name or status}).", where=_WHERE)


def _said(response: object) -> tuple[str, str]:
    """The name of the error and what the server says about it, not longer than a sentence."""
    content = getattr(response, "content", None)
    return str(getattr(content, "error", "") or ""), str(getattr(content, "message", "") or "")[:200]
