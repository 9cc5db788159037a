"""What time it is, as something that is passed in: the recovery never looks at the wall itself.

So a test or a demo can travel through half a year of check-ins in a second.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Anything that tells the time as an aware ``datetime`` in UTC."""


def system_clock() -> datetime:
    """The time of this machine, in UTC."""
    return datetime.now(UTC)


def as_utc(moment: datetime) -> datetime:
    """``moment`` in UTC.

    Raises:
        ValueError: the moment has no time zone, so nobody can say when it is.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone. Give one, such as {moment.isoformat()}+00:00.")
    return moment.astimezone(UTC)


class TravelClock:
    """A clock that stands still until it is moved; it only goes forward."""

    def __init__(self, start: datetime) -> None:
        self._now = as_utc(start)

    def __call__(self) -> datetime:
        """What time it is."""
        return self._now

    def forward(self, step: timedelta) -> datetime:
        """Let the time ``step`` pass; says what time it is then."""
        return self.travel_to(self._now + step)

    def travel_to(self, moment: datetime) -> datetime:
        """Make it ``moment``; says what time it is then.

        Raises:
            ValueError: the moment has no time zone or is over already.
        """
        moment = as_utc(moment)
        if moment < self._now:
            raise ValueError(f"This clock stands at {self._now.isoformat()} and does not go back to {moment}.")
        self._now = moment
        return moment
