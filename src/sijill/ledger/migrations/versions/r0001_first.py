"""The first form of a ledger: runs, reports, claims and what was set aside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "runs",
        sa.Column("run", sa.Integer, primary_key=True),
        sa.Column("coder", sa.String, nullable=False),
        sa.Column("started", sa.String, nullable=False),
        sa.Column("finished", sa.String),
        sa.Column("counts", sa.JSON),
    )
    op.create_table(
        "reports",
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("date", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("outlet", sa.String),
        sa.Column("agency", sa.String),
        sa.Column("url", sa.String),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("points", sa.JSON, nullable=False),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.run"), nullable=False),
        sa.UniqueConstraint("id", "digest", name="uq_reports_id_digest"),
    )
    op.create_index("ix_reports_date", "reports", ["date"])
    op.create_table(
        "coded",
        sa.Column("version", sa.Integer, sa.ForeignKey("reports.version"), primary_key=True),
        sa.Column("coder", sa.String, primary_key=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.run"), nullable=False),
    )
    op.create_table(
        "claims",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("version", sa.Integer, sa.ForeignKey("reports.version"), nullable=False),
        sa.Column("coder", sa.String, nullable=False),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.run"), nullable=False),
        sa.Column("event", sa.String, nullable=False),
        sa.Column("mode", sa.String),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("actor", sa.JSON, nullable=False),
        sa.Column("recipient", sa.JSON, nullable=False),
        sa.Column("count_low", sa.Integer),
        sa.Column("count_high", sa.Integer),
        sa.Column("when", sa.String),
        sa.Column("when_from", sa.String),
        sa.Column("when_to", sa.String),
        sa.Column("said_kind", sa.String, nullable=False),
        sa.Column("said_by", sa.String),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("predicate_start", sa.Integer, nullable=False),
        sa.Column("predicate_end", sa.Integer, nullable=False),
        sa.Column("sentence_start", sa.Integer, nullable=False),
        sa.Column("sentence_end", sa.Integer, nullable=False),
        sa.Column("arguments", sa.JSON, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index("ix_claims_version", "claims", ["version"])
    op.create_index("ix_claims_event", "claims", ["event", "mode", "status"])
    op.create_table(
        "problems",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("digest", sa.String, nullable=False, unique=True),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("line", sa.Integer),
        sa.Column("report", sa.String),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.run"), nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        # The trigger keeps the index in the transaction of the claim; claims are only ever added.
        op.execute("CREATE VIRTUAL TABLE claims_fts USING fts5(words, content='claims', content_rowid='key')")
        op.execute(
            "CREATE TRIGGER claims_fts_insert AFTER INSERT ON claims BEGIN "
            "INSERT INTO claims_fts (rowid, words) VALUES (new.key, new.words); END"
        )
