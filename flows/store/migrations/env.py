"""Run by Alembic: applies the migrations over the connection that ``flows.store.schema`` opened."""

from alembic import context

_settings = context.config.attributes

context.configure(
    connection=_settings["connection"],
    target_metadata=_settings["metadata"],
    version_table=_settings["version_table"],
    transactional_ddl=False,  # the transaction is the caller's, and all versions are one step
)
context.run_migrations()
