"""Open an incident: what was told about it is checked first, so that nothing half done is left behind."""

import os

from flows.clock import Clock
from flows.incident import Incident
from flows.plan import Mishap
from flows.store import Casebook
from guard.errors import InputError, UsageError


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
    if mishap.replies_file and not os.path.isfile(mishap.replies_file):
        raise InputError(
            "there is no such file of replies.", where=mishap.replies_file, fix="Give the file, or leave it out."
        )
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
