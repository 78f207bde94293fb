"""Decisions follow their claims to a newer coder's."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table; what more than one coder has read is to be joined, which fills it."""
    op.create_table(
        "heirs",
        sa.Column("claim", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, sa.ForeignKey("reports.version"), nullable=False),
        sa.Column("heir", sa.String, nullable=False),
    )
    op.create_index("ix_heirs_version", "heirs", ["version"])
    op.execute(
        "INSERT INTO unjoined (version) SELECT version FROM coded "
        "WHERE version NOT IN (SELECT version FROM unjoined) GROUP BY version HAVING count(*) > 1"
    )
