"""Posts that were waiting in a platform's own queue and were stopped there: from then on they are drafts of ours."""

from datetime import timedelta

from flows.incident import Json
from flows.platforms.base import Gone, Platform, QueuedItem, Refused

SLACK = timedelta(minutes=5)
"""How far the clocks of a platform and of this machine may be apart."""


def has_gone_out(platform: Platform, post: Json) -> bool:
    """Say whether a post from the platform's own queue went out after all; one that waits there still is stopped now.

    A run may have died between writing such a post down and stopping it.
    """
    if not (taken := post.get("taken_from")):
        return False
    item = QueuedItem.model_validate(taken)
    try:
        platform.hold(item.id)
    except Gone:
        return _stands(platform, item)
    return False


def _stands(platform: Platform, item: QueuedItem) -> bool:
    try:
        return not platform.read(item.id).queued
    except Refused:
        return platform.find(item.id, text=item.text, since=item.at - SLACK) is not None
