"""Sees a storm coming: a post of ours that is answered far more often than the others are.

Known are the posts that went out from here. How often each was answered is kept as an everyday number of its account,
so that what is normal comes from the brand's own posts.
"""

from datetime import timedelta
from statistics import median
from typing import NamedTuple

from flows.incident import MetricPoint
from flows.outgoing import Publication
from flows.platforms.base import Gone, NotSupported, Platform
from flows.steps.check_in import OF_A_POST
from flows.terminal.desk import Desk

METRIC = OF_A_POST
"""The everyday number that says how often a post was answered; its source names the post."""

WATCHED = timedelta(days=7)
"""So long after it went out a post is looked at."""

NORMAL_DAYS = timedelta(days=90)
"""Posts of this time say what is normal."""

LEAST = 20
"""Fewer answers are no storm, however quiet the account is. A convention."""

TIMES = 5
"""So many times the middle value of the other posts is a jump. A convention."""


class Spike(NamedTuple):
    """A post that was answered ``replies`` times, where ``normal`` is what others are answered."""

    account: str
    post: str
    url: str
    replies: int
    normal: float


def counted(desk: Desk, account: str, platform: Platform) -> list[MetricPoint]:
    """How often each post of the last days was answered or quoted by now.

    Raises:
        PlatformError: the platform gives no answer.
    """
    since = desk.clock() - WATCHED
    points = []
    for entry in desk.casebook.publications.everyday(account, since=since):
        count = _answers(platform, entry)
        if count is not None and entry.settled_at:
            day, source = entry.settled_at.date(), f"post {entry.platform_id}"
            points.append(MetricPoint(account=account, metric=METRIC, day=day, value=count, source=source))
    return points


def _answers(platform: Platform, entry: Publication) -> int | None:
    try:
        counts = platform.counts(entry.platform_id or "")
    except (Gone, NotSupported):
        return None
    return counts.replies + counts.quotes


def jumps(desk: Desk, account: str, points: list[MetricPoint]) -> list[Spike]:
    """Those of the posts that are answered far more often than the others; each is told once and never again."""
    since = (desk.clock() - NORMAL_DAYS).date()
    known = {point.source: point.value for point in desk.casebook.metrics.baseline(account, METRIC, since=since)}
    found = []
    for point in points:
        others = [value for source, value in (known | {p.source: p.value for p in points}).items()
                  if source != point.source]  # fmt: skip
        normal = float(median(others)) if others else 0.0
        if point.value >= max(LEAST, TIMES * normal) and _is_news(desk, account, point.source):
            place = point.source.removeprefix("post ")
            found.append(Spike(account, place, _url(desk, account, place), int(point.value), normal))
    return found


def _is_news(desk: Desk, account: str, source: str) -> bool:
    """Say whether nobody has told about this post, and note that it is told now."""
    key, now = f"spike/{account}/{source}", desk.clock()
    if not desk.casebook.alerts.claim(key, now=now):
        return False
    desk.casebook.alerts.settle(key, "a reply spike", delivered=1, by="baseline", now=now)
    return True


def _url(desk: Desk, account: str, post: str) -> str:
    entries = desk.casebook.publications.everyday(account, since=desk.clock() - WATCHED)
    return next((entry.url or "" for entry in entries if entry.platform_id == post), "")
