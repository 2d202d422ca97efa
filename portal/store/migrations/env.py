"""Alembic's way into the tables; run by `portal upgrade` only, never by a web process."""

from alembic import context

from portal.store.models import Row

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Row.metadata, render_as_batch=True, transaction_per_migration=True)
with context.begin_transaction():
    context.run_migrations()
