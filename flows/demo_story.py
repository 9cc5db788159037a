"""What happens in the demonstration: invented people, invented numbers, and the words that they are given.

The brand, the town and its flood are those of ``examples/recovery``. The people who decide are scripted, and say so.
"""

import json
import math
import os
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from flows.platforms.base import Reply
from flows.replies import RepliesFile

BRAND, ACCOUNT, HANDLE = "Lantern & Quay", "main", "lanternquay"
LEAD, SECOND = "Ines Calder (scripted)", "Tom Ferris (scripted)"

WENT_OUT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
OPENED = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
FIRST_ANSWER = datetime(2026, 11, 20, 10, 35, tzinfo=UTC)
DECIDED = datetime(2026, 11, 21, 11, 40, tzinfo=UTC)
RELAPSED = date(2026, 12, 4)
ALL_REPLIES = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
"""When the last of the 300 replies was written."""

QUEUED = (
    (
        "Our winter roast is back: smoky, sweet and ready at every counter from Friday.",
        datetime(2026, 11, 20, 16, 0, tzinfo=UTC),
    ),
    ("Win a week of free coffee! Tell us your rainiest story.", datetime(2026, 11, 21, 9, 0, tzinfo=UTC)),
)
"""Posts that waited in the queue when it happened."""

REPORT = "A reader called the shop in Harrowmere: her mother had just been carried out of the care home."

APOLOGY = """\
Yesterday morning, while people in Harrowmere were carried out of their homes, we used the flood to sell coffee. \
That was wrong. Nobody made us do it: we wrote it, we posted it, and we left it standing for hours. It hurt people who \
have lost their homes, those who care for them, and those who were out in the boats.

We are sorry.

Two pallets of food go to the Harrowmere food bank on Tuesday; Tom Ferris sees to it. From today two people read \
everything that we post, first.

We will not ask you to move on. If our post hurt you, write to us here: we read every answer."""

FIRST_TRY = "We are sorry if anyone was offended by our post."
"""What somebody proposes first, and somebody else rejects."""

WHY_NOT = "“If anyone was offended” doubts that they were. Say what we did."

PROMISE = "Two pallets of food for the Harrowmere food bank"
PROMISE_DUE = date(2026, 11, 25)
PROOF = "Receipt 4471 of the food bank, 24 November, signed by its manager"
PROVEN = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)

WHY_CLOSED = "Half a year of check-ins, the promise is kept, and nobody waits for an answer of ours."
PHRASES = ("flood sale", "under water .. sale", "everything that floats")
"""What the guard shall stop next time, in the words of a person."""

BASELINE_DAYS = 120
"""So many days of everyday numbers were there before it happened."""


class Letters(NamedTuple):
    """What people wrote: below the post, and below the apology."""

    replies: tuple[Reply, ...]
    answers: tuple[Reply, ...]


def letters(folder: str) -> Letters:
    """The bundled replies and answers, oldest first."""
    return Letters(*(tuple(RepliesFile(os.path.join(folder, name))) for name in ("replies.jsonl", "answers.jsonl")))


def between(written: tuple[Reply, ...], since: datetime, until: datetime) -> list[Reply]:
    """Those that were written after ``since``, up to ``until``."""
    return [reply for reply in written if since < reply.created_at <= until]


def answer(question: str, moment: datetime) -> Reply:
    """What the brand answers to the question with that id."""
    text = "Thank you for asking. We have written to you, and what we can do stands below our apology."
    return Reply(id=f"our-{question}", author=HANDLE, created_at=moment, text=text, in_reply_to=question)


# --- the numbers ----------------------------------------------------------------------------------------------------

COLUMNS = ("mention_volume", "negative_share", "complaint_count", "follower_count")


def numbers(until: date) -> str:
    """The daily numbers of the account as CSV, from long before the incident up to ``until``; always the same."""
    lines = [f"date,{','.join(COLUMNS)}"]
    lines += [f"{day},{','.join(map(str, row))}" for day, row in _days() if day <= until]
    return "\n".join(lines) + "\n"


def followers(day: date) -> int:
    """How many follow the account on that day."""
    return int(next(row[-1] for each, row in _days() if each == day))


def _days() -> Iterator[tuple[date, tuple[float, ...]]]:
    chance = random.Random(20261120)  # noqa: S311 - invented numbers, not secrets
    first = WENT_OUT.date() - timedelta(days=BASELINE_DAYS)
    for number in range(BASELINE_DAYS + 200):
        day = first + timedelta(days=number)
        yield day, _row(number, day, chance)


def _row(number: int, day: date, chance: random.Random) -> tuple[float, ...]:
    """One day: what is usual for it, and what the two posts still do to it."""
    weekend = 0.85 if day.weekday() >= 5 else 1.0
    first, second = _echo(day, WENT_OUT.date()), _echo(day, RELAPSED)
    mentions = 140 * weekend * chance.gauss(1, 0.06) + 2600 * first + 700 * second
    negative = min(0.9, max(0.0, chance.gauss(0.11, 0.012) + 0.62 * first**0.6 + 0.28 * second**0.6))
    complaints = 12 * weekend * chance.gauss(1, 0.12) + 160 * first + 60 * second
    lost = 1500 * _still_away(day, WENT_OUT.date()) + 500 * _still_away(day, RELAPSED)
    followed = 48_000 + 4 * number + chance.gauss(0, 12) - lost
    return round(mentions), round(negative, 4), round(complaints), round(followed)


def _echo(day: date, event: date) -> float:
    """What is left of a storm that broke on ``event``: half of it after two days, and so on."""
    passed = (day - event).days
    return 0.0 if passed < 0 else math.exp(-math.log(2) * passed / 2)


def _still_away(day: date, event: date) -> float:
    """The share of those who left that has not come back: half of them after a month."""
    passed = (day - event).days
    return 0.0 if passed < 0 else math.exp(-math.log(2) * passed / 30)


def as_lines(replies: list[Reply]) -> str:
    """Replies as a file of them."""
    return "".join(json.dumps(reply.model_dump(mode="json"), ensure_ascii=False) + "\n" for reply in replies)
