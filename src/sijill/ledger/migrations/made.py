"""What steps have in common: the ledger's own tables of events hold nothing that cannot be made again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

_MADE = ("event_parties", "events", "telling_links", "telling_claims", "telling_keys", "tellings", "unjoined")


def forget() -> None:
    """Forget what was made of claims, and mark all that was coded as not joined."""
    for table in _MADE:
        op.execute(sa.delete(sa.table(table)))
    versions = sa.select(sa.column("version", sa.Integer)).select_from(sa.table("coded")).distinct()
    op.execute(sa.insert(sa.table("unjoined", sa.column("version"))).from_select(["version"], versions))
