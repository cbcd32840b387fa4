"""Alembic's environment: revisions run on the connection that `models.store.schema` hands over."""

from __future__ import annotations

from alembic import context

from models.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # The caller's transaction holds all of it: an upgrade happens whole or not at all.
    transactional_ddl=False,
)
context.run_migrations()
