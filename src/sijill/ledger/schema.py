"""The tables of a ledger.

Nothing in them is changed after it was written, but for the end of a run. Days are ISO 8601 text, so that they
compare as they should in every database. The migrations build these tables; a test holds the two to each other.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

metadata = MetaData()

runs = Table(
    "runs",
    metadata,
    Column("run", Integer, primary_key=True),
    Column("coder", String, nullable=False),
    Column("started", String, nullable=False),
    Column("finished", String),  # null: still going on, or cut off
    Column("counts", JSON),
)

reports = Table(
    "reports",
    metadata,
    Column("version", Integer, primary_key=True),  # grows: of the versions of one id the highest is the newest
    Column("id", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("date", String, nullable=False),
    Column("language", String, nullable=False),
    Column("outlet", String),
    Column("agency", String),
    Column("url", String),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("points", JSON, nullable=False),
    Column("run", Integer, ForeignKey("runs.run"), nullable=False),
    UniqueConstraint("id", "digest", name="uq_reports_id_digest"),
    Index("ix_reports_date", "date"),
)

coded = Table(
    "coded",
    metadata,
    Column("version", Integer, ForeignKey("reports.version"), primary_key=True),
    Column("coder", String, primary_key=True),
    Column("run", Integer, ForeignKey("runs.run"), nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("version", Integer, ForeignKey("reports.version"), nullable=False),
    Column("coder", String, nullable=False),
    Column("run", Integer, ForeignKey("runs.run"), nullable=False),
    Column("event", String, nullable=False),
    Column("mode", String),
    Column("status", String, nullable=False),
    Column("actor", JSON, nullable=False),
    Column("recipient", JSON, nullable=False),
    Column("count_low", Integer),
    Column("count_high", Integer),
    Column("when", String),
    Column("when_from", String),  # bounds of `when`; null where the claim states no time
    Column("when_to", String),
    Column("said_kind", String, nullable=False),
    Column("said_by", String),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("predicate_start", Integer, nullable=False),
    Column("predicate_end", Integer, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("arguments", JSON, nullable=False),
    Column("words", Text, nullable=False),  # what full-text search sees: see fulltext.py
    Index("ix_claims_version", "version"),
    Index("ix_claims_event", "event", "mode", "status"),
)

problems = Table(
    "problems",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("digest", String, nullable=False, unique=True),
    Column("source", String, nullable=False),
    Column("line", Integer),
    Column("report", String),
    Column("reason", String, nullable=False),
    Column("detail", Text, nullable=False),
    Column("run", Integer, ForeignKey("runs.run"), nullable=False),
)
