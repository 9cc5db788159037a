"""Inserts that meet what is there already, in the words of either database."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from flows.store.columns import Base

Upsert = postgresql.Insert | sqlite.Insert


def inserting(session: Session, table: type[Base]) -> Upsert:
    """An INSERT that knows ON CONFLICT."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def insert_new(session: Session, table: type[Base], fields: Mapping[str, Any]) -> bool:
    """Insert a row unless one with the same key is there; says whether it was inserted."""
    statement = inserting(session, table).values(**fields).on_conflict_do_nothing()
    # What was inserted is asked for: the count of rows is no answer, since not every driver knows it.
    return session.execute(statement.returning(*table.__table__.primary_key)).first() is not None
