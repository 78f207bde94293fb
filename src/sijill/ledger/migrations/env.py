"""Run by Alembic: applies the steps on the connection that `sijill.ledger.migrate` hands over, in its transaction."""

from __future__ import annotations

from alembic import context

from sijill.ledger.migrate import VERSION_TABLE
from sijill.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
context.run_migrations()
