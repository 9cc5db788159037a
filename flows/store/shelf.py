"""What all shelves of the casebook share: the database they stand in."""

from flows.store.database import Database


class Shelf:
    """All of one kind that the casebook holds."""

    def __init__(self, database: Database) -> None:
        self._database = database
