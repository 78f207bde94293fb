"""The desk: accounts, sessions, the audit; and the words of whole reports, to search them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sijill.ledger.fulltext import words

revision = "0003"
down_revision = "0002"

_PAGE = 500


def upgrade() -> None:
    """Make the tables, and fill the words from the reports that are there."""
    op.create_table(
        "desk_accounts",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("password", sa.String, nullable=False),
        sa.Column("created", sa.String, nullable=False),
        sa.Column("closed", sa.String),
    )
    op.create_table(
        "desk_sessions",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("account", sa.String, sa.ForeignKey("desk_accounts.name"), nullable=False),
        sa.Column("created", sa.String, nullable=False),
        sa.Column("expires", sa.String, nullable=False),
    )
    op.create_table(
        "desk_audit",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("time", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
    )
    report_words = op.create_table(
        "report_words",
        sa.Column("version", sa.Integer, sa.ForeignKey("reports.version"), primary_key=True),
        sa.Column("words", sa.Text, nullable=False),
    )
    conn = op.get_bind()
    if conn.dialect.name == "sqlite":
        # No trigger, as claims have one: each row that one adds is a segment of the index by itself, and thirty
        # thousand reports took five minutes. Whoever adds reports indexes them, in the same transaction.
        op.execute(
            "CREATE VIRTUAL TABLE reports_fts USING fts5(words, content='report_words', content_rowid='version')"
        )
    last = -1
    reports = sa.table("reports", sa.column("version"), sa.column("title"), sa.column("body"))
    while rows := conn.execute(
        sa.select(reports).where(reports.c.version > last).order_by(reports.c.version).limit(_PAGE)
    ).all():
        filled = [{"version": row.version, "words": words(f"{row.title}\n{row.body}")} for row in rows]
        conn.execute(sa.insert(report_words), filled)
        last = rows[-1].version
    if conn.dialect.name == "sqlite":
        op.execute("INSERT INTO reports_fts (reports_fts) VALUES ('rebuild')")
    if conn.dialect.name == "sqlite":
        op.execute("PRAGMA analysis_limit = 1000")
        op.execute("ANALYZE")
