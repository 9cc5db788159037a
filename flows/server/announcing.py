"""The events by which the flows tell Prefect what has happened, so that automations can act on it. No word of a post.

============================ =================================================================================
``mishap.post.blocked``      the guard has blocked a post; payload: account, number (in the queue), codes
``mishap.replies.spike``     a post is answered far more often than others; payload: account, post, replies, normal
============================ =================================================================================
"""

from prefect.events import emit_event

from flows.alerts.spikes import Spike
from flows.everyday.answers import Answer

BLOCKED = "mishap.post.blocked"
SPIKE = "mishap.replies.spike"


def blocked(account: str, answer: Answer) -> None:
    """Tell that the guard has blocked a post."""
    found = answer.verdict.findings if answer.verdict else ()
    codes = sorted({finding.code for finding in found if finding.severity == "block"})
    emit_event(
        BLOCKED, resource=_resource(account), payload={"account": account, "number": answer.number, "codes": codes}
    )


def spike(seen: Spike) -> None:
    """Tell that a post is answered far more often than others."""
    payload = {"account": seen.account, "post": seen.post, "replies": seen.replies, "normal": seen.normal}
    emit_event(SPIKE, resource=_resource(seen.account), payload=payload)


def _resource(account: str) -> dict[str, str]:
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in account)
    return {"prefect.resource.id": f"mishap.account.{plain}", "prefect.resource.name": account}
