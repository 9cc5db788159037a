"""The casebook: everything about an incident, kept so that nothing is lost, done twice or changed unseen.

>>> from flows.store import Casebook
>>> with Casebook.open() as casebook:  # doctest: +SKIP
...     casebook.incidents.all(states=["long_haul"])

No Prefect here: plain functions over SQLAlchemy, SQLite by default, PostgreSQL by one setting.
"""

from flows.store.casebook import Casebook
from flows.store.place import place

__all__ = ["Casebook", "place"]
