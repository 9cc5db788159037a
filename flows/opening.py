"""Open an incident: what was told about it is checked first, so that nothing half done is left behind."""

from collections.abc import Collection

from flows.clock import Clock
from flows.incident import Incident
from flows.plan import Mishap
from flows.replies import RepliesFile
from flows.store import Casebook
from guard.errors import InputError, UsageError

ELSEWHERE = "elsewhere"
"""The platform of a post when nobody has said which it is and none can be asked."""


OUTBOX = "outbox"
"""The platform that a form is filled in with: it says no more than that nobody has named another one."""


def open_incident(casebook: Casebook, mishap: Mishap, *, clock: Clock, key: str | None = None) -> Incident:
    """The incident for this mishap; the same ``key`` (say, of a flow run) again gives the incident that it opened.

    Raises:
        UsageError, InputError: something that was told cannot be: a date in the future, a file that is not there.
        CasebookError: the casebook cannot be written; nothing was opened.
    """
    post = mishap.post
    now = clock()
    if post.published_at and post.published_at > now:
        fix = "Give the time when it really went out, with its time zone."
        raise UsageError(
            f"the post cannot have gone out at {post.published_at:%Y-%m-%d %H:%M} UTC: that is in the future. {fix}"
        )
    for path in (*([mishap.replies_file] if mishap.replies_file else []), *post.media):
        _require_readable(path)
    if mishap.replies_file:
        next(iter(RepliesFile(mishap.replies_file)), None)  # says what is wrong when not one line is a reply
    return casebook.incidents.open(
        mishap.brand,
        account=post.account,
        platform=post.platform,
        post=post.for_guard(),
        lead=mishap.lead,
        now=now,
        url=post.id if post.id and "://" in post.id else None,
        published_at=post.published_at,
        audience_size=mishap.audience_size,
        plan=mishap.model_dump(mode="json"),
        key=key,
    )


def platform_of(account: str, accounts: Collection[str], told: str | None, platform: str | None) -> str:
    """The platform of a post: that of its account where that can be spoken to, else the one that was ``told``.

    Raises:
        UsageError: the account is not known here, and nobody has said where the post stands.
    """
    if platform is not None or told is not None:
        return platform or told or ELSEWHERE
    known = ", ".join(sorted(accounts)) or "none"
    raise UsageError(
        f"There is no account {account!r} here; known are: {known}. Correct the name, add the account to accounts.toml,"
        " or say with --platform where the post stands: then its texts are posted by hand."
    )


def _require_readable(path: str) -> None:
    try:
        with open(path, "rb") as stream:
            stream.read(1)
    except FileNotFoundError:
        raise InputError("there is no such file.", where=path, fix="Correct its name, or leave it out.") from None
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})."
        raise InputError(what, where=path, fix="Give a file that may be read, or leave it out.") from None
