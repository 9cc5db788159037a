"""The numbers: what an account looks like from day to day, before an incident and after it."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Select, select, text
from sqlalchemy.orm import Session

from flows.incident import MetricPoint
from flows.store.database import hold
from flows.store.inserting import inserting
from flows.store.shelf import Shelf
from flows.store.tables import MetricRow

_BATCH = 500
_KEY = ("account", "metric", "day", "source")
_FIELDS = (*_KEY, "incident", "value")


class Metrics(Shelf):
    """All numbers."""

    def record(self, points: Iterable[MetricPoint]) -> int:
        """Write numbers down, all or none; a number for the same day and source takes the place of the one before."""
        latest = {(point.incident, *(getattr(point, name) for name in _KEY)): point for point in points}
        rows = [{name: getattr(point, name) for name in _FIELDS} for point in latest.values()]
        with self._database.writing() as session:
            for incident in sorted({point.incident for point in latest.values() if point.incident}):
                hold(session, incident)
            _write(session, [row for row in rows if row["incident"] is None], with_incident=False)
            _write(session, [row for row in rows if row["incident"] is not None], with_incident=True)
        return len(rows)

    def baseline(
        self, account: str, metric: str | None = None, *, since: date | None = None, until: date | None = None
    ) -> tuple[MetricPoint, ...]:
        """The everyday numbers of an account, by metric and day; ``since`` and ``until`` are included."""
        query = select(MetricRow).where(MetricRow.incident.is_(None), MetricRow.account == account)
        return self._read(query, metric, since, until)

    def of(
        self, incident: str, metric: str | None = None, *, since: date | None = None, until: date | None = None
    ) -> tuple[MetricPoint, ...]:
        """The numbers that were collected for an incident, by metric and day."""
        return self._read(select(MetricRow).where(MetricRow.incident == incident), metric, since, until)

    def _read(
        self, query: Select[MetricRow], metric: str | None, since: date | None, until: date | None
    ) -> tuple[MetricPoint, ...]:
        if metric:
            query = query.where(MetricRow.metric == metric)
        if since:
            query = query.where(MetricRow.day >= since)
        if until:
            query = query.where(MetricRow.day <= until)
        query = query.order_by(MetricRow.metric, MetricRow.day, MetricRow.source)
        with self._database.reading() as session:
            return tuple(_point(row) for row in session.scalars(query))


def _point(row: MetricRow) -> MetricPoint:
    return MetricPoint.model_validate({name: getattr(row, name) for name in _FIELDS})


def _write(session: Session, rows: list[dict[str, Any]], *, with_incident: bool) -> None:
    key = ("incident", *_KEY) if with_incident else _KEY
    where = text(f"incident IS {'NOT ' if with_incident else ''}NULL")
    for batch in _batches(rows):
        statement = inserting(session, MetricRow).values(batch)
        value = {"value": statement.excluded.value}
        session.execute(statement.on_conflict_do_update(index_elements=key, index_where=where, set_=value))


def _batches(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
