"""The tables of a ledger.

Nothing in the tables of the first half is changed after it was written, but for the end of a run. Those of the second
half follow from the first: what reconciling makes of reports, claims and revisions, kept so that a question needs no
rebuild. Days are ISO 8601 text, so that they compare as they should in every database; in what is made of them they are
numbers (`date.toordinal`). The migrations build these tables; a test holds the two to each other.

The tables `desk_*` are the desk's: who may use it, and what was done. Accounts and sessions do change; the audit only
grows.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

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

desk_accounts = Table(
    "desk_accounts",
    metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("password", String, nullable=False),  # argon2id, with its parameters
    Column("created", String, nullable=False),
    Column("closed", String),
)

desk_sessions = Table(
    "desk_sessions",
    metadata,
    Column("digest", String, primary_key=True),  # SHA-256 of the token
    Column("account", String, ForeignKey("desk_accounts.name"), nullable=False),
    Column("created", String, nullable=False),
    Column("expires", String, nullable=False),
)

desk_audit = Table(
    "desk_audit",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("time", String, nullable=False),
    Column("who", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("detail", JSON, nullable=False),
)

report_words = Table(
    "report_words",
    metadata,
    Column("version", Integer, ForeignKey("reports.version"), primary_key=True),
    Column("words", Text, nullable=False),  # what full-text search sees of the whole report: see fulltext.py
)

revisions = Table(
    "revisions",
    metadata,
    Column("revision", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("claims", JSON, nullable=False),
    Column("against", JSON, nullable=False),
    Column("field", String),
    Column("value", JSON),
    Column("undoes", Integer, ForeignKey("revisions.revision")),
    Column("author", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("time", String, nullable=False),
)

unjoined = Table(  # versions whose claims are not in the events yet, or no longer as they are
    "unjoined",
    metadata,
    Column("version", Integer, ForeignKey("reports.version"), primary_key=True),
)

prints = Table(  # what stands for a report's text when texts are compared: see reconcile/witnesses.py
    "prints",
    metadata,
    Column("version", Integer, ForeignKey("reports.version"), primary_key=True),
    Column("print", LargeBinary, nullable=False),
)

heirs = Table(  # of claims that revisions name and a newer coder has none of: see reconcile/heirs.py
    "heirs",
    metadata,
    Column("claim", String, primary_key=True),
    Column("version", Integer, ForeignKey("reports.version"), nullable=False),
    Column("heir", String, nullable=False),
    Index("ix_heirs_version", "version"),
)

tellings = Table(  # what a report tells of one thing: see reconcile/tellings.py
    "tellings",
    metadata,
    Column("id", String, primary_key=True),
    Column("version", Integer, ForeignKey("reports.version"), nullable=False),
    Column("date", Integer, nullable=False),
    Column("until", Integer),  # the day on which a newer version took its place; null while it stands
    Column("first", String, nullable=False),  # the first telling of the event that it was joined to
    Column("event", String, nullable=False),  # its event, after what a person merged
    Column("score", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("told", LargeBinary, nullable=False),
    Index("ix_tellings_version", "version"),
    Index("ix_tellings_first", "first"),
    Index("ix_tellings_event", "event"),
)

telling_keys = Table(  # what tellings are looked up by: see reconcile/joining.py
    "telling_keys",
    metadata,
    Column("key", String, primary_key=True),
    Column("size", Integer, primary_key=True),
    Column("lo", Integer, primary_key=True),
    Column("telling", String, primary_key=True),
    Column("hi", Integer, nullable=False),
    Column("date", Integer, nullable=False),
    Column("is_first", Boolean, nullable=False),
    Index("ix_telling_keys_telling", "telling"),
)

telling_claims = Table(
    "telling_claims",
    metadata,
    Column("claim", String, primary_key=True),
    Column("telling", String, nullable=False),
    Index("ix_telling_claims_telling", "telling"),
)

telling_links = Table(  # see reconcile/links.py
    "telling_links",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("version", Integer, ForeignKey("reports.version"), nullable=False),
    Column("kind", String, nullable=False),
    Column("a", String, nullable=False),
    Column("b", String, nullable=False),
    Column("reason", Text, nullable=False),
    Index("ix_telling_links_version", "version"),
    Index("ix_telling_links_a", "a", "kind"),
    Index("ix_telling_links_b", "b", "kind"),
)

events = Table(
    "events",
    metadata,
    Column("id", String, primary_key=True),
    Column("event", String, nullable=False),
    Column("mode", String),
    Column("status", String),  # null: no report that stands tells of it now
    Column("lo", Integer, nullable=False),  # the days on which it happened
    Column("hi", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("settled", Integer, nullable=False),  # from this day on it was known as it is now
    Column("value", LargeBinary, nullable=False),
    Column("brief", LargeBinary, nullable=False),  # what sums need of it
    Index("ix_events_time", "hi", "id"),
    Index("ix_events_kind", "event", "mode", "hi", "id", "status"),
    Index("ix_events_settled", "settled", "first"),
)

event_parties = Table(  # all parties and kinds that a claim of an event tells; with its status those that it has now
    "event_parties",
    metadata,
    Column("party", String, primary_key=True),
    Column("role", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("hi", Integer, primary_key=True),
    Column("event", String, primary_key=True),
    Column("lo", Integer, nullable=False),
    Column("status", String),
    Index("ix_event_parties_event", "event"),
)
