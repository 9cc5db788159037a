"""results-before-their-day: figures of a listed firm appear before its results are out.

What it looks for
    Sales, profit, margins or dividends with numbers, from an account whose description says that results are still to come
    ("nine days before results", "results go out on 4 December 2026 at 07:00" while it is still the third).

Why
    Telling figures early favours some investors over others; for listed firms it is an offence.

Flags
    Full-year sales up 14% to £212m, dividend 6.1p.  {account_description: Listed shoe retailer, nine days before results}
    Volumes up 7%, margin back above 20.  {account_description: Listed brewer, results go out on 4 December 2026 at 07:00}

Passes
    Full-year sales up 14% to £212m, dividend 6.1p.  {account_description: Listed shoe retailer, one hour after the results}
    Nine days to go until our results. We say nothing before then.  {account_description: Listed brewer, nine days before results}

Limits
    It knows the day only from the account's description: keep it up to date, or use brand.embargoes.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M444",
    slug="results-before-their-day",
    category="confidential_leak",
    severity="block",
    summary="These figures come before the results are out.",
    why="For a listed firm, telling figures early is an offence.",
    instead="Wait until the results are published, and let investor relations confirm the time.",
    offended=("investors and the stock exchange",),
    confidence=0.85,
)
WAKES_ON = ("figures",)
_MONTHS = "january february march april may june july august september october november december".split()


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on the figures while the account's results are still to come."""
    figures = post.text.matches("figures")
    if not figures or not post.about.has("closed_period"):
        return
    day = _results_day(post.about.raw)
    if day is None or context.now < day:
        yield hit_at(RULE, post.text, figures[0])


def _results_day(description: str) -> datetime | None:
    found = _date().search(description)
    if not found:
        return None
    month = _MONTHS.index(found["month"].lower()) + 1
    try:
        return datetime(
            int(found["year"]), month, int(found["day"]), int(found["hour"] or 0), int(found["minute"] or 0), tzinfo=UTC
        )
    except ValueError:
        return None


@cache
def _date() -> re.Pattern[str]:
    months = "|".join(_MONTHS)
    return re.compile(
        rf"(?P<day>\d{{1,2}}) (?P<month>{months}) (?P<year>\d{{4}})(?: at (?P<hour>\d{{1,2}})[:.](?P<minute>\d\d))?",
        re.IGNORECASE,
    )
