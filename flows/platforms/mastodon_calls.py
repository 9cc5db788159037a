"""What an error of Mastodon's client means: whether the thing certainly did not happen, or may have happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flows.platforms.base import Gone, NoAccess, NotSupported, PlatformError, Refused, Unclear, Unreachable
from flows.platforms.clients import load

_WHERE = "Mastodon"
_LOGIN = "Check the access token of the account and what it may do."
_LATER = "Nothing was changed. Try again in a few minutes."
_LOOK = "Look at the account before anything is sent again."


@contextmanager
def reading() -> Iterator[None]:
    """Around a call that changes nothing that anybody sees."""
    errors = load("mastodon.errors", "mastodon")
    try:
        yield
    except (errors.MastodonError, RecursionError) as error:  # it asks itself for ever for a version that is not told
        raise _answered(error) or Unreachable("there was no readable answer.", where=_WHERE, fix=_LATER) from None


@contextmanager
def writing() -> Iterator[None]:
    """Around the one call that sends something, and the reading of what came back."""
    errors = load("mastodon.errors", "mastodon")
    try:
        yield
    except (AttributeError, TypeError, ValueError) as error:
        if isinstance(error, errors.MastodonError):
            raise _answered(error) or error from None
        raise Unclear("the answer makes no sense: it may have happened.", where=_WHERE, fix=_LOOK) from None
    except errors.MastodonError as error:
        if _never_left(error.__context__):
            raise Unreachable("there is no connection.", where=_WHERE, fix=_LATER) from None
        lost = Unclear("the answer got lost: it may have happened.", where=_WHERE, fix=_LOOK)
        raise _answered(error) or lost from None


def _never_left(error: Any) -> bool:
    """Say whether the connection was never made, so that nothing can have been sent."""
    requests, urllib3 = load("requests.exceptions", "mastodon"), load("urllib3.exceptions", "mastodon")
    reason = getattr(error.args[0] if error is not None and error.args else None, "reason", None)
    return isinstance(error, (requests.ConnectTimeout, requests.SSLError)) or isinstance(
        reason, (urllib3.NewConnectionError, urllib3.ConnectTimeoutError)
    )


def _answered(error: Any) -> PlatformError | None:
    """The meaning of a clear answer of the server; None when there was none, or the server itself failed."""
    errors = load("mastodon.errors", "mastodon")
    if isinstance(error, errors.MastodonRatelimitError):
        return Unreachable("too many requests in a short time.", where=_WHERE, fix=_LATER)
    if isinstance(error, errors.MastodonVersionError):
        return NotSupported("the server is too old for this.", where=_WHERE)
    if isinstance(error, (errors.MastodonIllegalArgumentError, errors.MastodonFileNotFoundError)):
        return Refused(f"it was refused ({str(error)[:200]}).", where=_WHERE)
    status, said = _said(error)
    return _refusal(status, said) if 400 <= status < 500 and status != 408 else None


def _refusal(status: int, said: str) -> PlatformError:
    if status in {404, 410}:
        return Gone(f"there is no such thing, or no longer ({said}).", where=_WHERE)
    if status in {401, 403}:
        return NoAccess(f"the account may not do this ({said}).", where=_WHERE, fix=_LOGIN)
    return Refused(f"it was refused ({said}).", where=_WHERE)


def _said(error: Any) -> tuple[int, str]:
    """The status and what the server says about it, not longer than a sentence."""
    status = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], int) else 0
    told = [str(part) for part in error.args[2:] if part]
    return status, (told[-1] if told else str(status))[:200]
