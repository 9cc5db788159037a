"""Daily numbers that a person brings: from a listening tool, a shop or a help desk, before the incident and since."""

from datetime import date

from flows.case import Case
from flows.incident import MetricPoint
from flows.steps.check_in import began
from guard.errors import InputError


def bring_in(case: Case, path: str) -> tuple[int, date]:
    """Keep the numbers in the CSV file ``path``; those from before the incident are its account's everyday ones.

    Says how many they are, and the last day. Days in the future are refused, all of them.

    Raises:
        InputError: the file or a line cannot be read, or a day has not come yet.
    """
    from flows.assessment import read_series

    start, today = began(case), case.now.date()
    points = [
        MetricPoint(
            account=case.incident.account,
            metric=name,
            day=day,
            value=value,
            source="file",
            incident=case.name if day >= start else None,
        )
        for name, days in read_series(path).items()
        for day, value in days.items()
    ]
    if not points:
        raise InputError("holds no number.", where=path, fix="Write date,mention_volume,... and a line for each day.")
    last = max(point.day for point in points)
    if last > today:
        raise InputError(f"{last} has not come yet.", where=path, fix="Correct the day, or leave it out.")
    case.casebook.metrics.record(points)
    case.tell("metrics", f"Brought in {len(points):,} numbers, the last of {last}.", {"metrics": len(points)})
    return len(points), last
