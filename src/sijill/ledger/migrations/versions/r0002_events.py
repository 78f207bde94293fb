"""Events and what they are made of, and the revisions of a person's hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables; what is in the ledger is to be joined."""
    op.create_table(
        "revisions",
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("claims", sa.JSON, nullable=False),
        sa.Column("against", sa.JSON, nullable=False),
        sa.Column("field", sa.String),
        sa.Column("value", sa.JSON),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("revisions.revision")),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("time", sa.String, nullable=False),
    )
    op.create_table(
        "unjoined",
        sa.Column("version", sa.Integer, sa.ForeignKey("reports.version"), primary_key=True),
    )
    op.create_table(
        "prints",
        sa.Column("version", sa.Integer, sa.ForeignKey("reports.version"), primary_key=True),
        sa.Column("print", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "tellings",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, sa.ForeignKey("reports.version"), nullable=False),
        sa.Column("date", sa.Integer, nullable=False),
        sa.Column("until", sa.Integer),
        sa.Column("first", sa.String, nullable=False),
        sa.Column("event", sa.String, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reasons", sa.JSON, nullable=False),
        sa.Column("head", sa.LargeBinary, nullable=False),
        sa.Column("told", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_tellings_version", "tellings", ["version"])
    op.create_index("ix_tellings_first", "tellings", ["first"])
    op.create_index("ix_tellings_event", "tellings", ["event"])
    op.create_table(
        "telling_keys",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("size", sa.Integer, primary_key=True),
        sa.Column("lo", sa.Integer, primary_key=True),
        sa.Column("telling", sa.String, primary_key=True),
        sa.Column("hi", sa.Integer, nullable=False),
        sa.Column("date", sa.Integer, nullable=False),
        sa.Column("is_first", sa.Boolean, nullable=False),
    )
    op.create_index("ix_telling_keys_telling", "telling_keys", ["telling"])
    op.create_table(
        "telling_claims",
        sa.Column("claim", sa.String, primary_key=True),
        sa.Column("telling", sa.String, nullable=False),
    )
    op.create_index("ix_telling_claims_telling", "telling_claims", ["telling"])
    op.create_table(
        "telling_links",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, sa.ForeignKey("reports.version"), nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("a", sa.String, nullable=False),
        sa.Column("b", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("ix_telling_links_version", "telling_links", ["version"])
    op.create_index("ix_telling_links_a", "telling_links", ["a", "kind"])
    op.create_index("ix_telling_links_b", "telling_links", ["b", "kind"])
    op.create_table(
        "events",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("event", sa.String, nullable=False),
        sa.Column("mode", sa.String),
        sa.Column("status", sa.String),
        sa.Column("lo", sa.Integer, nullable=False),
        sa.Column("hi", sa.Integer, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("settled", sa.Integer, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.Column("brief", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_events_time", "events", ["hi", "id"])
    op.create_index("ix_events_kind", "events", ["event", "mode", "hi", "id", "status"])
    op.create_index("ix_events_settled", "events", ["settled", "first"])
    op.create_table(
        "event_parties",
        sa.Column("party", sa.String, primary_key=True),
        sa.Column("role", sa.String, primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("hi", sa.Integer, primary_key=True),
        sa.Column("event", sa.String, primary_key=True),
        sa.Column("lo", sa.Integer, nullable=False),
        sa.Column("status", sa.String),
    )
    op.create_index("ix_event_parties_event", "event_parties", ["event"])
    op.execute("INSERT INTO unjoined (version) SELECT DISTINCT version FROM coded")
